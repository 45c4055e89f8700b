package io.breakwater.waterfall.house;

import io.breakwater.waterfall.house.PayingAccount.Ledger;
import io.breakwater.waterfall.house.PayingAccount.Noted;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved.MoneyHeld;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.HoldEnded;
import io.breakwater.waterfall.posting.HoldMessage.HoldGranted;
import io.breakwater.waterfall.posting.HoldMessage.HoldRefused;
import io.breakwater.waterfall.posting.HoldMessage.ReleaseHold;
import io.breakwater.waterfall.posting.Holds;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Mark;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.util.List;

/** An account with cash alone that grants as much of what it is asked for as is free, once it has applied what it must. */
final class PayingAccount implements Machine<Ledger, PayingAccount.Nothing, Message, Noted> {

    /** The state: cash in minor units, marks and holds. */
    record Ledger(EntityId self, long cash, Marks marks, Holds holds) {

        long free() {
            return cash
                    - holds.live().values().stream()
                            .mapToLong(PayingAccount::held)
                            .sum();
        }
    }

    /** It remembers nothing. */
    enum Nothing {
        NOTHING
    }

    /** Its events. */
    sealed interface Noted {
        record Posted(EntityId source, List<Delivery> deliveries, Mark mark) implements Noted {}

        record Granted(Hold hold) implements Noted {}

        record Refused(AskHold ask) implements Noted {}

        record Released(ReleaseHold release) implements Noted {}
    }

    private record Tick() implements Message {}

    private static final String NOTHING_FREE = "NOTHING_FREE";

    @Override
    public Ledger initial(EntityId self) {
        return new Ledger(self, 0, Marks.NONE, Holds.NONE);
    }

    @Override
    public Nothing wake(Ledger ledger) {
        return Nothing.NOTHING;
    }

    @Override
    public Reaction<Nothing, Noted> react(Ledger ledger, Nothing memory, Envelope<Message> input, Now now) {
        if (input.body() instanceof PostingsMessage message) {
            return receive(ledger, message);
        }
        if (input.body() instanceof AskHold ask) {
            return decide(ledger, ask);
        }
        if (input.body() instanceof ReleaseHold release) {
            Send ended = new Send(release.id().source(), new HoldEnded(ledger.self(), release.id()));
            return ledger.holds().isNew(release)
                    ? Reaction.<Nothing, Noted>record(memory, new Noted.Released(release))
                            .andSend(ended)
                    : Reaction.<Nothing, Noted>none(memory).andSend(ended);
        }
        return Reaction.none(memory);
    }

    private static Reaction<Nothing, Noted> receive(Ledger ledger, PostingsMessage message) {
        Marks.Receipt receipt = ledger.marks().receive(message);
        if (receipt instanceof Marks.Receipt.Known known) {
            return Reaction.<Nothing, Noted>none(Nothing.NOTHING).andSend(new Send(message.source(), known.answer()));
        }
        Marks.Receipt.Taken taken = (Marks.Receipt.Taken) receipt;
        return Reaction.record(Nothing.NOTHING, new Noted.Posted(message.source(), taken.deliveries(), taken.mark()));
    }

    private static Reaction<Nothing, Noted> decide(Ledger ledger, AskHold ask) {
        EntityId source = ask.hold().id().source();
        Reaction<Nothing, Noted> nothing = Reaction.none(Nothing.NOTHING);
        if (!ledger.holds().isNew(ask)) {
            return ledger.holds()
                    .answer(ask)
                    .map(word -> nothing.andSend(new Send(source, word)))
                    .orElse(nothing);
        }
        boolean applied =
                ask.from().entrySet().stream().allMatch(row -> ledger.marks().of(row.getKey()) >= row.getValue());
        if (!applied) {
            return nothing;
        }
        long granted = Math.min(ledger.free(), held(ask.hold()));
        if (granted <= 0) {
            return Reaction.<Nothing, Noted>record(Nothing.NOTHING, new Noted.Refused(ask))
                    .andSend(new Send(
                            source, new HoldRefused(ledger.self(), ask.hold().id(), NOTHING_FREE)));
        }
        MoneyHeld wanted = (MoneyHeld) ask.hold().reserved().get(0);
        Hold hold = new Hold(
                ask.hold().id(),
                List.of(new MoneyHeld(wanted.amount().currency().minor(granted))));
        return Reaction.<Nothing, Noted>record(Nothing.NOTHING, new Noted.Granted(hold))
                .andSend(new Send(source, new HoldGranted(ledger.self(), hold)));
    }

    private static long held(Hold hold) {
        return ((MoneyHeld) hold.reserved().get(0)).amount().minorUnits();
    }

    @Override
    public Ledger apply(Ledger ledger, Numbered<Noted> event) {
        if (event.event() instanceof Noted.Granted granted) {
            return with(ledger, ledger.holds().granted(granted.hold()));
        }
        if (event.event() instanceof Noted.Refused refused) {
            return with(ledger, ledger.holds().refused(refused.ask().hold().id(), NOTHING_FREE));
        }
        if (event.event() instanceof Noted.Released released) {
            return with(ledger, ledger.holds().released(released.release().id()));
        }
        Noted.Posted posted = (Noted.Posted) event.event();
        long cash = ledger.cash();
        Holds holds = ledger.holds();
        for (Delivery delivery : posted.deliveries()) {
            holds = holds.consumed(posted.source(), delivery);
            for (Booking booking : delivery.bookings()) {
                for (Leg leg : booking.posting().legs()) {
                    cash += ((MoneyLeg) leg).amount().minorUnits();
                }
            }
        }
        return new Ledger(ledger.self(), cash, ledger.marks().with(posted.source(), posted.mark()), holds);
    }

    private static Ledger with(Ledger ledger, Holds holds) {
        return new Ledger(ledger.self(), ledger.cash(), ledger.marks(), holds);
    }

    @Override
    public Tending<Nothing> tend(Ledger ledger, Nothing memory, Now now) {
        return Tending.idle(memory);
    }

    @Override
    public Message tick() {
        return new Tick();
    }
}
