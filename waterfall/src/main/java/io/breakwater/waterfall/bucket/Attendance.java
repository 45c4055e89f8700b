package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.bucket.BucketMessage.Delist;
import io.breakwater.waterfall.bucket.BucketMessage.Enlist;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.Optional;

/**
 * What an account knows about its own enlistment, in memory only: after a recovery it knows nothing and asks again. It
 * persists a posting, hold or call only while what is kept covers what it is about to owe.
 *
 * @param kept what the bucket has said it keeps
 * @param asked what the bucket has not answered yet
 * @param again the uptime at which the question is repeated
 */
public record Attendance(Optional<Enlistment> kept, Optional<Enlistment> asked, Duration again) {

    /** An unanswered question is repeated after this. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    public static final Attendance NONE = new Attendance(Optional.empty(), Optional.empty(), Duration.ZERO);

    /** True when the account may persist what makes it owe this. */
    public boolean covers(Enlistment need) {
        return kept.filter(known -> known.covers(need)).isPresent();
    }

    /** Asks for this, unless it is covered or already asked for. */
    public Attendance need(Enlistment need) {
        boolean asking = asked.filter(open -> open.covers(need)).isPresent();
        return covers(need) || asking ? this : new Attendance(kept, Optional.of(need), Duration.ZERO);
    }

    /**
     * Says anew what is owed, when it has become less: a call is met, a deadline is gone. Nothing counts as kept until the
     * bucket has answered, because from here on either word may be the one it holds.
     */
    public Attendance restate(Enlistment need) {
        return new Attendance(Optional.empty(), Optional.of(need), Duration.ZERO);
    }

    /** Says anew what is owed when what is kept is for a call that is not open any more; else nothing. */
    public Attendance relieved(Enlistment need) {
        boolean more = kept.filter(known -> known.callOpen() && !need.callOpen() && known.number() < need.number())
                .isPresent();
        return more && asked.isEmpty() ? restate(need) : this;
    }

    /** Takes the bucket's word; an answer to anything but the open question says nothing. */
    public Attendance answered(EnlistmentKept answer) {
        boolean expected = asked.filter(answer.enlistment()::equals).isPresent();
        return expected ? new Attendance(asked, Optional.empty(), Duration.ZERO) : this;
    }

    /** The open question when it is due, for the account with this id. */
    public Step tend(EntityId account, Duration uptime) {
        if (asked.isEmpty() || uptime.compareTo(again) < 0) {
            return new Step(this, Optional.empty());
        }
        Send question = new Send(Buckets.of(account), new Enlist(account, asked.get()));
        return new Step(new Attendance(kept, asked, uptime.plus(PATIENCE)), Optional.of(question));
    }

    /**
     * Leaves, when the account is at rest and has persisted more events than when it was enlisted. From here on it counts
     * as not enlisted, whether the bucket hears of it or not.
     *
     * @param number how many events the account has persisted
     */
    public Step leave(EntityId account, long number) {
        boolean left =
                asked.isEmpty() && kept.filter(known -> known.number() < number).isPresent();
        return left
                ? new Step(NONE, Optional.of(new Send(Buckets.of(account), new Delist(account, number))))
                : new Step(this, Optional.empty());
    }

    /**
     * What to say when the bucket has woken an account that is at rest: one that does not count itself as enlisted says again
     * that it has left, because its word was lost. Of an enlistment that came to nothing it cannot rid itself.
     */
    public Optional<Send> woken(EntityId account, long number) {
        return kept.isEmpty() && asked.isEmpty()
                ? Optional.of(new Send(Buckets.of(account), new Delist(account, number)))
                : Optional.empty();
    }

    /** What is to be sent, and what is known after it. */
    public record Step(Attendance next, Optional<Send> send) {}
}
