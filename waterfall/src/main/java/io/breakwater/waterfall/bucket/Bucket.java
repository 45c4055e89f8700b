package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.bucket.BucketEvent.Heartbeat;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * The roster of one bucket, the accounts that are to be kept awake, and the proof that the house was there.
 *
 * @param enlisted accounts with obligations, whether on the roster or not: a posting is never refused
 * @param callsOpen how many of the enlisted have a call open
 * @param houseAccounts by member of whom this bucket says so, its one account of kind {@link AccountKind#HOUSE}
 */
public record Bucket(
        EntityId self,
        Table<EntityId, RosterLine> roster,
        Table<EntityId, Enlistment> enlisted,
        long callsOpen,
        Presence presence,
        Table<String, EntityId> houseAccounts) {

    /** Accounts on one roster: a million over 256 buckets with room to spare, and a snapshot below 1 MiB. */
    public static final int ROSTER = 5_000;

    /** Members whose house account one bucket names: all members over 256 buckets with room to spare. */
    public static final int HOUSE_ACCOUNTS = 500;

    static Bucket empty(EntityId self) {
        return new Bucket(self, Table.empty(), Table.empty(), 0, Presence.NONE, Table.empty());
    }

    Bucket named(String member, EntityId account) {
        return new Bucket(self, roster, enlisted, callsOpen, presence, houseAccounts.with(member, account));
    }

    Bucket withLine(EntityId account, RosterLine line) {
        return new Bucket(self, roster.with(account, line), enlisted, callsOpen, presence, houseAccounts);
    }

    Bucket withStage(EntityId account, RosterLine.Stage stage) {
        return roster.find(account)
                .map(line -> withLine(account, line.at(stage)))
                .orElse(this);
    }

    Bucket withPresence(Presence next) {
        return new Bucket(self, roster, enlisted, callsOpen, callsOpen == 0 ? Presence.NONE : next, houseAccounts);
    }

    Bucket withPresence(Heartbeat heartbeat) {
        return withPresence(presence.and(heartbeat));
    }

    Bucket enlisted(EntityId account, Enlistment enlistment, Optional<Heartbeat> heartbeat) {
        boolean fresh = roster.find(account)
                .filter(line -> line.stage() == RosterLine.Stage.OPENED)
                .isPresent();
        Bucket active = fresh ? withStage(account, RosterLine.Stage.ACTIVE) : this;
        long calls = callsOpen - callsOf(account) + (enlistment.callOpen() ? 1 : 0);
        Presence proof = heartbeat.map(presence::and).orElse(presence);
        return new Bucket(self, active.roster, enlisted.with(account, enlistment), calls, proof, houseAccounts)
                .withPresence(proof);
    }

    Bucket delisted(EntityId account, long number) {
        if (enlisted.find(account).filter(kept -> kept.number() < number).isEmpty()) {
            return this;
        }
        Table<EntityId, Enlistment> rest = enlisted.without(account);
        return new Bucket(self, roster, rest, callsOpen - callsOf(account), presence, houseAccounts)
                .withPresence(presence);
    }

    /**
     * What is to be persisted when this is asked, absent when the bucket already keeps it or newer. At the same number
     * both count: a call stays open and the nearer deadline stays.
     */
    Optional<Enlistment> toKeep(EntityId account, Enlistment asked) {
        Optional<Enlistment> kept = enlisted.find(account);
        if (kept.isEmpty() || kept.get().number() < asked.number()) {
            return Optional.of(asked);
        }
        if (kept.get().number() > asked.number()) {
            return Optional.empty();
        }
        Enlistment both = new Enlistment(
                asked.number(),
                nearer(kept.get().deadline(), asked.deadline()),
                kept.get().callOpen() || asked.callOpen());
        return both.equals(kept.get()) ? Optional.empty() : Optional.of(both);
    }

    private int callsOf(EntityId account) {
        return enlisted.find(account).filter(Enlistment::callOpen).isPresent() ? 1 : 0;
    }

    private static Optional<Instant> nearer(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
