package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects who pays which inventory how much of a layer, as entries that use up the payers' holds. */
final class LayerEntries {

    /** Inventories that one entry pays, beside the payer. */
    private static final int PARTS = Entry.POSTINGS - 1;

    private final Episode episode;
    private final Layer layer;
    private final long hold;
    private final Set<EntityId> held;
    private final SortedMap<EntityId, SortedMap<EntityId, Money>> paid = new TreeMap<>();

    /**
     * Of a layer that has asked.
     *
     * @param there what each has set aside in the hold; who has nothing there has none to use up
     */
    LayerEntries(Episode episode, Step.Asking step, Map<EntityId, Money> there) {
        this.episode = episode;
        this.layer = step.layer();
        this.hold = step.number();
        this.held = new TreeSet<>(there.keySet());
        held.removeIf(account ->
                there.getOrDefault(account, episode.currency().zero()).isZero());
    }

    /** Adds an amount for the inventory of an account in default; nothing at all is left out. */
    void add(EntityId payer, EntityId inDefault, Money amount) {
        if (!amount.isZero()) {
            EntityId inventory =
                    episode.inventories().find(inDefault).orElseThrow().account();
            paid.computeIfAbsent(payer, each -> new TreeMap<>()).merge(inventory, amount, Money::plus);
        }
    }

    List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        paid.forEach((payer, parts) -> {
            List<Map.Entry<EntityId, Money>> rows = List.copyOf(parts.entrySet());
            for (int from = 0; from < rows.size(); from += PARTS) {
                List<Map.Entry<EntityId, Money>> run = rows.subList(from, Math.min(rows.size(), from + PARTS));
                entries.add(entry(payer, run, from == 0, entries.size()));
            }
        });
        return entries;
    }

    private Entry entry(EntityId payer, List<Map.Entry<EntityId, Money>> parts, boolean first, int place) {
        Money sum = episode.currency().zero();
        List<Posting> postings = new ArrayList<>();
        for (Map.Entry<EntityId, Money> part : parts) {
            sum = sum.plus(part.getValue());
            postings.add(Posting.of(part.getKey(), new MoneyLeg(part.getValue())));
        }
        Posting giving = Posting.of(payer, new MoneyLeg(sum.negated()));
        postings.add(0, first && held.contains(payer) ? giving.consuming(hold) : giving);
        String id = layer.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + place;
        return new Entry(id, Purpose.LAYER_DRAW, Optional.empty(), postings);
    }
}
