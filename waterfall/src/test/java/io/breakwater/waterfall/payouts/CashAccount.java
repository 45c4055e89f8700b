package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.payouts.CashAccount.Ledger;
import io.breakwater.waterfall.payouts.CashAccount.Noted;
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
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/** An account with cash alone that grants of a hold what its manner says, once it has applied what it must. */
public final class CashAccount implements Machine<Ledger, CashAccount.Nothing, Message, Noted> {

    private static final String NOT_ENOUGH = "NOT_ENOUGH";

    private final LongBinaryOperator manner;

    private CashAccount(LongBinaryOperator manner) {
        this.manner = manner;
    }

    /** It grants a hold when it has that much free, and at times half of it. */
    static CashAccount capricious() {
        return new CashAccount((free, wanted) -> free < wanted ? 0 : wanted % 7 == 0 ? (wanted + 1) / 2 : wanted);
    }

    /** It grants as much of what it is asked for as is free. */
    public static CashAccount willing() {
        return new CashAccount(Math::min);
    }

    /** The state: cash in minor units, marks and holds. */
    public record Ledger(EntityId self, long cash, Marks marks, Holds holds) {

        public long free() {
            return cash
                    - holds.live().values().stream()
                            .mapToLong(CashAccount::held)
                            .sum();
        }
    }

    /** It remembers nothing. */
    public enum Nothing {
        NOTHING
    }

    /** Its events. */
    public sealed interface Noted {
        record Posted(EntityId source, List<Delivery> deliveries, Mark mark) implements Noted {}

        record Granted(Hold hold) implements Noted {}

        record Refused(AskHold ask) implements Noted {}

        record Released(ReleaseHold release) implements Noted {}
    }

    private record Tick() implements Message {}

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
                    ? say(Reaction.record(memory, new Noted.Released(release)), ended)
                    : say(Reaction.none(memory), ended);
        }
        return Reaction.none(memory);
    }

    private static Reaction<Nothing, Noted> receive(Ledger ledger, PostingsMessage message) {
        Marks.Receipt receipt = ledger.marks().receive(message);
        if (receipt instanceof Marks.Receipt.Known known) {
            return say(Reaction.none(Nothing.NOTHING), new Send(message.source(), known.answer()));
        }
        if (receipt instanceof Marks.Receipt.Taken taken) {
            return Reaction.record(
                    Nothing.NOTHING, new Noted.Posted(message.source(), taken.deliveries(), taken.mark()));
        }
        throw new IllegalStateException("not expected here: " + receipt);
    }

    private Reaction<Nothing, Noted> decide(Ledger ledger, AskHold ask) {
        EntityId source = ask.hold().id().source();
        if (!ledger.holds().isNew(ask)) {
            Optional<Message> answer = ledger.holds().answer(ask);
            Reaction<Nothing, Noted> nothing = Reaction.none(Nothing.NOTHING);
            return answer.map(word -> say(nothing, new Send(source, word))).orElse(nothing);
        }
        boolean applied =
                ask.from().entrySet().stream().allMatch(row -> ledger.marks().of(row.getKey()) >= row.getValue());
        if (!applied) {
            return Reaction.none(Nothing.NOTHING);
        }
        long granted = manner.applyAsLong(ledger.free(), held(ask.hold()));
        if (granted <= 0) {
            return say(
                    Reaction.record(Nothing.NOTHING, new Noted.Refused(ask)),
                    new Send(source, new HoldRefused(ledger.self(), ask.hold().id(), NOT_ENOUGH)));
        }
        MoneyHeld wanted = (MoneyHeld) ask.hold().reserved().get(0);
        Hold hold = new Hold(
                ask.hold().id(),
                List.of(new MoneyHeld(wanted.amount().currency().minor(granted))));
        return say(
                Reaction.record(Nothing.NOTHING, new Noted.Granted(hold)),
                new Send(source, new HoldGranted(ledger.self(), hold)));
    }

    private static long held(Hold hold) {
        return ((MoneyHeld) hold.reserved().get(0)).amount().minorUnits();
    }

    private static Reaction<Nothing, Noted> say(Reaction<Nothing, Noted> reaction, Send send) {
        return reaction.andSend(send);
    }

    @Override
    public Ledger apply(Ledger ledger, Numbered<Noted> event) {
        if (event.event() instanceof Noted.Granted granted) {
            return with(ledger, ledger.holds().granted(granted.hold()));
        }
        if (event.event() instanceof Noted.Refused refused) {
            return with(ledger, ledger.holds().refused(refused.ask().hold().id(), NOT_ENOUGH));
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
