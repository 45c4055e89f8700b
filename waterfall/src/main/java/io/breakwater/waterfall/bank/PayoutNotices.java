package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the payouts have still to be told of the statement's lines, part of the stream's state. Each entity of payouts is
 * told of its lines one at a time and in their order, the next when it has confirmed the one before.
 */
public record PayoutNotices(Table<Notice, PayoutMessage.Settle> owed) {

    /** Notices that may be owed at once; beyond it a stream refuses new lines about payouts. */
    public static final int OWED = 500;

    static final PayoutNotices NONE = new PayoutNotices(Table.empty());

    /** One line of the statement that one entity of payouts is to be told of. */
    public record Notice(EntityId payouts, long line) implements Comparable<Notice> {
        @Override
        public int compareTo(Notice other) {
            int order = payouts.compareTo(other.payouts);
            return order != 0 ? order : Long.compare(line, other.line);
        }

        /** Reads back what {@link #toString} writes. */
        public static Notice parse(String text) {
            int hash = text.lastIndexOf('#');
            return new Notice(EntityId.parse(text.substring(0, hash)), Long.parseLong(text.substring(hash + 1)));
        }

        /** One text, so that it can be a key: {@code kind|key#line}. */
        @Override
        public String toString() {
            return payouts + "#" + line;
        }
    }

    boolean hasRoomFor(long more) {
        return more == 0 || owed.size() + more <= OWED;
    }

    boolean isOwed(PayoutMessage.Settled word) {
        return owed.containsKey(notice(word));
    }

    PayoutNotices with(PayoutMessage.Settle word) {
        return new PayoutNotices(owed.with(new Notice(word.payout().entity(), word.line()), word));
    }

    PayoutNotices without(PayoutMessage.Settled word) {
        return new PayoutNotices(owed.without(notice(word)));
    }

    /** The first notice owed to each entity of payouts. */
    Iterable<Notice> due() {
        TreeSet<Notice> first = new TreeSet<>();
        Optional<EntityId> done = Optional.empty();
        for (Notice notice : owed.keySet()) {
            if (done.filter(notice.payouts()::equals).isEmpty()) {
                first.add(notice);
                done = Optional.of(notice.payouts());
            }
        }
        return first;
    }

    List<Send> say(List<Notice> notices) {
        return notices.stream()
                .flatMap(notice -> owed.find(notice).stream())
                .map(word -> new Send(word.payout().entity(), word))
                .toList();
    }

    private static Notice notice(PayoutMessage.Settled word) {
        return new Notice(word.payouts(), word.line());
    }
}
