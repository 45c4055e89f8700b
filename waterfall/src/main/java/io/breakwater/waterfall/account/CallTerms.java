package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an open call goes by until it ends, kept with it so that neither its payment nor its expiry needs anybody else's
 * word: the policy, what collateral counts for on it, and which statement streams are asked before it expires.
 */
public record CallTerms(CallPolicy policy, SortedMap<AssetId, CollateralTerms> collateral, SortedSet<EntityId> banks) {

    public CallTerms {
        collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
        banks = Collections.unmodifiableSortedSet(new TreeSet<>(banks));
    }

    static CallTerms of(CallPolicy policy, RiskFacts facts) {
        return new CallTerms(policy, facts.collateral(), facts.banks());
    }
}
