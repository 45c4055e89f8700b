package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A default as it was declared; nothing in it changes any more.
 *
 * @param episode its number, the key of {@code episode|<n>}
 * @param member the member in default, absent for a pool of direct accounts
 * @param accounts the accounts in default with their kind: the member's house account and each client account that is short
 *     itself, or the accounts of a pool
 * @param cause what was not met: {@code call 3 of account|elm.house}, {@code assessment 2:1 of ...}
 * @param declared house time
 * @param at the business time of the newest snapshot that the account had heard when it reported
 * @param contributions the frozen contributions of the members that survive: weights and the base of caps
 * @param contribution the defaulter's own
 */
public record Declaration(
        long episode,
        Optional<String> member,
        SortedMap<EntityId, AccountKind> accounts,
        String cause,
        Instant declared,
        BusinessTime at,
        HouseTerms terms,
        SortedMap<String, Money> contributions,
        Optional<Money> contribution) {

    public Declaration {
        accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
        contributions = Collections.unmodifiableSortedMap(new TreeMap<>(contributions));
        if (episode < 1 || accounts.isEmpty()) {
            throw new IllegalArgumentException("episode " + episode + " of " + accounts.keySet());
        }
    }
}
