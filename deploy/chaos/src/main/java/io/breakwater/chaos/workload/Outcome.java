package io.breakwater.chaos.workload;

/** What one attempt came to. */
sealed interface Outcome<A> {

    /** The house has answered. */
    record Answered<A>(A answer) implements Outcome<A> {}

    /** The house has said no, and nothing has happened. */
    record Refused<A>(String reason) implements Outcome<A> {}

    /** Whether anything has happened is open. */
    record Unknown<A>(String reason) implements Outcome<A> {}
}
