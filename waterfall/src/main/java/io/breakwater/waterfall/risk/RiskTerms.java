package io.breakwater.waterfall.risk;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * By what accounts are judged, prices aside: one version of the catalogue, how each kind of account is called, and the
 * statement streams that could hold a cure.
 */
public record RiskTerms(Catalogue catalogue, Map<AccountKind, CallPolicy> policies, SortedSet<EntityId> banks) {

    /** Nothing is listed, nobody is called. */
    public static final RiskTerms NONE = of(Catalogue.EMPTY);

    public RiskTerms {
        Map<AccountKind, CallPolicy> copy = new EnumMap<>(AccountKind.class);
        copy.putAll(policies);
        policies = Collections.unmodifiableMap(copy);
        banks = Collections.unmodifiableSortedSet(new TreeSet<>(banks));
    }

    /** What a version of the catalogue says; until the service's terms are set nobody is called. */
    public static RiskTerms of(Catalogue catalogue) {
        return catalogue
                .terms()
                .map(service -> new RiskTerms(catalogue, service.callPolicies(), service.banks()))
                .orElseGet(() -> new RiskTerms(catalogue, Map.of(), Collections.emptySortedSet()));
    }

    public Optional<Listing> listing(InstrumentId instrument) {
        return Optional.ofNullable(catalogue.listings().get(instrument));
    }

    public Optional<CallPolicy> policy(AccountKind kind) {
        return Optional.ofNullable(policies.get(kind));
    }
}
