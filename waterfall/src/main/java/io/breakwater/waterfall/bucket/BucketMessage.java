package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Reaction;
import java.time.Instant;
import java.util.Optional;

/** What a bucket may be told. */
public sealed interface BucketMessage extends Message {

    /** What the bucket makes of this. */
    Reaction<BucketMemory, BucketEvent> at(BucketTurn turn);

    /** Puts an account on the roster. The same opening again is answered alike; another one is refused. */
    record OpenAccount(EntityId account, String member, AccountKind kind) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.open(this);
        }
    }

    /**
     * Names a member's own account at {@link Buckets#ofMember}, before it is opened as such: the first one named is it for
     * ever. Answered with the one that is.
     *
     * @param insteadOf an account that was named and then opened as something else, and so can never be the member's own
     */
    record NameHouseAccount(String member, EntityId account, Optional<EntityId> insteadOf) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.name(this);
        }
    }

    /** Asks whether an account is on the roster, and as what. */
    record FindAccount(EntityId account) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.find(this);
        }
    }

    /** Asks for all accounts of the bucket: those on its roster, closed ones too, and whatever else is kept awake. */
    record ListAccounts() implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.list();
        }
    }

    /** Takes an account off the books for good; refused while it is enlisted. */
    record CloseAccount(EntityId account) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.close(this);
        }
    }

    /** An account asks to be kept awake, before it persists its first posting, hold or call; answered when persisted. */
    record Enlist(EntityId account, Enlistment enlistment) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.enlist(this);
        }
    }

    /**
     * An account at rest no longer needs to be woken. From the moment it says so it counts itself as not enlisted.
     *
     * @param number how many events the account has persisted; more than when it last enlisted
     */
    record Delist(EntityId account, long number) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.delist(this);
        }
    }

    /** A node refused cures between these moments because it was overloaded. */
    record CuresShed(Instant from, Instant until) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.shed(this);
        }
    }

    /** An account whose call is past its deadline asks for the outages that overlap [issued, deadline). */
    record AskOutages(EntityId account, String call, Instant issued, Instant deadline) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.outages(this);
        }
    }

    /**
     * The house asks whether a snapshot is decided for every direct account here. Repeated until answered.
     *
     * @param roll a number of the house for this question; a new one asks everybody anew
     */
    record CallRoll(long roll, long snapshot) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.call(this);
        }
    }

    /**
     * An account was judged at the snapshot or a later one, and neither a call about to be due nor a liquidation of it is
     * undecided.
     *
     * @param unsold the business time of the snapshot it has heard, when its lots found no bid
     */
    record Decided(EntityId account, long roll, long snapshot, Optional<BusinessTime> unsold) implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.decided(this);
        }
    }

    /** Time has passed, or a starter has called. */
    record Tick() implements BucketMessage {
        @Override
        public Reaction<BucketMemory, BucketEvent> at(BucketTurn turn) {
            return turn.tick();
        }
    }
}
