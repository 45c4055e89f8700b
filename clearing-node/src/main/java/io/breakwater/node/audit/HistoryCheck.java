package io.breakwater.node.audit;

import io.breakwater.node.journal.Chain;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.waterfall.process.EntityId;
import java.util.HashSet;
import java.util.Set;

/**
 * Invariant 5. Numbers 1 to n with one row each, every link of the chain recomputed from the stored bytes, the head where
 * the rows end, no writer that comes back after another, and nothing hidden from replay.
 */
final class HistoryCheck implements Check {

    private final Verdicts verdicts;
    private final Set<String> earlierWriters = new HashSet<>();
    private String writer = "";
    private Chain chain = Chain.GENESIS;
    private long number;
    private long entities;
    private long rows;

    HistoryCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.HISTORY;
    }

    @Override
    public void begin(EntityId entity) {
        earlierWriters.clear();
        writer = "";
        chain = Chain.GENESIS;
        number = 0;
        entities++;
    }

    @Override
    public void row(EntityId entity, JournalRow row) {
        rows++;
        long found = row.sequenceNumber();
        if (found <= number) {
            violated(entity, found, "stands twice");
        } else if (found > number + 1) {
            violated(entity, number + 1, missing(number + 1, found - 1));
        }
        Chain expected = chain.next(entity.toString(), found, row.event().payload());
        if (!expected.equals(row.chain())) {
            violated(entity, found, "its link in the hash chain is not that of its bytes behind row " + number);
        }
        writtenBy(entity, found, row.event().writerId());
        // From what is stored, so that one altered row is one finding.
        chain = row.chain();
        number = Math.max(number, found);
    }

    @Override
    public void partition(EntityId entity, Head head, long deletedTo) {
        if (head.sequenceNumber() > number) {
            violated(entity, number + 1, missing(number + 1, head.sequenceNumber()));
            number = head.sequenceNumber();
            chain = head.chain();
        } else if (head.sequenceNumber() < number) {
            violated(entity, number, "lies behind the head, which is " + head.sequenceNumber());
        } else if (!head.chain().equals(chain)) {
            violated(entity, number, "its link in the hash chain is not that of the head");
        }
        if (deletedTo > 0) {
            violated(entity, deletedTo, "a delete mark hides everything up to it from replay");
        }
    }

    @Override
    public void finish() {
        verdicts.compared(
                Invariant.HISTORY, rows + " rows of " + entities + " entities: numbers, chain, heads, writers");
    }

    private void writtenBy(EntityId entity, long found, String by) {
        if (by.equals(writer)) {
            return;
        }
        if (earlierWriters.contains(by)) {
            violated(entity, found, "writer " + by + " came back after " + writer);
        }
        earlierWriters.add(writer);
        writer = by;
    }

    private static String missing(long from, long to) {
        return from == to ? "the row is missing" : "the rows up to " + to + " are missing";
    }

    private void violated(EntityId entity, long at, String what) {
        verdicts.violated(Invariant.HISTORY, entity, at, what);
    }
}
