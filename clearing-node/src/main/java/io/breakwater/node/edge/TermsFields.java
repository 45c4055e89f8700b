package io.breakwater.node.edge;

import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SettlementCurrency;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the terms of the service, or refuses them naming the field. */
final class TermsFields {

    private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(1);
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(30);

    private TermsFields() {}

    static ServiceTerms terms(SetServiceTermsRequest request) {
        if (!request.hasCurrency()) {
            throw Fields.missing("currency");
        }
        SortedMap<AccountKind, CallPolicy> policies = new TreeMap<>();
        for (int i = 0; i < request.getCallPoliciesCount(); i++) {
            String field = "call_policies[" + i + "]";
            var policy = request.getCallPolicies(i);
            AccountKind kind = AccountClasses.kind(field + ".account_class", policy.getAccountClass());
            if (policies.put(kind, policy(field, policy, kind)) != null) {
                throw ApiError.NAMED_TWICE.with(field + " is a second policy for " + kind, Fields.at(field));
            }
        }
        return new ServiceTerms(currency(request.getCurrency()), policies, banks(request));
    }

    private static SortedSet<EntityId> banks(SetServiceTermsRequest request) {
        Fields.atMost("banks", request.getBanksCount(), ServiceTerms.BANKS);
        SortedSet<EntityId> banks = new TreeSet<>();
        for (int i = 0; i < request.getBanksCount(); i++) {
            String field = "banks[" + i + "]";
            if (!banks.add(EntityId.of(EntityKind.BANK, Fields.id(field, request.getBanks(i))))) {
                throw ApiError.NAMED_TWICE.with(field + " is named before", Fields.at(field));
            }
        }
        return banks;
    }

    private static Currency currency(SettlementCurrency currency) {
        if (currency.getDecimals() < 0 || currency.getDecimals() > Currency.MAX_SCALE) {
            throw ApiError.NUMBER_MALFORMED.with(
                    "currency.decimals must be 0 to " + Currency.MAX_SCALE, Fields.at("currency.decimals"));
        }
        String code = SettlementCurrencies.code("currency.code", currency.getCode());
        return Currency.of(code, currency.getDecimals());
    }

    private static CallPolicy policy(
            String field, io.breakwater.protocol.house.v1.CallPolicy policy, AccountKind kind) {
        Duration deadline = Calendars.duration(
                field + ".deadline", policy.hasDeadline(), policy.getDeadline(), SHORTEST_DEADLINE, LONGEST_DEADLINE);
        CallPolicy preset =
                switch (policy.getPreset()) {
                    case CALL_PRESET_CLEARING ->
                        kind == AccountKind.HOUSE
                                ? CallPolicy.clearingHouse(deadline)
                                : CallPolicy.clearingClient(deadline);
                    case CALL_PRESET_VENUE ->
                        kind == AccountKind.HOUSE
                                ? CallPolicy.venueDirect(deadline)
                                        .withAfterExpiry(CallPolicy.AfterExpiry.MEMBER_DEFAULT)
                                : CallPolicy.venueDirect(deadline);
                    case CALL_PRESET_UNSPECIFIED, UNRECOGNIZED -> throw Fields.missing(field + ".preset");
                };
        CallPolicy raised =
                switch (policy.getRaisedDeadline()) {
                    case RAISED_DEADLINE_OWN -> preset.withRaised(CallPolicy.RaisedDeadline.OWN);
                    case RAISED_DEADLINE_OF_THE_CALL -> preset.withRaised(CallPolicy.RaisedDeadline.OF_THE_CALL);
                    case RAISED_DEADLINE_UNSPECIFIED, UNRECOGNIZED -> throw Fields.missing(field + ".raised_deadline");
                };
        return policy.hasErosion()
                ? raised.withErosion(Optional.of(Fields.share(field + ".erosion", true, policy.getErosion())))
                : raised;
    }
}
