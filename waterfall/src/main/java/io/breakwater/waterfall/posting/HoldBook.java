package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.ReleaseHold;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The source's side of holds: those it has asked for and still waits for or uses, part of its state and moved on by its
 * events. It asks an account for one thing at a time, in the order of its numbers, and a hold leaves the book only when it
 * is refused, consumed by an entry of this source, or confirmed as ended.
 */
public record HoldBook(Table<Line, Entered> lines) {

    public static final HoldBook EMPTY = new HoldBook(Table.empty());

    /**
     * What is asked for is asked again after this at the latest. An account that has to hear of prices first asks for them
     * and decides on the next question, by what it heard within the last 5 s: who asks more seldom than that comes too late
     * each time.
     */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /** One hold at one account. */
    public record Line(EntityId account, long number) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int order = account.compareTo(other.account);
            return order != 0 ? order : Long.compare(number, other.number);
        }

        /** Reads back what {@link #toString} writes. */
        public static Line parse(String text) {
            int hash = text.lastIndexOf('#');
            return new Line(EntityId.parse(text.substring(0, hash)), Long.parseLong(text.substring(hash + 1)));
        }

        /** One text, so that it can be a key: {@code kind|key#number}. */
        @Override
        public String toString() {
            return account + "#" + number;
        }
    }

    /** How far a hold has got. */
    public enum Stage {
        ASKED,
        GRANTED,
        RELEASING
    }

    /** The hold as it was asked for, or as it was granted. */
    public record Entered(Hold hold, Stage stage) {}

    public Optional<Entered> find(EntityId account, long number) {
        return lines.find(new Line(account, number));
    }

    /** After an event that asks for this hold. */
    public HoldBook asked(EntityId account, Hold hold) {
        return with(account, hold, Stage.ASKED);
    }

    /** After an event that notes the grant; a grant that nobody waits for changes nothing. */
    public HoldBook granted(EntityId account, Hold hold) {
        return isAt(account, hold.id().number(), Stage.ASKED) ? with(account, hold, Stage.GRANTED) : this;
    }

    /** After an event that notes the refusal or the end. */
    public HoldBook gone(EntityId account, long number) {
        return new HoldBook(lines.without(new Line(account, number)));
    }

    /** After an event that gives the hold back. */
    public HoldBook releasing(EntityId account, long number) {
        return find(account, number)
                .map(entered -> with(account, entered.hold(), Stage.RELEASING))
                .orElse(this);
    }

    /** After an event of this source: what its entries consume is used up. */
    public HoldBook consumed(SourceEvent event) {
        HoldBook rest = this;
        for (Entry entry : event.entries()) {
            for (Posting posting : entry.postings()) {
                Optional<Long> number = posting.consumes();
                rest = number.isPresent() ? rest.gone(posting.account(), number.get()) : rest;
            }
        }
        return rest;
    }

    public boolean isAt(EntityId account, long number, Stage stage) {
        return find(account, number).filter(entered -> entered.stage() == stage).isPresent();
    }

    /** The lines about which something is to be said: per account the first that is asked for or being released. */
    public Iterable<Line> owed() {
        TreeSet<Line> owed = new TreeSet<>();
        Optional<EntityId> done = Optional.empty();
        for (Map.Entry<Line, Entered> row : lines.entrySet()) {
            EntityId account = row.getKey().account();
            if (row.getValue().stage() != Stage.GRANTED
                    && done.filter(account::equals).isEmpty()) {
                owed.add(row.getKey());
                done = Optional.of(account);
            }
        }
        return owed;
    }

    /** The message that is owed about a line whose hold is asked for whole. */
    public Optional<Send> say(Line line) {
        return say(line, HoldMessage.Manner.WHOLE, Collections.emptySortedMap());
    }

    /** The message that is owed about a line, should it still have to be asked for. */
    public Optional<Send> say(Line line, HoldMessage.Manner manner, SortedMap<EntityId, Long> from) {
        return lines.find(line).map(entered -> {
            boolean asks = entered.stage() == Stage.ASKED;
            EntityId account = line.account();
            return asks
                    ? new Send(account, new AskHold(account, entered.hold(), manner, from))
                    : new Send(account, new ReleaseHold(account, entered.hold().id()));
        });
    }

    private HoldBook with(EntityId account, Hold hold, Stage stage) {
        return new HoldBook(lines.with(new Line(account, hold.id().number()), new Entered(hold, stage)));
    }
}
