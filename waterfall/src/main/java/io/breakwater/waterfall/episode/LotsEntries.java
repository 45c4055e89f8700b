package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The entries by which unsold lots leave the inventories, in their order, at the frozen mark. Whoever takes from more
 * inventories than one entry has room for gets a run of entries, of which the first consumes its hold.
 */
final class LotsEntries {

    /** Inventories in one entry, beside the account that takes. */
    private static final int PARTS = Entry.POSTINGS - 1;

    private final Episode episode;
    private final Step.Closing step;
    private final Instrument instrument;
    private final Mark mark;
    private final SortedMap<EntityId, Long> left = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();

    LotsEntries(Episode episode, Step.Closing step) {
        Loss loss = episode.loss().orElseThrow();
        this.episode = episode;
        this.step = step;
        this.instrument = loss.unsold(step.instrument()).instrument();
        this.mark = loss.frozen().mark(step.instrument()).orElseThrow();
        episode.inventories().values().forEach(inventory -> {
            Lots lots = inventory.lots(step.instrument());
            if (!lots.isFlat()) {
                left.put(inventory.account(), lots.size());
            }
        });
    }

    /**
     * A victim closes its lots and gives its money beside them, consuming its hold.
     *
     * @param money by account in default, what its inventory gets
     */
    void close(Victim victim, Map<EntityId, Money> money) {
        SortedMap<EntityId, List<Leg>> parts = lots(victim.lots().negated());
        money.forEach((account, part) -> {
            EntityId inventory =
                    episode.inventories().find(account).orElseThrow().account();
            parts.computeIfAbsent(inventory, each -> new ArrayList<>()).add(new MoneyLeg(part));
        });
        String layer = step.layer().name().toLowerCase(Locale.ROOT).replace('_', '-');
        run(
                layer + "-" + step.pendingNumber(),
                Purpose.DELEVERAGING,
                victim.account(),
                parts,
                Optional.of(step.pendingNumber()));
    }

    /** An account of the house's own takes lots, on the side of the inventories. */
    void absorb(EntityId taker, Lots taken) {
        run(
                "absorbed-" + instrument.id() + "-" + step.round(),
                Purpose.UNCOVERED,
                taker,
                lots(taken),
                Optional.empty());
    }

    List<Entry> all() {
        return entries;
    }

    /** By inventory, the legs by which it gives its part of these lots. */
    private SortedMap<EntityId, List<Leg>> lots(Lots taken) {
        SortedMap<EntityId, List<Leg>> parts = new TreeMap<>();
        long open = taken.size();
        for (Map.Entry<EntityId, Long> row : left.entrySet()) {
            long count = Math.min(open, row.getValue());
            if (count > 0) {
                Lots given = Lots.of(-Long.signum(taken.count()) * count);
                parts.computeIfAbsent(row.getKey(), each -> new ArrayList<>())
                        .add(LotsLeg.trade(instrument, given, mark));
                row.setValue(row.getValue() - count);
                open -= count;
            }
        }
        if (open != 0) {
            throw new IllegalStateException(open + " of " + taken + " find no inventory");
        }
        return parts;
    }

    private void run(
            String id, Purpose purpose, EntityId taker, SortedMap<EntityId, List<Leg>> parts, Optional<Long> hold) {
        List<Map.Entry<EntityId, List<Leg>>> rows = List.copyOf(parts.entrySet());
        for (int from = 0; from < rows.size(); from += PARTS) {
            List<Map.Entry<EntityId, List<Leg>>> some = rows.subList(from, Math.min(rows.size(), from + PARTS));
            List<Posting> postings = new ArrayList<>();
            postings.add(new Posting(taker, opposite(some), from == 0 ? hold : Optional.empty()));
            some.forEach(row -> postings.add(new Posting(row.getKey(), row.getValue(), Optional.empty())));
            entries.add(new Entry(id + "-" + entries.size(), purpose, Optional.empty(), postings));
        }
    }

    /** The other side of all these legs together. */
    private List<Leg> opposite(List<Map.Entry<EntityId, List<Leg>>> rows) {
        Lots lots = Lots.NONE;
        Money money = episode.currency().zero();
        for (Map.Entry<EntityId, List<Leg>> row : rows) {
            for (Leg leg : row.getValue()) {
                if (leg instanceof LotsLeg part) {
                    lots = lots.plus(part.lots());
                } else if (leg instanceof MoneyLeg part) {
                    money = money.plus(part.amount());
                }
            }
        }
        List<Leg> legs = new ArrayList<>();
        if (!lots.isFlat()) {
            legs.add(LotsLeg.trade(instrument, lots.negated(), mark));
        }
        if (!money.isZero()) {
            legs.add(new MoneyLeg(money.negated()));
        }
        return legs;
    }
}
