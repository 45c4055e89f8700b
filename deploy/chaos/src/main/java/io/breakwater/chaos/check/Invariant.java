package io.breakwater.chaos.check;

/** What is checked; a report names it by these words. */
public enum Invariant {
    /** Events of an entity are numbered without a gap, each written once, and no instance writes after another has. */
    HISTORY,
    /** Every entry balances, and an account moves by exactly what it was sent: money less cost, lots and units. */
    CONSERVATION,
    /** Each posting arrives once, in order and as booked, and nothing else arrives. */
    CHANNELS,
    /** A request takes effect at most once under its id; what was answered as done is persisted. */
    EXACTLY_ONCE,
    /** The events of an entity fold to the state that its last instance had. */
    FOLD,
    /** A call expires only past its deadline in true time, with every deposit recorded in time applied and not enough. */
    CALLS,
    /** One episode per default; the loss is fixed once; layers are those of the rulebook, in order and each once. */
    EPISODES,
    /** What a layer draws is there, is needed, and is what its payers pay; loss = draws + uncovered. */
    LOSSES,
    /** Contributions and assessments stay within their caps. */
    CAPS,
    /** Who is deleveraged is on the other side, in the order of rank and within its limits; lots closed = lots unsold. */
    DELEVERAGING,
    /** When a subject is frozen nothing of it is on its way, and no source writes it any more. */
    STOPS,
    /** What an account answers to a read that names a number of a source has that number in it. */
    READS,
    /** Only one episode draws at a time. */
    TURNS,
    /** A fund's account is never negative. */
    FUNDS,
    /** After healing everything that was begun ends within bounded time. */
    LIVENESS,
    /** At rest: lots and money less cost sum to zero, nothing is in flight, nothing is left on an inventory. */
    AT_REST,
    /** The rules failed on an input. */
    RULES
}
