package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The money of an episode, in minor units: each layer draws what it has and what is needed, its payers and its entries sum
 * to that, and the loss is what the layers drew and what stays uncovered.
 */
final class LossCheck implements Check {

    /** Layers of which all that is there and needed is drawn. */
    private static final Set<Layer> FREE =
            EnumSet.of(Layer.DEFAULTER_CONTRIBUTION, Layer.OWN_CAPITAL, Layer.INSURANCE_FUND, Layer.MUTUAL_FUND);

    private final Map<EntityId, Long> residual = new HashMap<>();
    private final Map<EntityId, Long> closing = new HashMap<>();
    private final Map<String, Long> collected = new HashMap<>();
    private final Map<String, Long> assessed = new HashMap<>();

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof HouseEvent event) {
            event.entries().stream()
                    .filter(entry -> entry.purpose() == Purpose.ASSESSMENT)
                    .forEach(this::collected);
        } else if (row.event() instanceof EpisodeEvent.LossFixed fixed) {
            residual.put(row.entity(), fixed.loss().total().minorUnits());
        } else if (row.event() instanceof EpisodeEvent.LotsClosed closed) {
            closing.merge(row.entity(), received(closed.entries(), Purpose.DELEVERAGING), Long::sum);
        } else if (row.event() instanceof EpisodeEvent.LayerDrawn drawn) {
            drawn(row, drawn);
        } else if (row.event() instanceof EpisodeEvent.Concluded concluded) {
            long uncovered = concluded.uncovered().minorUnits();
            if (uncovered != residual.getOrDefault(row.entity(), 0L)
                    || uncovered != received(concluded.entries(), Purpose.UNCOVERED)) {
                throw violation(row, uncovered + " uncovered, the layers left " + residual.get(row.entity()));
            }
        }
    }

    private void drawn(Journal.Row row, EpisodeEvent.LayerDrawn drawn) {
        LayerRecord layer = drawn.record();
        long amount = layer.drawn().minorUnits();
        long needed = residual.getOrDefault(row.entity(), 0L);
        long available = layer.available().minorUnits();
        boolean all = FREE.contains(layer.layer()) && needed > 0;
        if (amount < 0 || amount > available || amount > needed || (all && amount != Math.min(available, needed))) {
            throw violation(row, layer.layer() + " draws " + amount + " of " + available + " for " + needed);
        }
        if (sum(layer.payers().values()) != amount) {
            throw violation(row, "the payers of " + layer.layer() + " pay " + layer.payers() + ", it draws " + amount);
        }
        if (layer.layer() == Layer.ASSESSMENT) {
            assessed.put(row.entity().key(), amount);
        } else {
            long booked = layer.layer().closesLots()
                    ? closing.getOrDefault(row.entity(), 0L)
                    : received(drawn.entries(), Purpose.LAYER_DRAW);
            if (booked != amount) {
                throw violation(row, layer.layer() + " draws " + amount + ", its entries move " + booked);
            }
        }
        residual.put(row.entity(), needed - amount);
        if (sum(drawn.lacks().values()) != needed - amount) {
            throw violation(row, drawn.lacks() + " is said to be lacking, it is " + (needed - amount));
        }
    }

    private void collected(Entry entry) {
        for (Posting posting : entry.postings()) {
            if (isInventory(posting)) {
                String episode = posting.account().key().split(":", -1)[1];
                collected.merge(episode, money(posting), Long::sum);
            }
        }
    }

    @Override
    public void atRest() {
        assessed.forEach((episode, drawn) -> {
            if (!drawn.equals(collected.getOrDefault(episode, 0L))) {
                throw new Violation(
                        Invariant.LOSSES,
                        "episode " + episode + " drew " + drawn + " of assessments, the house booked "
                                + collected.get(episode));
            }
        });
    }

    private static long received(List<Entry> entries, Purpose purpose) {
        return entries.stream()
                .filter(entry -> entry.purpose() == purpose)
                .flatMap(entry -> entry.postings().stream())
                .filter(LossCheck::isInventory)
                .mapToLong(LossCheck::money)
                .sum();
    }

    private static boolean isInventory(Posting posting) {
        return posting.account().key().startsWith("inventory:");
    }

    private static long money(Posting posting) {
        long sum = 0;
        for (Leg leg : posting.legs()) {
            sum += leg instanceof Leg.MoneyLeg money ? money.amount().minorUnits() : 0;
        }
        return sum;
    }

    private static long sum(Collection<Money> amounts) {
        return amounts.stream().mapToLong(Money::minorUnits).sum();
    }

    private static Violation violation(Journal.Row row, String what) {
        return new Violation(Invariant.LOSSES, row.entity() + " " + row.number() + ": " + what);
    }
}
