package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.HoldEnded;
import io.breakwater.waterfall.posting.HoldMessage.HoldGranted;
import io.breakwater.waterfall.posting.HoldMessage.HoldRefused;
import io.breakwater.waterfall.posting.HoldMessage.ReleaseHold;
import io.breakwater.waterfall.posting.HoldingAccount.Change;
import io.breakwater.waterfall.posting.HoldingAccount.Ledger;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.util.Optional;

/** An account that grants up to three holds at a time and notes postings that consume what it does not hold. */
final class HoldingAccount implements Machine<Ledger, Boolean, Message, Change> {

    private static final String REFUSAL = "INSUFFICIENT_EXCESS";

    /** Marks, holds, how many postings were applied, and how many of them consumed a hold that was not there. */
    record Ledger(EntityId self, Marks marks, Holds holds, long applied, long unheld) {}

    /** What an account persists here. */
    sealed interface Change {

        record Granted(Hold hold) implements Change {}

        record Refused(HoldId id) implements Change {}

        record Released(HoldId id) implements Change {}

        record Took(EntityId source, Marks.Receipt.Taken taken) implements Change {}
    }

    private record Tick() implements Message {}

    @Override
    public Ledger initial(EntityId self) {
        return new Ledger(self, Marks.NONE, Holds.NONE, 0, 0);
    }

    @Override
    public Boolean wake(Ledger ledger) {
        return true;
    }

    @Override
    public Reaction<Boolean, Change> react(Ledger ledger, Boolean memory, Envelope<Message> input, Now now) {
        if (input.body() instanceof AskHold ask) {
            return ask(ledger, ask);
        }
        if (input.body() instanceof ReleaseHold release) {
            HoldEnded answer = new HoldEnded(ledger.self(), release.id());
            return ledger.holds().isNew(release)
                    ? persist(new Change.Released(release.id()), release.id().source(), answer)
                    : say(release.id().source(), answer);
        }
        if (input.body() instanceof PostingsMessage message) {
            Marks.Receipt receipt = ledger.marks().receive(message);
            if (receipt instanceof Marks.Receipt.Taken taken) {
                long mark = taken.mark().number();
                return persist(
                        new Change.Took(message.source(), taken),
                        message.source(),
                        new PostingsAcknowledged(ledger.self(), message.source(), mark));
            }
            if (receipt instanceof Marks.Receipt.Known known) {
                return say(message.source(), known.answer());
            }
        }
        return Reaction.none(true);
    }

    private static Reaction<Boolean, Change> ask(Ledger ledger, AskHold ask) {
        HoldId id = ask.hold().id();
        if (!ledger.holds().isNew(ask)) {
            return ledger.holds()
                    .answer(ask)
                    .map(answer -> say(id.source(), answer))
                    .orElseGet(() -> Reaction.none(true));
        }
        return ledger.holds().live().size() < 3
                ? persist(new Change.Granted(ask.hold()), id.source(), new HoldGranted(ledger.self(), ask.hold()))
                : persist(new Change.Refused(id), id.source(), new HoldRefused(ledger.self(), id, REFUSAL));
    }

    private static Reaction<Boolean, Change> say(EntityId to, Message answer) {
        return Reaction.<Boolean, Change>none(true).andSend(new Send(to, answer));
    }

    private static Reaction<Boolean, Change> persist(Change change, EntityId to, Message answer) {
        return Reaction.<Boolean, Change>record(true, change).andSend(new Send(to, answer));
    }

    @Override
    public Ledger apply(Ledger ledger, Numbered<Change> event) {
        if (event.event() instanceof Change.Took took) {
            return took(ledger, took);
        }
        Holds holds = ledger.holds();
        if (event.event() instanceof Change.Granted granted) {
            holds = holds.granted(granted.hold());
        } else if (event.event() instanceof Change.Refused refused) {
            holds = holds.refused(refused.id(), REFUSAL);
        } else if (event.event() instanceof Change.Released released) {
            holds = holds.released(released.id());
        }
        return new Ledger(ledger.self(), ledger.marks(), holds, ledger.applied(), ledger.unheld());
    }

    private static Ledger took(Ledger ledger, Change.Took took) {
        Holds holds = ledger.holds();
        long applied = ledger.applied();
        long unheld = ledger.unheld();
        for (Delivery delivery : took.taken().deliveries()) {
            for (Booking booking : delivery.bookings()) {
                Optional<Long> number = booking.posting().consumes();
                boolean held = number.isEmpty() || holds.live().containsKey(new HoldId(took.source(), number.get()));
                unheld += held ? 0 : 1;
                applied++;
            }
            holds = holds.consumed(took.source(), delivery);
        }
        return new Ledger(ledger.self(), ledger.marks().with(took.source(), took.taken()), holds, applied, unheld);
    }

    @Override
    public Tending<Boolean> tend(Ledger ledger, Boolean memory, Now now) {
        return Tending.idle(true);
    }

    @Override
    public Message tick() {
        return new Tick();
    }
}
