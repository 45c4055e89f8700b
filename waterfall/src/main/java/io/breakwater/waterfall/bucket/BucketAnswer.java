package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a bucket says. */
public sealed interface BucketAnswer extends Message {

    /** The account is on the roster. */
    record AccountOpened(EntityId account) implements BucketAnswer {}

    /** The account is on the roster as this, open or closed; member and kind stay for ever. */
    record AccountFound(EntityId account, String member, AccountKind kind, boolean closed) implements BucketAnswer {}

    /** All accounts of the bucket, at most what a roster holds and what is enlisted beside it. */
    record Accounts(SortedSet<EntityId> accounts) implements BucketAnswer {
        public Accounts {
            accounts = Collections.unmodifiableSortedSet(new TreeSet<>(accounts));
        }
    }

    /** This account is the member's own. */
    record HouseAccountNamed(String member, EntityId account) implements BucketAnswer {}

    /** The account is closed. */
    record AccountClosed(EntityId account) implements BucketAnswer {}

    /** The roster stays as it is. */
    record RosterRefused(EntityId account, Refusal reason) implements BucketAnswer {}

    /** Why a roster stays as it is. */
    enum Refusal {
        /** The account belongs to another bucket: the sender uses another hash. */
        OTHER_BUCKET,
        /** The account is known with another member or kind, or is closed. */
        OPENED_OTHERWISE,
        /** No such account. */
        UNKNOWN_ACCOUNT,
        /** The account still has obligations. */
        ENLISTED,
        /** The roster holds as many accounts as it may. */
        FULL
    }

    /** Exactly this enlistment, or one that covers it, is persisted; the account may go on. */
    record EnlistmentKept(EntityId account, Enlistment enlistment) implements BucketAnswer {}

    /** Wakes an account. Being woken twice is harmless. */
    record Wake(EntityId account) implements BucketAnswer {}

    /** Is this snapshot decided for the account? It answers when it is; until then it is asked again. */
    record AskDecided(EntityId account, long roll, long snapshot) implements BucketAnswer {}

    /**
     * The snapshot is decided for every direct account of the bucket.
     *
     * @param unsold those whose lots found no bid, with the business time that they report
     */
    record RollCalled(EntityId bucket, long roll, long snapshot, SortedMap<EntityId, BusinessTime> unsold)
            implements BucketAnswer {
        public RollCalled {
            unsold = Collections.unmodifiableSortedMap(new TreeMap<>(unsold));
        }
    }

    /**
     * Everything in [issued, deadline) for which the house cannot show that it was there. Final: the bucket has
     * persisted its own presence after the deadline before it says so.
     */
    record OutagesFound(EntityId account, String call, List<Outage> outages) implements BucketAnswer {

        public OutagesFound {
            outages = List.copyOf(outages);
        }
    }
}
