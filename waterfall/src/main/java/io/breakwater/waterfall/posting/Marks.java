package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The account's half of the channels: one mark per source. A delivery n is applied when {@code after <= mark < n}, is
 * known when n <= mark, and waits for what is missing otherwise. Marks of permanent sources are kept for life; those of
 * an episode and its auctions go when somebody says that it is closed, and from then on they are heard no more.
 *
 * @param closedBelow episodes with a smaller number are closed
 */
public record Marks(Table<EntityId, Mark> bySource, long closedBelow) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Mark NOTHING = new Mark(0, "");

    public static final Marks NONE = new Marks(Table.empty(), 0);

    /** The number up to which this source is applied, 0 when nothing is. */
    public long of(EntityId source) {
        return bySource.find(source).map(Mark::number).orElse(0L);
    }

    /** True when all is applied that this source has booked up to this number; of a closed episode all is. */
    public boolean hasApplied(EntityId source, long number) {
        return isClosed(source) || of(source) >= number;
    }

    /** What a message means for this account. Nothing changes until the account has persisted what it takes. */
    public Receipt receive(PostingsMessage message) {
        if (isClosed(message.source())) {
            return new Receipt.Late();
        }
        Mark mark = bySource.find(message.source()).orElse(NOTHING);
        List<Delivery> taken = new ArrayList<>();
        for (Delivery delivery : message.deliveries()) {
            if (delivery.number() == mark.number() && !delivery.entry().equals(mark.entry())) {
                return new Receipt.Contradiction(new PostingsContradicted(
                        message.account(), message.source(), mark.number(), mark.entry(), delivery.entry()));
            }
            if (delivery.after() <= mark.number() && mark.number() < delivery.number()) {
                taken.add(delivery);
                mark = new Mark(delivery.number(), delivery.entry());
            }
        }
        return taken.isEmpty()
                ? new Receipt.Known(new PostingsAcknowledged(message.account(), message.source(), mark.number()))
                : new Receipt.Taken(taken, mark, Math.max(closedBelow, message.closedBelow()));
    }

    /** The marks after an event that took this from this source. */
    public Marks with(EntityId source, Receipt.Taken taken) {
        return with(source, taken.mark()).closedBelow(taken.closedBelow());
    }

    /** The marks after an event that took postings of this source up to this mark. */
    public Marks with(EntityId source, Mark mark) {
        return isClosed(source) ? this : new Marks(bySource.with(source, mark), closedBelow);
    }

    /** The marks after an event that noted which episodes are closed. */
    public Marks closedBelow(long number) {
        if (number <= closedBelow) {
            return this;
        }
        Marks next = new Marks(bySource, number);
        Table<EntityId, Mark> rest = bySource;
        for (Map.Entry<EntityId, Mark> row : bySource.entrySet()) {
            rest = next.isClosed(row.getKey()) ? rest.without(row.getKey()) : rest;
        }
        return new Marks(rest, number);
    }

    /** True of an episode that is closed, and of its auctions: they say nothing any more that is not a late copy. */
    public boolean isClosed(EntityId source) {
        return isPassing(source) && episodeNumber(source) < closedBelow;
    }

    /** True of a source that comes to an end: an episode, or an auction of one. */
    public static boolean isPassing(EntityId source) {
        return source.kind() == EntityKind.EPISODE || source.kind() == EntityKind.AUCTION;
    }

    /** An auction is named after its episode: {@code <episode>:<portfolio>}. */
    private static long episodeNumber(EntityId source) {
        String number = source.key().split(":", 2)[0];
        return NUMBER.matcher(number).matches() ? Long.parseLong(number) : Long.MAX_VALUE;
    }

    /** What an account makes of a message. */
    public sealed interface Receipt {

        /** To be persisted in one event, applied in order, and then acknowledged with the mark's number. */
        record Taken(List<Delivery> deliveries, Mark mark, long closedBelow) implements Receipt {

            public Taken {
                deliveries = List.copyOf(deliveries);
            }
        }

        /** Nothing new: the mark is answered at once. */
        record Known(PostingsAcknowledged answer) implements Receipt {}

        /** The source is an episode that is closed: nobody waits for an answer. */
        record Late() implements Receipt {}

        /** Stop and alarm; the answer tells the source. */
        record Contradiction(PostingsContradicted answer) implements Receipt {}
    }
}
