package io.breakwater.node.audit;

import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Invariant 13. Every entry has a cause that its kind of source may have. */
final class CauseCheck implements Check {

    private static final Map<EntityKind, Set<Purpose>> MAY = may();

    private final Verdicts verdicts;
    private final Map<Purpose, Long> counts = new EnumMap<>(Purpose.class);

    CauseCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.CAUSES;
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof SourceEvent source) {
            source.entries().forEach(entry -> caused(event, entry));
        }
    }

    @Override
    public void finish() {
        String causes = counts.isEmpty() ? "no entries" : counts.toString();
        verdicts.compared(Invariant.CAUSES, "entries by cause " + causes);
    }

    private void caused(AuditedEvent event, Entry entry) {
        counts.merge(entry.purpose(), 1L, Long::sum);
        EntityKind kind = event.entity().kind();
        if (!MAY.getOrDefault(kind, Set.of()).contains(entry.purpose())) {
            verdicts.violated(
                    Invariant.CAUSES,
                    event,
                    "entry " + entry.id() + " is " + entry.purpose() + ", which " + kind.word() + " may not book");
        }
    }

    private static Map<EntityKind, Set<Purpose>> may() {
        Map<EntityKind, Set<Purpose>> may = new EnumMap<>(EntityKind.class);
        may.put(EntityKind.TRADES, EnumSet.of(Purpose.TRADE, Purpose.CORRECTION));
        may.put(EntityKind.BANK, EnumSet.of(Purpose.DEPOSIT, Purpose.COLLATERAL_LODGED, Purpose.COLLATERAL_SALE));
        may.put(EntityKind.PAYOUTS, EnumSet.of(Purpose.PAYOUT, Purpose.PAYOUT_FAILED));
        may.put(EntityKind.DESK, EnumSet.of(Purpose.LIQUIDATION, Purpose.LIQUIDATION_FEE));
        may.put(EntityKind.AUCTION, EnumSet.of(Purpose.AUCTION));
        may.put(
                EntityKind.HOUSE,
                EnumSet.of(
                        Purpose.FUND_CONTRIBUTION,
                        Purpose.OWN_CAPITAL,
                        Purpose.FEE,
                        Purpose.DEFICIT_PAYABLE,
                        Purpose.ASSESSMENT,
                        Purpose.RETURN));
        may.put(
                EntityKind.EPISODE,
                EnumSet.of(
                        Purpose.TAKEOVER,
                        Purpose.HEDGE,
                        Purpose.LAYER_DRAW,
                        Purpose.DELEVERAGING,
                        Purpose.RETURN,
                        Purpose.UNCOVERED));
        return may;
    }
}
