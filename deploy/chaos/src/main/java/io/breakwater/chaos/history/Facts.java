package io.breakwater.chaos.history;

/** The names of what operations say of themselves in {@code facts}; amounts are in minor units of the house's currency. */
public final class Facts {

    /** The number of an answered position in the history of the operation's resource, or of {@link #SOURCE}. */
    public static final String NUMBER = "number";

    /** The source of an answered position, where it is not the resource. */
    public static final String SOURCE = "source";

    /** What identifies the payload: the same request with other content has another one. */
    public static final String CONTENT = "content";

    /** What was answered, as far as it must be the same each time. */
    public static final String ANSWER = "answer";

    /** The reasons for which it may rightly be refused, separated by commas; {@code *} for any. */
    public static final String MAY_BE_REFUSED = "mayBeRefused";

    /** The reason, or several, with one of which it must be refused: bad input. */
    public static final String MUST_BE_REFUSED = "mustBeRefused";

    public static final String AMOUNT = "amount";
    public static final String CASH = "cash";
    public static final String DECISION = "decision";
    public static final String PAYOUT = "payout";

    /** The positions that a read waits for: {@code source=number} separated by commas. */
    public static final String TOKENS = "tokens";

    /** The first line of a statement page, and the first number of others that come in several. */
    public static final String FIRST = "first";

    /** How many lines or trades there were. */
    public static final String COUNT = "count";

    /** What became of a request that was asked for. */
    public static final String STATUS = "status";

    /** The request that a question is about. */
    public static final String ABOUT = "about";

    /** What goes on in a house that should have come to rest; empty when nothing does. */
    public static final String GOING_ON = "goingOn";

    public static final String CONSISTENT = "consistent";
    public static final String BALANCED = "balanced";
    public static final String DIFFERENCES = "differences";

    /** Cash of banks in a trial balance: minus what they hold. */
    public static final String BANKS = "banks";

    /** Closed and all defaults of a listing. */
    public static final String CLOSED = "closed";

    /** {@code true} on the reads after the end. */
    public static final String FINAL = "final";

    private Facts() {}
}
