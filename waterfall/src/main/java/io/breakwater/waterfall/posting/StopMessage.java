package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;

/** What is said about stops. Every message may be lost, doubled or late; the one who places a stop repeats itself. */
public sealed interface StopMessage extends Message {

    /**
     * Refuse this subject from now on. Repeated until the source says that it is drained. One entity places its stops at
     * one source in the order of their numbers, the next when the one before is confirmed.
     */
    record PlaceStop(StopId id, StopSubject subject) implements StopMessage {}

    /** The source refuses the subject; everything it accepted has a number of at most {@code cut}. */
    record StopPlaced(StopId id, EntityId source, long cut) implements StopMessage {}

    /**
     * Every account has acknowledged what the source wrote of the subject up to the cut. True until the stop is lifted.
     *
     * @param fingerprint of an instrument's stop, the fingerprint of all lots of it that the source ever booked; else 0
     */
    record Drained(StopId id, EntityId source, long cut, long fingerprint) implements StopMessage {}

    /** Accept the subject again. Repeated until confirmed. */
    record LiftStop(StopId id) implements StopMessage {}

    /** The stop stands no longer and never will again. */
    record StopLifted(StopId id, EntityId source) implements StopMessage {}
}
