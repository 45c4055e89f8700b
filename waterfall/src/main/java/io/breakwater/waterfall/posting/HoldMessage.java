package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;

/** What sources and accounts say to each other about holds. Every message may be lost, doubled or late. */
public sealed interface HoldMessage extends Message {

    /** A source asks an account for a hold; it asks the same account for another only when this is answered. */
    record AskHold(EntityId account, Hold hold) implements HoldMessage {}

    /** The account has persisted the hold, with what it could set aside: what was asked for, or less of it. */
    record HoldGranted(EntityId account, Hold hold) implements HoldMessage {}

    /** The account has persisted that it grants nothing under this number. */
    record HoldRefused(EntityId account, HoldId id, String reason) implements HoldMessage {}

    /** The source gives the hold back, granted or not. */
    record ReleaseHold(EntityId account, HoldId id) implements HoldMessage {}

    /** The hold is released or consumed, and never comes back. */
    record HoldEnded(EntityId account, HoldId id) implements HoldMessage {}
}
