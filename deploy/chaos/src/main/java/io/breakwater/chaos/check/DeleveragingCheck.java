package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Victims hold the other side, stand in the order of their rank, give no more than they may, and close just what was unsold. */
final class DeleveragingCheck implements Check {

    private final Map<EntityId, Map<InstrumentId, Long>> unsold = new HashMap<>();
    private final Map<EntityId, Layer> layers = new HashMap<>();
    private final Map<EntityId, List<Victim>> chosen = new HashMap<>();

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof EpisodeEvent.LossFixed fixed) {
            Map<InstrumentId, Long> left = new HashMap<>();
            fixed.loss().unsold().forEach((instrument, each) -> left.put(instrument, each.lots()));
            unsold.put(row.entity(), left);
        } else if (row.event() instanceof EpisodeEvent.InstrumentStopped stopped) {
            layers.put(row.entity(), stopped.layer());
        } else if (row.event() instanceof EpisodeEvent.VictimsChosen picked) {
            chosen.put(row.entity(), picked.victims());
            chosen(row, picked);
        } else if (row.event() instanceof EpisodeEvent.LotsClosed closed) {
            closed(row, closed);
        } else if (row.event() instanceof EpisodeEvent.LotsAbsorbed absorbed) {
            long taken =
                    absorbed.takers().values().stream().mapToLong(Lots::count).sum();
            less(row, absorbed.instrument(), -taken);
        } else if (row.event() instanceof EpisodeEvent.LayerDrawn drawn
                && drawn.record().layer().closesLots()
                && unsold.getOrDefault(row.entity(), Map.of()).values().stream().anyMatch(left -> left != 0)) {
            throw violation(row, "is done with lots unsold: " + unsold.get(row.entity()));
        }
    }

    private void chosen(Journal.Row row, EpisodeEvent.VictimsChosen picked) {
        long left = unsold.getOrDefault(row.entity(), Map.of()).getOrDefault(picked.instrument(), 0L);
        long rank = 0;
        Victim better = null;
        for (Victim victim : picked.victims()) {
            boolean next = layers.get(row.entity()) == Layer.ADL ? victim.rank() == rank + 1 : victim.rank() > rank;
            if (!next || (better != null && precedes(victim, better))) {
                throw violation(row, victim + " is out of order");
            }
            long most = Math.max(
                    0, Math.min(victim.gain().minorUnits(), victim.equity().minorUnits()));
            if (victim.given().isNegative()
                    || victim.given().isMoreThan(victim.limit())
                    || victim.limit().minorUnits() > most) {
                throw violation(row, victim + " gives too much");
            }
            if (!victim.instrument().equals(picked.instrument())
                    || Long.signum(victim.lots().count()) != -Long.signum(left)) {
                throw violation(row, victim + " is not on the other side of " + left);
            }
            rank = victim.rank();
            better = victim;
        }
    }

    private void closed(Journal.Row row, EpisodeEvent.LotsClosed closed) {
        Map<EntityId, Victim> asked = new HashMap<>();
        chosen.getOrDefault(row.entity(), List.of()).forEach(victim -> asked.put(victim.account(), victim));
        long sum = 0;
        for (Victim victim : closed.victims()) {
            Victim picked = asked.get(victim.account());
            if (picked == null
                    || victim.lots().size() > picked.lots().size()
                    || victim.given().isMoreThan(picked.given())) {
                throw violation(row, victim + " closes more than it was chosen for, " + picked);
            }
            sum += victim.lots().count();
        }
        less(row, closed.instrument(), sum);
    }

    private void less(Journal.Row row, InstrumentId instrument, long sum) {
        Map<InstrumentId, Long> all = unsold.getOrDefault(row.entity(), new HashMap<>());
        long was = all.getOrDefault(instrument, 0L);
        long left = was + sum;
        if (Math.abs(left) > Math.abs(was) || Long.signum(left) * Long.signum(was) < 0) {
            throw violation(row, sum + " lots are closed for " + was + " unsold");
        }
        all.put(instrument, left);
    }

    /** By gain / equity, then the larger gain, then the smaller id; who gains and has nothing first, who does not gain last. */
    private static boolean precedes(Victim one, Victim other) {
        boolean gains = one.gain().isPositive();
        if (gains != other.gain().isPositive()) {
            return gains;
        }
        boolean broke = !one.equity().isPositive();
        if (gains && broke != !other.equity().isPositive()) {
            return broke;
        }
        int score = gains && !broke ? product(one, other).compareTo(product(other, one)) : 0;
        int order = score != 0 ? score : one.gain().compareTo(other.gain());
        return order != 0 ? order > 0 : one.account().compareTo(other.account()) < 0;
    }

    private static BigInteger product(Victim gaining, Victim having) {
        return BigInteger.valueOf(gaining.gain().minorUnits())
                .multiply(BigInteger.valueOf(having.equity().minorUnits()));
    }

    private static Violation violation(Journal.Row row, String what) {
        return new Violation(Invariant.DELEVERAGING, row.entity() + " " + row.number() + ": " + what);
    }
}
