package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.Payout.Stage;
import io.breakwater.waterfall.payouts.PayoutMessage.Verdict;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What accounts and banks say to payouts, each word of which moves the money once at most. */
record SettlementTurn(Payouts payouts, PayoutsMemory memory, Now now) {

    /** The detail of a payout that is declined because the account set aside less than was asked for. */
    static final String LESS_GRANTED = "LESS_GRANTED";

    Reaction<PayoutsMemory, PayoutsEvent> granted(HoldMessage.HoldGranted word) {
        Optional<Payout> asked = asked(word.account(), word.hold().id());
        if (asked.isEmpty()) {
            return Reaction.none(memory);
        }
        Payout payout = asked.get();
        if (payouts.isStopped(payout.account(), payout.member())) {
            return declined(payout, PayoutRejection.STOPPED, "", true);
        }
        Optional<Hold> wanted =
                payouts.holds().find(payout.account(), payout.id().number()).map(HoldBook.Entered::hold);
        if (!wanted.equals(Optional.of(word.hold()))) {
            return declined(payout, PayoutRejection.HOLD_REFUSED, LESS_GRANTED, true);
        }
        long hold = payout.id().number();
        List<Entry> entries = List.of(Entry.of(
                "payout-" + hold,
                Purpose.PAYOUT,
                given(payout.account(), payout.amount()).consuming(hold),
                received(payouts.transit(), payout.amount())));
        return payouts.outbox().hasRoomFor(entries)
                ? Reaction.record(memory, new PayoutsEvent.TakenOff(payout.id(), entries, keptAt(), heard()))
                : Reaction.none(memory);
    }

    Reaction<PayoutsMemory, PayoutsEvent> refused(HoldMessage.HoldRefused word) {
        return asked(word.account(), word.id())
                .map(payout -> declined(payout, PayoutRejection.HOLD_REFUSED, word.reason(), false))
                .orElseGet(() -> ended(word.account(), word.id()));
    }

    /** A hold that was being given back is over, and the account can be asked for the next. */
    Reaction<PayoutsMemory, PayoutsEvent> ended(EntityId account, HoldId id) {
        boolean releasing = id.source().equals(payouts.self())
                && payouts.holds().isAt(account, id.number(), HoldBook.Stage.RELEASING);
        return releasing
                ? Reaction.record(memory, new PayoutsEvent.HoldReturned(account, id.number(), heard()))
                : Reaction.none(memory);
    }

    Reaction<PayoutsMemory, PayoutsEvent> settle(PayoutMessage.Settle word) {
        Optional<Verdict> known = payouts.known(word);
        if (known.isPresent()) {
            return Reaction.<PayoutsMemory, PayoutsEvent>none(memory).andSend(told(word, known.get()));
        }
        boolean expected = payouts.find(word.payout())
                .filter(payout -> payout.stage() == Stage.IN_TRANSIT
                        && payout.account().equals(word.account())
                        && payout.amount().equals(word.amount()))
                .isPresent();
        if (!expected) {
            return Reaction.<PayoutsMemory, PayoutsEvent>record(
                            memory, new PayoutsEvent.SettlementDisputed(word, heard()))
                    .andSend(told(word, Verdict.DISPUTED));
        }
        List<Entry> entries = List.of(entry(word));
        return payouts.outbox().hasRoomFor(entries)
                ? Reaction.<PayoutsMemory, PayoutsEvent>record(memory, new PayoutsEvent.Settled(word, entries, heard()))
                        .andSend(told(word, Verdict.BOOKED))
                : Reaction.none(memory);
    }

    private Entry entry(PayoutMessage.Settle word) {
        boolean paid = word.outcome() == PayoutOutcome.PAID;
        return Entry.of(
                (paid ? "paid-" : "failed-") + word.payout().number(),
                paid ? Purpose.PAYOUT : Purpose.PAYOUT_FAILED,
                given(payouts.transit(), word.amount()),
                received(paid ? word.external() : word.account(), word.amount()));
    }

    /** The payout for which this hold was asked and not answered. */
    private Optional<Payout> asked(EntityId account, HoldId id) {
        boolean isOpen =
                id.source().equals(payouts.self()) && payouts.holds().isAt(account, id.number(), HoldBook.Stage.ASKED);
        return isOpen ? payouts.open().find(id.number()) : Optional.empty();
    }

    private Reaction<PayoutsMemory, PayoutsEvent> declined(
            Payout payout, PayoutRejection reason, String detail, boolean release) {
        return Reaction.record(
                memory, new PayoutsEvent.Declined(payout.id(), reason, detail, release, keptAt(), heard()));
    }

    private Send told(PayoutMessage.Settle word, Verdict verdict) {
        return new Send(word.bank(), new PayoutMessage.Settled(payouts.self(), word.bank(), word.line(), verdict));
    }

    private static Posting given(EntityId account, Money amount) {
        return Posting.of(account, new MoneyLeg(amount.negated()));
    }

    private static Posting received(EntityId account, Money amount) {
        return Posting.of(account, new MoneyLeg(amount));
    }

    private List<Acknowledgement> heard() {
        return memory.outbox().toPersist();
    }

    private Optional<Instant> keptAt() {
        return now.house().map(HouseInstant::time);
    }
}
