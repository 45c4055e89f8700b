package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Invariant 13, of who pays: a layer of money is paid by the accounts in default, each client and each account of a pool
 * for itself alone, by funds of the house, or by contributions; a contribution pays for nothing else; what members owe is
 * paid from house accounts.
 */
final class PayerCheck implements Check {

    private static final String CONTRIBUTION = "contribution:";
    private static final Set<Purpose> OF_CONTRIBUTIONS = Set.of(
            Purpose.LAYER_DRAW, Purpose.FUND_CONTRIBUTION, Purpose.DEPOSIT, Purpose.PAYOUT_FAILED, Purpose.RETURN);

    private final Verdicts verdicts;
    private final Map<EntityId, AccountTerms> terms = new HashMap<>();
    private Optional<Declaration> declaration = Optional.empty();
    private long paid;

    PayerCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.CAUSES;
    }

    @Override
    public void begin(EntityId entity) {
        declaration = Optional.empty();
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent.Opened opened) {
            terms.put(event.entity(), opened.terms());
        } else if (event.event() instanceof EpisodeEvent.Declared declared) {
            declaration = Optional.of(declared.declaration());
        }
        if (event.event() instanceof SourceEvent source) {
            source.entries().forEach(entry -> payers(event, entry));
        }
    }

    @Override
    public void finish() {
        verdicts.compared(Invariant.CAUSES, paid + " payments for others, each by somebody who may be asked");
    }

    private void payers(AuditedEvent event, Entry entry) {
        for (Posting posting : entry.postings()) {
            if (!gives(posting)) {
                continue;
            }
            EntityId payer = posting.account();
            if (payer.key().startsWith(CONTRIBUTION) && !OF_CONTRIBUTIONS.contains(entry.purpose())) {
                violated(event, entry, payer + " pays for " + entry.purpose());
            }
            if (entry.purpose() == Purpose.LAYER_DRAW) {
                layer(event, entry, payer);
            } else if (entry.purpose() == Purpose.ASSESSMENT || entry.purpose() == Purpose.DEFICIT_PAYABLE) {
                owed(event, entry, payer);
            }
        }
    }

    private void layer(AuditedEvent event, Entry entry, EntityId payer) {
        paid++;
        Optional<Declaration> of = declaration.filter(each -> each.accounts().containsKey(payer));
        boolean ofTheHouse = payer.equals(HouseAccounts.OWN_CAPITAL)
                || payer.equals(HouseAccounts.INSURANCE_FUND)
                || payer.key().startsWith(CONTRIBUTION);
        if (of.isEmpty()) {
            if (!ofTheHouse) {
                violated(event, entry, payer + " pays a layer of a default that is not its own");
            }
            return;
        }
        boolean forOthers = of.get().member().isPresent() && of.get().accounts().get(payer) == AccountKind.HOUSE;
        Set<EntityId> others = new TreeSet<>();
        entry.postings().stream().map(Posting::account).forEach(others::add);
        others.removeAll(List.of(payer, HouseAccounts.inventory(of.get().episode(), payer)));
        if (!forOthers && !others.isEmpty()) {
            violated(event, entry, payer + " pays for " + others);
        }
    }

    private void owed(AuditedEvent event, Entry entry, EntityId payer) {
        paid++;
        Optional<AccountTerms> of = Optional.ofNullable(terms.get(payer));
        if (of.filter(each -> each.kind() == AccountKind.HOUSE || each.kind() == AccountKind.DIRECT)
                .isEmpty()) {
            violated(event, entry, payer + " pays what a member owes, and is no member's own account");
        }
        if (entry.purpose() == Purpose.DEFICIT_PAYABLE) {
            entry.postings().stream()
                    .map(Posting::account)
                    .filter(account -> !account.equals(payer))
                    .filter(account -> !Optional.ofNullable(terms.get(account))
                            .map(AccountTerms::member)
                            .equals(of.map(AccountTerms::member)))
                    .forEach(client -> violated(event, entry, payer + " pays the debt of " + client));
        }
    }

    private static boolean gives(Posting posting) {
        return posting.legs().stream()
                .anyMatch(leg ->
                        leg instanceof Leg.MoneyLeg money && money.amount().isNegative());
    }

    private void violated(AuditedEvent event, Entry entry, String what) {
        verdicts.violated(Invariant.CAUSES, event, "entry " + entry.id() + ": " + what);
    }
}
