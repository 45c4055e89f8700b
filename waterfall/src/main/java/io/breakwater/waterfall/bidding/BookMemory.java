package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.OutboxRound;
import io.breakwater.waterfall.posting.Repeats;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a desk or an auction keeps in memory only: its channels, and how often accounts were asked for their holds. */
public record BookMemory(OutboxMemory outbox, Repeats<HoldBook.Line> holds) {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    public static BookMemory awake(Outbox outbox) {
        return new BookMemory(OutboxMemory.awake(outbox), Repeats.none());
    }

    public BookMemory with(OutboxMemory next) {
        return new BookMemory(next, holds);
    }

    public BookMemory persisted(Numbered<? extends SourceEvent> event) {
        return with(outbox.persisted(event));
    }

    /** The acknowledgements that the next event is to carry. */
    public List<Acknowledgement> heard() {
        return outbox.toPersist();
    }

    /** The acknowledgements that have waited long enough for an event of their own. */
    public List<Acknowledgement> overdue(Now now) {
        return outbox.isPersistingDue(now.uptime()) ? outbox.toPersist() : List.of();
    }

    /**
     * Sends what the channels and the holds owe.
     *
     * @param due how long until there is something else to do
     */
    public Tending<BookMemory> tend(EntityId self, Outbox owed, BidBook book, Now now, Optional<Duration> due) {
        Tending<OutboxMemory> postings = new OutboxRound(self, owed, 0, now.uptime()).tend(outbox);
        Repeats.Step<HoldBook.Line> step = holds.step(book.holds().owed(), now.uptime(), HoldBook.LONGEST_PAUSE);
        List<Send> sends = new ArrayList<>(postings.sends());
        for (HoldBook.Line line : step.now()) {
            book.holds().say(line).ifPresent(sends::add);
        }
        Optional<Duration> look = step.next().sent().isEmpty() ? Optional.empty() : Optional.of(LOOK_AGAIN);
        Optional<Duration> again =
                Stream.of(postings.again(), look, due).flatMap(Optional::stream).min(Duration::compareTo);
        return new Tending<>(new BookMemory(postings.memory(), step.next()), sends, postings.reread(), again);
    }
}
