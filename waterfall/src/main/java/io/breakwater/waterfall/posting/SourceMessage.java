package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;

/**
 * What sources that may write lots and the house say to each other, so that a stop can reach every one of them. Every
 * message may be lost, doubled or late.
 */
public sealed interface SourceMessage extends Message {

    /** A source asks to be put on the house's list, before it writes its first entry; it repeats itself. */
    record Register(EntityId source) implements SourceMessage {}

    /** The source is on the list, and every stop that stands has been placed at it. True for ever. */
    record Registered(EntityId source) implements SourceMessage {}
}
