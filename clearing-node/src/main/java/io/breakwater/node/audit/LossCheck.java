package io.breakwater.node.audit;

import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.episode.Loss;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Invariant 10. The loss that was fixed is what the inventories' own figures make it; every layer's payers sum to what it
 * drew, and so do the entries by which they paid; loss = sum of draws + uncovered, and a layer of money leaves nothing
 * that it had while anything is lacking.
 */
final class LossCheck implements Check {

    /** Layers in which every contributor may pay for every inventory, so that what is there and needed is drawn. */
    private static final Set<Layer> FREE =
            EnumSet.of(Layer.DEFAULTER_CONTRIBUTION, Layer.OWN_CAPITAL, Layer.INSURANCE_FUND, Layer.MUTUAL_FUND);

    private final Verdicts verdicts;
    private final SortedMap<Long, Money> assessed = new TreeMap<>();
    private final SortedMap<Long, Money> collected = new TreeMap<>();
    private InventoryTally inventories = new InventoryTally();
    private Optional<Money> loss = Optional.empty();
    private Optional<Money> residual = Optional.empty();
    private Optional<Money> closedFor = Optional.empty();
    private long losses;

    LossCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.LOSSES;
    }

    @Override
    public void begin(EntityId entity) {
        inventories = new InventoryTally();
        loss = Optional.empty();
        residual = Optional.empty();
        closedFor = Optional.empty();
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.entity().kind() == EntityKind.HOUSE && event.event() instanceof SourceEvent source) {
            source.entries().stream()
                    .filter(entry -> entry.purpose() == Purpose.ASSESSMENT)
                    .forEach(this::collected);
        }
        if (event.event() instanceof EpisodeEvent episode) {
            inventories.event(episode);
            if (episode instanceof EpisodeEvent.LossFixed fixed) {
                fixed(event, fixed.loss());
            } else if (episode instanceof EpisodeEvent.LotsClosed closed) {
                Money zero = residual.orElseThrow().currency().zero();
                Money paid = received(closed.entries(), Purpose.DELEVERAGING, zero);
                closedFor = Optional.of(closedFor.orElse(zero).plus(paid));
            } else if (episode instanceof EpisodeEvent.LayerDrawn drawn) {
                drawn(event, drawn);
            } else if (episode instanceof EpisodeEvent.Concluded concluded) {
                concluded(event, concluded);
            }
        }
    }

    @Override
    public void finish() {
        assessed.forEach((episode, drawn) -> {
            Money booked = Optional.ofNullable(collected.get(episode))
                    .orElseGet(() -> drawn.currency().zero());
            if (!booked.equals(drawn)) {
                verdicts.violated(
                        Invariant.LOSSES,
                        "episode " + episode + " drew " + drawn + " of assessments, the house booked " + booked);
            }
        });
        verdicts.compared(
                Invariant.LOSSES,
                losses == 0 ? "no loss" : losses + " losses recomputed, each equal to its draws and what is uncovered");
    }

    private void fixed(AuditedEvent event, Loss fixed) {
        losses++;
        loss = Optional.of(fixed.total());
        residual = loss;
        inventories.differences(fixed).forEach(what -> violated(event, what));
    }

    private void drawn(AuditedEvent event, EpisodeEvent.LayerDrawn drawn) {
        LayerRecord layer = drawn.record();
        Money zero = layer.drawn().currency().zero();
        Money payers = layer.payers().values().stream().reduce(zero, Money::plus);
        if (!payers.equals(layer.drawn())) {
            violated(event, layer.layer() + " drew " + layer.drawn() + ", its payers sum to " + payers);
        }
        entries(event, drawn, zero);
        Money before = residual.orElse(zero);
        boolean free = FREE.contains(layer.layer()) && !before.isZero();
        if (layer.drawn().isMoreThan(layer.available())
                || layer.drawn().isMoreThan(before)
                || layer.drawn().isNegative()
                || (free && !layer.drawn().equals(layer.available().min(before)))) {
            violated(event, layer.layer() + " drew " + layer.drawn() + " of " + layer.available() + " for " + before);
        }
        residual = Optional.of(before.minus(layer.drawn()));
        Money lacks = drawn.lacks().values().stream().reduce(zero, Money::plus);
        if (!residual.get().equals(lacks)) {
            violated(event, lacks + " is said to be lacking after " + layer.layer() + ", it is " + residual.get());
        }
    }

    private void entries(AuditedEvent event, EpisodeEvent.LayerDrawn drawn, Money zero) {
        LayerRecord layer = drawn.record();
        if (layer.layer() == Layer.ASSESSMENT) {
            assessed.put(Long.parseLong(event.entity().key()), layer.drawn());
            return;
        }
        Money booked = layer.layer().closesLots()
                ? closedFor.orElse(zero)
                : received(drawn.entries(), Purpose.LAYER_DRAW, zero);
        if (!booked.equals(layer.drawn())) {
            violated(event, layer.layer() + " drew " + layer.drawn() + ", its entries move " + booked);
        }
    }

    private void concluded(AuditedEvent event, EpisodeEvent.Concluded concluded) {
        Money uncovered = concluded.uncovered();
        if (!residual.equals(Optional.of(uncovered))) {
            violated(event, uncovered + " is uncovered of " + loss + ", the layers left " + residual);
        }
        Money booked = received(
                concluded.entries(), Purpose.UNCOVERED, uncovered.currency().zero());
        if (!booked.equals(uncovered)) {
            violated(event, uncovered + " is uncovered, its entries move " + booked);
        }
    }

    /** What entries of a purpose bring the inventories, money alone. */
    private static Money received(List<Entry> entries, Purpose purpose, Money zero) {
        Money sum = zero;
        for (Entry entry : entries) {
            for (Posting posting : entry.postings()) {
                boolean counts = entry.purpose() == purpose && InventoryTally.isInventory(posting.account());
                sum = counts ? sum.plus(money(posting, zero)) : sum;
            }
        }
        return sum;
    }

    private void collected(Entry entry) {
        for (Posting posting : entry.postings()) {
            for (Leg leg : posting.legs()) {
                if (leg instanceof Leg.MoneyLeg money && InventoryTally.isInventory(posting.account())) {
                    collected.merge(InventoryTally.episode(posting.account()), money.amount(), Money::plus);
                }
            }
        }
    }

    private static Money money(Posting posting, Money zero) {
        Money sum = zero;
        for (Leg leg : posting.legs()) {
            sum = leg instanceof Leg.MoneyLeg money ? sum.plus(money.amount()) : sum;
        }
        return sum;
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.LOSSES, event, what);
    }
}
