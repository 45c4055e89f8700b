package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.market.InstrumentId;
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
import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Optional;

/** An account that grants so many holds at a time, and counts lots, cost and cash in minor units. */
public final class HoldingAccount implements Machine<Ledger, Boolean, Message, Change> {

    public static final String REFUSAL = "INSUFFICIENT_EXCESS";

    private final int most;

    /** An account that grants at most so many holds. */
    public HoldingAccount(int most) {
        this.most = most;
    }

    /** The state; {@code applied} counts postings, {@code unheld} those that consumed a hold which was not there. */
    public record Ledger(
            EntityId self,
            Marks marks,
            Holds holds,
            Table<InstrumentId, Long> lots,
            long cost,
            long cash,
            long applied,
            long unheld) {

        private Ledger with(Marks marksAfter, Holds holdsAfter) {
            return new Ledger(self, marksAfter, holdsAfter, lots, cost, cash, applied, unheld);
        }

        public long lots(InstrumentId instrument) {
            return lots.find(instrument).orElse(0L);
        }
    }

    /** What it persists. */
    public sealed interface Change {

        record Granted(Hold hold) implements Change {}

        record Refused(HoldId id) implements Change {}

        record Released(HoldId id) implements Change {}

        record Took(EntityId source, Marks.Receipt.Taken taken) implements Change {}
    }

    private record Tick() implements Message {}

    @Override
    public Ledger initial(EntityId self) {
        return new Ledger(self, Marks.NONE, Holds.NONE, Table.empty(), 0, 0, 0, 0);
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
            return receive(ledger, message);
        }
        return Reaction.none(true);
    }

    private static Reaction<Boolean, Change> receive(Ledger ledger, PostingsMessage message) {
        Marks.Receipt receipt = ledger.marks().receive(message);
        if (receipt instanceof Marks.Receipt.Taken taken) {
            long mark = taken.mark().number();
            return persist(
                    new Change.Took(message.source(), taken),
                    message.source(),
                    new PostingsAcknowledged(ledger.self(), message.source(), mark));
        }
        return receipt instanceof Marks.Receipt.Known known
                ? say(message.source(), known.answer())
                : Reaction.none(true);
    }

    private Reaction<Boolean, Change> ask(Ledger ledger, AskHold ask) {
        HoldId id = ask.hold().id();
        if (!ledger.holds().isNew(ask)) {
            return ledger.holds()
                    .answer(ask)
                    .map(answer -> say(id.source(), answer))
                    .orElseGet(() -> Reaction.none(true));
        }
        return ledger.holds().live().size() < most
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
        return ledger.with(ledger.marks(), holds);
    }

    private static Ledger took(Ledger ledger, Change.Took took) {
        Ledger next = ledger;
        for (Delivery delivery : took.taken().deliveries()) {
            for (Booking booking : delivery.bookings()) {
                next = booked(next, took.source(), booking.posting());
            }
            next = next.with(next.marks(), next.holds().consumed(took.source(), delivery));
        }
        return next.with(next.marks().with(took.source(), took.taken()), next.holds());
    }

    private static Ledger booked(Ledger ledger, EntityId source, Posting posting) {
        Table<InstrumentId, Long> lots = ledger.lots();
        long cost = ledger.cost();
        long cash = ledger.cash();
        for (Leg leg : posting.legs()) {
            if (leg instanceof Leg.LotsLeg moved) {
                long before = lots.find(moved.instrument()).orElse(0L);
                lots = lots.with(moved.instrument(), before + moved.lots().count());
                cost += moved.cost().minorUnits();
            } else if (leg instanceof Leg.MoneyLeg moved) {
                cash += moved.amount().minorUnits();
            }
        }
        Optional<HoldId> consumed = posting.consumes().map(number -> new HoldId(source, number));
        boolean held = consumed.map(ledger.holds().live()::containsKey).orElse(true);
        return new Ledger(
                ledger.self(),
                ledger.marks(),
                ledger.holds(),
                lots,
                cost,
                cash,
                ledger.applied() + 1,
                ledger.unheld() + (held ? 0 : 1));
    }

    @Override
    public Tending<Boolean> tend(Ledger ledger, Boolean memory, Now now) {
        return new Tending<>(true, List.of(), Optional.empty(), Optional.empty());
    }

    @Override
    public Message tick() {
        return new Tick();
    }
}
