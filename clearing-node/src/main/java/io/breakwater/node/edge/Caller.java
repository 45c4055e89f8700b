package io.breakwater.node.edge;

import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Who is calling and until when they wait, as the interceptors found it. */
record Caller(Principal principal, Deadline deadline) {

    private static final Context.Key<Principal> PRINCIPAL = Context.key("breakwater-principal");
    private static final Context.Key<Duration> LONGEST = Context.key("breakwater-longest-deadline");

    /** The last part of the caller's time in which the answer travels: a definite error must still arrive. */
    private static final int ANSWER_SHARE = 10;

    static Context in(Context context, Principal principal, Duration longest) {
        return context.withValues(PRINCIPAL, principal, LONGEST, longest);
    }

    /** The caller of the request that is being handled on this thread. */
    static Caller current() {
        Deadline longest = Deadline.after(LONGEST.get().toNanos(), TimeUnit.NANOSECONDS);
        Deadline given = Context.current().getDeadline();
        return new Caller(PRINCIPAL.get(), given == null ? longest : given.minimum(longest));
    }

    /** The same caller, who waits no longer than this from now on. */
    Caller within(Duration most) {
        return new Caller(principal, deadline.minimum(Deadline.after(most.toNanos(), TimeUnit.NANOSECONDS)));
    }

    /** How long an answer may take from now on; the refusal {@code TOO_LATE} when that is not at all. */
    Duration budget() {
        Duration left = Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
        if (left.isNegative() || left.isZero()) {
            throw ApiError.TOO_LATE.with("the deadline passed before the request was looked at; it had no effect");
        }
        return left.minus(left.dividedBy(ANSWER_SHARE));
    }
}
