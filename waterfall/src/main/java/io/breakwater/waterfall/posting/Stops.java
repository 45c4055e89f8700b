package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.posting.StopMessage.Drained;
import io.breakwater.waterfall.posting.StopMessage.LiftStop;
import io.breakwater.waterfall.posting.StopMessage.PlaceStop;
import io.breakwater.waterfall.posting.StopMessage.StopLifted;
import io.breakwater.waterfall.posting.StopMessage.StopPlaced;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.table.Table;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The stops that stand at a source, part of its state. What it accepted before the cut is good; after it the subject is
 * refused, both legs. Beside the stops that stand it keeps, per entity that places them, the newest number, so that a late
 * copy cannot place a stop that was lifted.
 */
public record Stops(Table<StopId, Stop> standing, Table<EntityId, Long> newest) {

    public static final Stops NONE = new Stops(Table.empty(), Table.empty());

    /** One stop at one source: everything accepted of its subject has a number of at most {@code cut}. */
    public record Stop(StopSubject subject, long cut) {}

    /** True when one of these subjects is stopped: what concerns them is refused. */
    public boolean forbid(Set<StopSubject> subjects) {
        return standing.values().stream().anyMatch(stop -> subjects.contains(stop.subject()));
    }

    /** What is stopped, for whoever has many subjects to look up. */
    public Set<StopSubject> subjects() {
        return standing.values().stream().map(Stop::subject).collect(Collectors.toUnmodifiableSet());
    }

    /** True when placing this is to be persisted; else {@link #answer} says it all. */
    public boolean isNew(PlaceStop place) {
        return isUnknown(place.id());
    }

    /** True when lifting this is to be persisted before it is confirmed. */
    public boolean isNew(LiftStop lift) {
        return isUnknown(lift.id()) || standing.containsKey(lift.id());
    }

    /** After the event with this number, which placed the stop. */
    public Stops placed(PlaceStop place, long number) {
        StopId id = place.id();
        return new Stops(standing.with(id, new Stop(place.subject(), number - 1)), newest.with(id.by(), id.number()));
    }

    /** After an event that lifted it; one that was never placed will not be. */
    public Stops lifted(StopId id) {
        return new Stops(standing.without(id), isUnknown(id) ? newest.with(id.by(), id.number()) : newest);
    }

    /** What a source that books no lots says about a stop it has heard of. */
    public Message answer(EntityId source, StopId id, Outbox outbox) {
        return answer(source, id, outbox, instrument -> 0);
    }

    /**
     * What a source says about a stop it has heard of.
     *
     * @param fingerprint the source's fingerprint of an instrument
     */
    public Message answer(EntityId source, StopId id, Outbox outbox, ToLongFunction<InstrumentId> fingerprint) {
        Optional<Stop> stop = standing.find(id);
        if (stop.isEmpty()) {
            return new StopLifted(id, source);
        }
        long cut = stop.get().cut();
        long sum = stop.get().subject() instanceof StopSubject.OfInstrument of
                ? fingerprint.applyAsLong(of.instrument())
                : 0;
        return isDrained(stop.get(), outbox) ? new Drained(id, source, cut, sum) : new StopPlaced(id, source, cut);
    }

    /**
     * True when nothing of the subject up to the cut is unacknowledged. For an account that is exact; for an instrument or
     * a member it waits for everything up to the cut, because the obligations do not say what they are about.
     */
    private static boolean isDrained(Stop stop, Outbox outbox) {
        return stop.subject() instanceof StopSubject.OfAccount of
                ? !outbox.owes(of.account(), stop.cut())
                : !outbox.owesAny(stop.cut());
    }

    private boolean isUnknown(StopId id) {
        return newest.find(id.by()).filter(last -> last >= id.number()).isEmpty();
    }
}
