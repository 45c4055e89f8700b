package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.catalogue.CatalogueEvent;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.price.PriceEvent;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Invariant 1, of conversions: every account settled at the prices that were published, and what it turned into cash is
 * lots x (ticks x tick value - funding index) less what they cost.
 */
final class SettlementCheck implements Check {

    private final Verdicts verdicts;
    private final SortedMap<Key, Applied> applied = new TreeMap<>();
    private final SortedMap<Key, Settlement> published = new TreeMap<>();
    private final SortedMap<InstrumentId, Instrument> instruments = new TreeMap<>();
    private long conversions;

    private record Key(InstrumentId instrument, long number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = instrument.compareTo(other.instrument);
            return order != 0 ? order : Long.compare(number, other.number);
        }

        @Override
        public String toString() {
            return "settlement " + number + " of " + instrument;
        }
    }

    /** What one lot was worth to the first account that settled, in minor units; absent while none had lots. */
    private record Applied(AuditedEvent first, Settlement settlement, Optional<Long> perLot) {}

    SettlementCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.CONSERVATION;
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent.Judged judged) {
            judged.settled().forEach(settled -> settled(event, settled));
        } else if (event.event() instanceof PriceEvent.Judged judged) {
            judged.settlements()
                    .forEach((instrument, settlement) ->
                            published.put(new Key(instrument, settlement.number()), settlement));
        } else if (event.event() instanceof CatalogueEvent.InstrumentListed listed) {
            Instrument instrument = listed.listing().instrument();
            instruments.put(instrument.id(), instrument);
        }
    }

    @Override
    public void finish() {
        applied.forEach(this::compare);
        verdicts.compared(
                Invariant.CONSERVATION,
                conversions + " conversions at the prices of " + applied.size() + " published settlements");
    }

    private void settled(AuditedEvent event, AccountEvent.Settled settled) {
        conversions++;
        Key key = new Key(settled.instrument(), settled.settlement().number());
        Optional<Long> perLot = perLot(event, settled);
        Applied before = applied.get(key);
        if (before == null || before.perLot().isEmpty()) {
            applied.put(key, new Applied(event, settled.settlement(), perLot));
        }
        if (before != null
                && (!before.settlement().equals(settled.settlement())
                        || (before.perLot().isPresent()
                                && perLot.isPresent()
                                && !before.perLot().equals(perLot)))) {
            violated(event, key + " is not the one that " + before.first().entity() + " applied");
        }
    }

    private Optional<Long> perLot(AuditedEvent event, AccountEvent.Settled settled) {
        long worth = Math.addExact(
                settled.variation().minorUnits(), settled.costBefore().minorUnits());
        long lots = settled.lots().count();
        if (lots == 0 ? worth != 0 : worth % lots != 0) {
            violated(
                    event,
                    "no price turns " + settled.variation() + " into cash for " + lots + " lots that cost "
                            + settled.costBefore());
            return Optional.empty();
        }
        return lots == 0 ? Optional.empty() : Optional.of(worth / lots);
    }

    private void compare(Key key, Applied found) {
        Settlement settlement = published.get(key);
        if (!found.settlement().equals(settlement)) {
            violated(found.first(), key + " was never published like this");
        }
        Instrument instrument = instruments.get(key.instrument());
        if (instrument == null) {
            violated(found.first(), key.instrument() + " was never listed");
        } else if (found.perLot().isPresent()) {
            Settlement at = found.settlement();
            long perLot = Math.subtractExact(
                    Math.multiplyExact(at.price().ticks(), instrument.tickValue()), at.fundingIndex());
            if (found.perLot().get() != perLot) {
                violated(
                        found.first(),
                        key + " is " + perLot + " a lot, not " + found.perLot().get());
            }
        }
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.CONSERVATION, event, what);
    }
}
