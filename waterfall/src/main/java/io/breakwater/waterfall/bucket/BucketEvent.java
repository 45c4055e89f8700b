package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.process.EntityId;
import java.time.Instant;
import java.util.Optional;

/** What a bucket has persisted. */
public sealed interface BucketEvent {

    Bucket applyTo(Bucket bucket);

    /** An account is on the roster. */
    record AccountOpened(EntityId account, String member, AccountKind kind) implements BucketEvent {
        @Override
        public Bucket applyTo(Bucket bucket) {
            return bucket.withLine(account, new RosterLine(member, kind, RosterLine.Stage.OPENED));
        }
    }

    /** An account is closed for good. */
    record AccountClosed(EntityId account) implements BucketEvent {
        @Override
        public Bucket applyTo(Bucket bucket) {
            return bucket.withStage(account, RosterLine.Stage.CLOSED);
        }
    }

    /** This account, and no other, is the member's own. */
    record HouseAccountNamed(String member, EntityId account) implements BucketEvent {
        @Override
        public Bucket applyTo(Bucket bucket) {
            return bucket.named(member, account);
        }
    }

    /** An account is to be kept awake. */
    record Enlisted(EntityId account, Enlistment enlistment, Optional<Heartbeat> heartbeat) implements BucketEvent {
        @Override
        public Bucket applyTo(Bucket bucket) {
            return bucket.enlisted(account, enlistment, heartbeat);
        }
    }

    /** An account is at rest. */
    record Delisted(EntityId account, long number) implements BucketEvent {
        @Override
        public Bucket applyTo(Bucket bucket) {
            return bucket.delisted(account, number);
        }
    }

    /** The bucket was there, with calls open. */
    record HeartbeatKept(Heartbeat heartbeat) implements BucketEvent {
        @Override
        public Bucket applyTo(Bucket bucket) {
            return bucket.withPresence(heartbeat);
        }
    }

    /** Cures were refused under load. */
    record OutageRecorded(Outage outage) implements BucketEvent {
        @Override
        public Bucket applyTo(Bucket bucket) {
            return bucket.withPresence(bucket.presence().and(outage));
        }
    }

    /**
     * A persisted sign of life.
     *
     * @param at the earliest the moment can have been
     * @param gap the outage that ended with it
     */
    record Heartbeat(Instant at, Optional<Outage> gap) {}
}
