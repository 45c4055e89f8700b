package io.breakwater.node.audit;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Invariant 6. The figures that every account event states are what legs, conversions and settlements add up to, and the
 * state that the node's own rules fold from the events has the same figures; every other entity's events can be folded.
 * Tells the checks of sums what each account's events state in the end.
 */
final class FoldCheck implements Check {

    private final Verdicts verdicts;
    private final Consumer<AccountClosing> closings;
    private AccountTally tally = new AccountTally();
    private Optional<Refold<?, ?>> refold = Optional.empty();
    private long figures;
    private long folded;

    FoldCheck(Verdicts verdicts, Consumer<AccountClosing> closings) {
        this.verdicts = verdicts;
        this.closings = closings;
    }

    @Override
    public Invariant invariant() {
        return Invariant.FOLD;
    }

    @Override
    public void begin(EntityId entity) {
        tally = new AccountTally();
        refold = Refold.of(entity);
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent.Posted posted) {
            figures++;
            differ(event, tally.posted(posted));
        } else if (event.event() instanceof AccountEvent.Judged judged) {
            figures++;
            ascending(event, judged);
            differ(event, tally.judged(judged));
        }
        try {
            refold = refold.map(fold -> fold.with(event));
        } catch (RuntimeException unfoldable) {
            refold = Optional.empty();
            verdicts.violated(Invariant.FOLD, event, "cannot be folded: " + unfoldable.getMessage());
        }
    }

    @Override
    public void end(EntityId entity) {
        folded += refold.isPresent() ? 1 : 0;
        if (entity.kind() == EntityKind.ACCOUNT) {
            refold.map(Refold::state)
                    .filter(Account.class::isInstance)
                    .map(Account.class::cast)
                    .ifPresent(account -> tally.differences(account)
                            .forEach(each ->
                                    verdicts.violated(Invariant.FOLD, entity + ": its folded state differs: " + each)));
            closings.accept(tally.closing(entity));
        }
    }

    @Override
    public void finish() {
        verdicts.compared(
                Invariant.FOLD, "figures of " + figures + " account events recomputed, " + folded + " entities folded");
    }

    /** A settlement is applied once, and never after a later one. */
    private void ascending(AuditedEvent event, AccountEvent.Judged judged) {
        judged.settled().forEach(settled -> {
            long before = tally.settledNumber(settled.instrument());
            if (settled.settlement().number() <= before) {
                verdicts.violated(
                        Invariant.EXACTLY_ONCE,
                        event,
                        "settles " + settled.instrument() + " "
                                + settled.settlement().number() + " again, after " + before);
            }
        });
    }

    private void differ(AuditedEvent event, List<String> wrong) {
        wrong.forEach(what -> verdicts.violated(Invariant.FOLD, event, what));
    }
}
