package io.breakwater.node.entity;

import io.breakwater.waterfall.process.Message;

/** What an asker at the edge gets back from an entity. */
public sealed interface Answer {

    /** The rules' own answer; if it rests on an event, that event is persisted. */
    record Given(Message body) implements Answer {}

    /** The node on which the entity lives at this moment. */
    record LivesAt(String node) implements Answer {}

    /** Refused before anything was decided or written, because too much is waiting. */
    record Overloaded(String lane, int bound) implements Answer {}

    /** Dropped before anything was decided or written, because the asker's time had run out. */
    record TooLate() implements Answer {}

    /**
     * The entity ended with this input under way: it may have taken effect or not. The same request id, sent again,
     * or the request's status settles which.
     */
    record OutcomeUnknown() implements Answer {}
}
