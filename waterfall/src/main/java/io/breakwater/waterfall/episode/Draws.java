package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the loss is being placed.
 *
 * @param sources every other source that may have written lots; none may be added while the turn lasts
 * @param closed by instrument, the fingerprint of what closed episodes booked
 * @param lacks by account in default, what its inventory still lacks
 * @param own by account in default, what was there of its own
 * @param surplus by account in default, what its inventory has over and has not given back
 * @param ladder the layers that are drawn
 * @param step the layer under way
 * @param unsold by instrument, the lots that are still to be closed
 * @param stops instruments that this episode has stopped, by the number of the event that did
 * @param lifting true once the stops are being lifted
 * @param released true once the turn is given back
 */
public record Draws(
        SortedSet<EntityId> sources,
        SortedMap<InstrumentId, Long> closed,
        Table<EntityId, Money> lacks,
        Table<EntityId, Money> own,
        Table<EntityId, Money> surplus,
        List<LayerRecord> ladder,
        Optional<Step> step,
        Table<InstrumentId, Long> unsold,
        Table<Long, InstrumentId> stops,
        boolean lifting,
        boolean released) {

    public Draws {
        sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
        closed = Collections.unmodifiableSortedMap(new TreeMap<>(closed));
        ladder = List.copyOf(ladder);
    }

    /** What no layer has borne yet. */
    public Money residual() {
        return lacks.values().stream().reduce(Money::plus).orElseThrow();
    }

    Draws at(Step next) {
        return new Draws(
                sources, closed, lacks, own, surplus, ladder, Optional.of(next), unsold, stops, lifting, released);
    }

    Draws lacking(Table<EntityId, Money> next) {
        return new Draws(sources, closed, next, own, surplus, ladder, step, unsold, stops, lifting, released);
    }

    Draws owning(Table<EntityId, Money> next) {
        return new Draws(sources, closed, lacks, next, surplus, ladder, step, unsold, stops, lifting, released);
    }

    /** An inventory has given back what it had over. */
    Draws returned(EntityId account) {
        return new Draws(
                sources, closed, lacks, own, surplus.without(account), ladder, step, unsold, stops, lifting, released);
    }

    Draws drawn(LayerRecord layer) {
        List<LayerRecord> next = new ArrayList<>(ladder);
        next.add(layer);
        return new Draws(
                sources,
                closed,
                lacks,
                own,
                surplus,
                next,
                Optional.empty(),
                unsold,
                stops,
                lifting || layer.layer().closesLots(),
                released);
    }

    Draws stopped(InstrumentId instrument, long number) {
        return new Draws(
                sources,
                closed,
                lacks,
                own,
                surplus,
                ladder,
                step,
                unsold,
                stops.with(number, instrument),
                lifting,
                released);
    }

    Draws withUnsold(InstrumentId instrument, long lots) {
        Table<InstrumentId, Long> next = lots == 0 ? unsold.without(instrument) : unsold.with(instrument, lots);
        return new Draws(sources, closed, lacks, own, surplus, ladder, step, next, stops, lifting, released);
    }

    Draws turnReleased() {
        return new Draws(sources, closed, lacks, own, surplus, ladder, step, unsold, stops, lifting, true);
    }
}
