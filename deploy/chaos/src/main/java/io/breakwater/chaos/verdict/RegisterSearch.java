package io.breakwater.chaos.verdict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Whether reads of one account's cash, and deposits to it and withdrawals from it, can be put into one order that respects
 * who knew of what and that makes every read right. The search of Wing and Gong, shortened: a read that is right may go next
 * at once, so that only the order of writes is searched; a state that was seen before is not searched again.
 */
final class RegisterSearch {

    /** States that are searched before the search gives up. */
    static final int BOUND = 200_000;

    private final List<Write> writes;
    private final List<Read> reads;

    RegisterSearch(List<Write> writes, List<Read> reads) {
        this.writes = List.copyOf(writes);
        this.reads = List.copyOf(reads);
    }

    /**
     * Money that came or went.
     *
     * @param before writes that come before it
     * @param readsBefore reads that were over when it was first sent
     */
    record Write(long amount, BitSet before, BitSet readsBefore) {}

    /**
     * What was seen.
     *
     * @param cash the cash that was shown
     * @param before writes that its client knew of
     * @param readsBefore reads that were over when it was sent
     */
    record Read(long cash, BitSet before, BitSet readsBefore) {}

    /** What a search comes to. */
    enum Found {
        AN_ORDER,
        NO_ORDER,
        /** There were too many possibilities to look at all. */
        NOTHING
    }

    /** A state of the search: which writes and reads have their place, and what the cash is. */
    private record State(BitSet writes, BitSet reads, long cash) {}

    private int furthest = -1;
    private int most = -1;

    Found search() {
        Set<State> been = new HashSet<>();
        Deque<State> open = new ArrayDeque<>();
        open.push(settled(new State(new BitSet(), new BitSet(), 0)));
        while (!open.isEmpty()) {
            State state = open.pop();
            if (state.reads().cardinality() == reads.size()) {
                return Found.AN_ORDER;
            }
            if (been.size() > BOUND) {
                return Found.NOTHING;
            }
            for (State next : after(state)) {
                State settled = settled(next);
                if (been.add(settled)) {
                    open.push(settled);
                }
            }
        }
        return Found.NO_ORDER;
    }

    /** The read that could not be placed where most others could. */
    OptionalInt stuckAt() {
        return furthest < 0 ? OptionalInt.empty() : OptionalInt.of(furthest);
    }

    /** All reads that are right here have their place. */
    private State settled(State state) {
        BitSet placed = (BitSet) state.reads().clone();
        boolean another = true;
        while (another) {
            another = false;
            for (int read = placed.nextClearBit(0); read < reads.size(); read = placed.nextClearBit(read + 1)) {
                if (fits(reads.get(read), state, placed)) {
                    placed.set(read);
                    another = true;
                }
            }
        }
        if (placed.cardinality() > most && placed.cardinality() < reads.size()) {
            most = placed.cardinality();
            furthest = placed.nextClearBit(0);
        }
        return new State(state.writes(), placed, state.cash());
    }

    private static boolean fits(Read read, State state, BitSet placed) {
        return read.cash() == state.cash()
                && contains(state.writes(), read.before())
                && contains(placed, read.readsBefore());
    }

    private List<State> after(State state) {
        List<State> next = new ArrayList<>();
        for (int write = state.writes().nextClearBit(0);
                write < writes.size();
                write = state.writes().nextClearBit(write + 1)) {
            Write each = writes.get(write);
            if (contains(state.writes(), each.before()) && contains(state.reads(), each.readsBefore())) {
                BitSet done = (BitSet) state.writes().clone();
                done.set(write);
                next.add(new State(done, state.reads(), state.cash() + each.amount()));
            }
        }
        return next;
    }

    private static boolean contains(BitSet all, BitSet some) {
        BitSet missing = (BitSet) some.clone();
        missing.andNot(all);
        return missing.isEmpty();
    }
}
