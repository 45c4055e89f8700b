package io.breakwater.node.edge;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Who is calling and how long they wait, as the interceptors found it. */
record Caller(Principal principal, Duration budget) {

    private static final Context.Key<Principal> PRINCIPAL = Context.key("breakwater-principal");
    private static final Context.Key<Duration> LONGEST = Context.key("breakwater-longest-deadline");

    static Context in(Context context, Principal principal, Duration longest) {
        return context.withValues(PRINCIPAL, principal, LONGEST, longest);
    }

    /** The last part of the caller's time in which the answer travels: a definite error must still arrive. */
    private static final int ANSWER_SHARE = 10;

    /** The caller of the request that is being handled on this thread. */
    static Caller current() {
        Duration longest = LONGEST.get();
        io.grpc.Deadline deadline = Context.current().getDeadline();
        Duration left = deadline == null ? longest : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
        Duration budget = left.compareTo(longest) < 0 ? left : longest;
        return new Caller(PRINCIPAL.get(), budget.minus(budget.dividedBy(ANSWER_SHARE)));
    }
}
