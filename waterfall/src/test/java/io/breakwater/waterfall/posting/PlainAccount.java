package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.bucket.Attendance;
import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.posting.PlainAccount.Applied;
import io.breakwater.waterfall.posting.PlainAccount.Ledger;
import io.breakwater.waterfall.posting.PlainAccount.Mind;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An account that notes what reaches it, is enlisted before it persists anything, and leaves when it has been quiet. */
final class PlainAccount implements Machine<Ledger, Mind, Message, Applied> {

    private static final Duration QUIET = Duration.ofSeconds(6);

    /** The state: marks, and every source and entry in the order of applying. */
    record Ledger(EntityId self, long events, Marks marks, List<String> applied) {}

    /** What it remembers: its enlistment, when it was last busy, what it has to say to its bucket. */
    record Mind(Attendance attendance, Duration busy, Optional<Send> leaving) {}

    /** Its one kind of event. */
    record Applied(EntityId source, List<Delivery> deliveries, Mark mark) {}

    private record Tick() implements Message {}

    @Override
    public Ledger initial(EntityId self) {
        return new Ledger(self, 0, Marks.NONE, List.of());
    }

    @Override
    public Mind wake(Ledger ledger) {
        return new Mind(Attendance.NONE, Duration.ZERO, Optional.empty());
    }

    @Override
    public Reaction<Mind, Applied> react(Ledger ledger, Mind mind, Envelope<Message> input, Now now) {
        if (input.body() instanceof PostingsMessage message) {
            return receive(ledger, new Mind(mind.attendance(), now.uptime(), mind.leaving()), message);
        }
        if (input.body() instanceof EnlistmentKept kept) {
            return Reaction.none(new Mind(mind.attendance().answered(kept), mind.busy(), mind.leaving()));
        }
        if (input.body() instanceof Tick && now.uptime().minus(mind.busy()).compareTo(QUIET) > 0) {
            Attendance.Step step = mind.attendance().leave(ledger.self(), ledger.events());
            return Reaction.none(new Mind(step.next(), mind.busy(), step.send()));
        }
        return Reaction.none(mind);
    }

    private static Reaction<Mind, Applied> receive(Ledger ledger, Mind mind, PostingsMessage message) {
        Marks.Receipt receipt = ledger.marks().receive(message);
        if (receipt instanceof Marks.Receipt.Known known) {
            return Reaction.<Mind, Applied>none(mind).andSend(new Send(message.source(), known.answer()));
        }
        if (receipt instanceof Marks.Receipt.Contradiction contradiction) {
            return Reaction.<Mind, Applied>none(mind).andSend(new Send(message.source(), contradiction.answer()));
        }
        Enlistment need = new Enlistment(ledger.events(), Optional.empty(), false);
        if (!(receipt instanceof Marks.Receipt.Taken taken)) {
            return Reaction.none(mind);
        }
        if (!mind.attendance().covers(need)) {
            return Reaction.none(new Mind(mind.attendance().need(need), mind.busy(), Optional.empty()));
        }
        Applied event = new Applied(message.source(), taken.deliveries(), taken.mark());
        PostingsAcknowledged answer = new PostingsAcknowledged(
                ledger.self(), message.source(), taken.mark().number());
        return Reaction.<Mind, Applied>record(mind, event).andSend(new Send(message.source(), answer));
    }

    @Override
    public Ledger apply(Ledger ledger, Numbered<Applied> event) {
        List<String> applied = new ArrayList<>(ledger.applied());
        for (Delivery delivery : event.event().deliveries()) {
            for (Booking booking : delivery.bookings()) {
                applied.add(event.event().source() + " " + booking.entry());
            }
        }
        Marks marks = ledger.marks().with(event.event().source(), event.event().mark());
        return new Ledger(ledger.self(), event.number(), marks, List.copyOf(applied));
    }

    @Override
    public Tending<Mind> tend(Ledger ledger, Mind mind, Now now) {
        List<Send> sends = new ArrayList<>();
        mind.leaving().ifPresent(sends::add);
        Attendance.Step step = mind.attendance().tend(ledger.self(), now.uptime());
        step.send().ifPresent(sends::add);
        boolean waiting = step.next().asked().isPresent();
        return new Tending<>(
                new Mind(step.next(), mind.busy(), Optional.empty()),
                sends,
                Optional.empty(),
                waiting ? Optional.of(Attendance.PATIENCE) : Optional.empty());
    }

    @Override
    public Message tick() {
        return new Tick();
    }
}
