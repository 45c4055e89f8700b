package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What sources and accounts say to each other about holds. Every message may be lost, doubled or late. */
public sealed interface HoldMessage extends Message {

    /** How much of what is asked for an account sets aside, and by which right. */
    enum Manner {
        /** All of it or nothing, from what may leave at the restore-to level, in good standing. */
        WHOLE,
        /**
         * As much of the money as may leave at the restore-to level, in whatever standing; of an account of the house or of
         * one in default, as much as there is. Nothing at all is a refusal.
         */
        PARTLY,
        /**
         * By the rules of a default: the lots that are there, up to those asked for, and of the money as much as the
         * account's equity, in whatever standing. No lots at all is a refusal; no money is not.
         */
        BY_RULE
    }

    /**
     * A source asks an account for a hold; it asks the same account for another only when this is answered.
     *
     * @param from by source, the number that the account must have applied before it decides; until then it says nothing
     */
    record AskHold(EntityId account, Hold hold, Manner manner, SortedMap<EntityId, Long> from) implements HoldMessage {

        public AskHold {
            from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
        }

        /** All of it or nothing, as the account now is. */
        public AskHold(EntityId account, Hold hold) {
            this(account, hold, Manner.WHOLE, Collections.emptySortedMap());
        }
    }

    /** The account has persisted the hold, with what it could set aside: what was asked for, or less of it. */
    record HoldGranted(EntityId account, Hold hold) implements HoldMessage {}

    /** The account has persisted that it grants nothing under this number. */
    record HoldRefused(EntityId account, HoldId id, String reason) implements HoldMessage {}

    /** The source gives the hold back, granted or not. */
    record ReleaseHold(EntityId account, HoldId id) implements HoldMessage {}

    /** The hold is released or consumed, and never comes back. */
    record HoldEnded(EntityId account, HoldId id) implements HoldMessage {}
}
