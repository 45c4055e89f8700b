package io.breakwater.waterfall.receipts;

/** What the receipts say about a request that has come in, or about one that somebody asks after. */
public sealed interface Finding<A> {

    /** Never seen: it may be decided, and its receipt must be part of the event; asked after, it is to be voided first. */
    record Unseen<A>() implements Finding<A> {}

    /** Decided before with this payload: the same answer again. */
    record Repeated<A>(A answer) implements Finding<A> {}

    /** The id may not be used; nothing is written. */
    record Refused<A>(Reason reason) implements Finding<A> {}

    /** Why an id may not be used. */
    enum Reason {
        /** It was used with another payload. */
        OTHER_PAYLOAD,
        /** Its status was asked for before it arrived, and it was answered that it was not applied. */
        VOIDED,
        /** It is older than what is remembered. */
        TOO_OLD,
        /** The client's clock is more than a day ahead of the house. */
        AHEAD_OF_TIME,
        /** As many receipts as may be are younger than a day: the same request may be sent again later. */
        WINDOW_FULL
    }
}
