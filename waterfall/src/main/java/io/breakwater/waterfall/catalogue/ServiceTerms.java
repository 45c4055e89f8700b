package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * On which terms the house clears.
 *
 * @param currency the one currency it settles in, for ever
 * @param callPolicies how the accounts of each kind are called; a kind without a policy is never called
 * @param banks the statement streams that could hold a cure: no call expires before each of them has been asked, so lines
 *     of any other are refused, and a stream that once was here stays
 */
public record ServiceTerms(
        Currency currency, SortedMap<AccountKind, CallPolicy> callPolicies, SortedSet<EntityId> banks) {

    /** Statement streams of one house; every expiring call asks each of them. */
    public static final int BANKS = 64;

    public ServiceTerms {
        callPolicies = Collections.unmodifiableSortedMap(new TreeMap<>(callPolicies));
        banks = Collections.unmodifiableSortedSet(new TreeSet<>(banks));
        if (banks.isEmpty() || banks.size() > BANKS) {
            throw new IllegalArgumentException(banks.size() + " banks");
        }
        if (banks.stream().anyMatch(bank -> bank.kind() != EntityKind.BANK)) {
            throw new IllegalArgumentException("not all of them banks: " + banks);
        }
        if (callPolicies.keySet().stream().anyMatch(kind -> !kind.isCalled())) {
            throw new IllegalArgumentException("the house's own accounts are never called: " + callPolicies.keySet());
        }
    }

    /** How accounts of this kind are called; absent when they never are. */
    public Optional<CallPolicy> callPolicy(AccountKind kind) {
        return Optional.ofNullable(callPolicies.get(kind));
    }
}
