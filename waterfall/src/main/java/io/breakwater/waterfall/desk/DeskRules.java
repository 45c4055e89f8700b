package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.bidding.BidBounds;
import io.breakwater.waterfall.bidding.BidHolds;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.bidding.BidStep;
import io.breakwater.waterfall.bidding.BidTurn;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Closes positions of one instrument that the house has to liquidate. Members' bids stand here with room on hold for
 * their lots; an account in liquidation gives an order, which is filled at once as far as bids within its limit go, best
 * price first, then the earlier, each at its own price. The rest is offered for a window of house time, in which bids are
 * sealed, and then the order is done.
 *
 * <p>Each fill is an entry that consumes the bidder's hold; a bid of which only a part is filled ends with it. The
 * account pays a fee per lot, never below zero equity. A stop of the instrument, of an account or of a member takes back
 * the bids of its subject in its own event; orders in a stopped instrument lapse, orders of a stopped account are done.
 */
public final class DeskRules implements Machine<Desk, BookMemory, DeskInput, DeskEvent> {

    private final FingerprintKey key;

    /**
     * The rules of a house.
     *
     * @param key weighs accounts in the fingerprint with which a desk answers a stop of its instrument
     */
    public DeskRules(FingerprintKey key) {
        this.key = key;
    }

    @Override
    public Desk initial(EntityId self) {
        return Desk.empty(self);
    }

    @Override
    public BookMemory wake(Desk desk) {
        return BookMemory.awake(desk.outbox());
    }

    @Override
    public Reaction<BookMemory, DeskEvent> react(Desk desk, BookMemory memory, Envelope<DeskInput> input, Now now) {
        if (input.body() instanceof DeskInput.Bidding bidding) {
            BidTurn turn = new BidTurn(desk.book(), desk.number(), input.cause().principal(), now);
            return changed(memory, bids(desk, turn, bidding.input()));
        }
        if (input.body() instanceof DeskInput.Quote quote) {
            return new OrderTurn(desk, memory, now).quote(quote.word());
        }
        if (input.body() instanceof DeskInput.Place place) {
            return new OrderTurn(desk, memory, now).place(place.word());
        }
        if (input.body() instanceof DeskInput.HoldHeard heard) {
            return changed(memory, holds(desk, now).heard(heard.word()));
        }
        if (input.body() instanceof DeskInput.SetTerms set) {
            return set(desk, memory, set.terms());
        }
        if (input.body() instanceof DeskInput.ReadDesk) {
            return Reaction.answer(memory, view(desk));
        }
        return channel(desk, memory, input.body(), now);
    }

    private Reaction<BookMemory, DeskEvent> channel(Desk desk, BookMemory memory, DeskInput body, Now now) {
        if (body instanceof DeskInput.PlaceStop place) {
            return place(desk, memory, place.stop(), now);
        }
        if (body instanceof DeskInput.LiftStop lift) {
            return lift(desk, memory, lift.stop());
        }
        if (body instanceof DeskInput.Contradicted contradicted) {
            return Reaction.none(memory.with(memory.outbox().contradicted(contradicted.word())));
        }
        if (body instanceof DeskInput.Acknowledged heard) {
            return noted(memory.with(memory.outbox().acknowledged(desk.outbox(), heard.word(), now.uptime())), now);
        }
        return new OrderTurn(desk, memory, now)
                .due()
                .or(() -> holds(desk, now).unanswered().map(step -> changed(memory, step)))
                .orElseGet(() -> noted(memory, now));
    }

    @Override
    public Desk apply(Desk desk, Numbered<DeskEvent> event) {
        return event.event().applyTo(desk, event.number()).after(event, key);
    }

    @Override
    public BookMemory persisted(BookMemory memory, Numbered<DeskEvent> event) {
        return memory.persisted(event);
    }

    @Override
    public Tending<BookMemory> tend(Desk desk, BookMemory memory, Now now) {
        Optional<Duration> due = Stream.of(
                        new OrderTurn(desk, memory, now).untilDue(),
                        holds(desk, now).untilUnanswered())
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
        return memory.tend(desk.self(), desk.outbox(), desk.book(), now, due);
    }

    @Override
    public BookMemory reread(BookMemory memory, List<Numbered<DeskEvent>> events) {
        return memory.with(memory.outbox().reread(events));
    }

    @Override
    public DeskInput tick() {
        return new DeskInput.Tick();
    }

    private static BidHolds holds(Desk desk, Now now) {
        return new BidHolds(desk.book(), desk.self(), now);
    }

    private static BidStep bids(Desk desk, BidTurn turn, BidInput input) {
        if (input instanceof BidInput.RequestBid request) {
            Optional<Instrument> instrument = desk.terms().map(DeskTerms::instrument);
            return turn.request(request, flaw(desk, request, turn.now()), instrument.map(Instrument::id));
        }
        if (input instanceof BidInput.AwaitBid wanted) {
            return turn.await(wanted);
        }
        if (input instanceof BidInput.WithdrawBid withdraw) {
            return turn.withdraw(withdraw, Optional.empty());
        }
        if (input instanceof BidInput.ReadStatus wanted) {
            return turn.status(wanted, closed(desk));
        }
        return turn.list((BidInput.ListBids) input, false);
    }

    /** Without house time nobody knows how long its account has been awaited. */
    private static Optional<BidRejection> flaw(Desk desk, BidInput.RequestBid request, Now now) {
        if (desk.terms().isEmpty() || now.house().isEmpty()) {
            return Optional.of(BidRejection.NOT_OPEN);
        }
        if (!BidBounds.allow(desk.terms().orElseThrow().instrument(), request.lots(), request.price())) {
            return Optional.of(BidRejection.OUT_OF_BOUNDS);
        }
        boolean stopped = desk.isStopped()
                || request.owner()
                        .filter(owner -> desk.isStopped(request.account(), owner))
                        .isPresent();
        return stopped ? Optional.of(BidRejection.STOPPED) : Optional.empty();
    }

    private static Optional<BidRejection> closed(Desk desk) {
        return desk.terms().isEmpty() ? Optional.of(BidRejection.NOT_OPEN) : Optional.empty();
    }

    private static Reaction<BookMemory, DeskEvent> changed(BookMemory memory, BidStep step) {
        return step.reaction(memory, change -> new DeskEvent.BidChanged(change, memory.heard()));
    }

    private static Reaction<BookMemory, DeskEvent> set(Desk desk, BookMemory memory, DeskTerms terms) {
        boolean same = desk.terms()
                .map(before -> before.instrument().equals(terms.instrument()))
                .orElse(desk.self().key().equals(terms.instrument().id().value()));
        if (!same) {
            return refused(memory, DeskRejection.OTHER_INSTRUMENT);
        }
        if (!terms.feePerLot().currency().equals(terms.instrument().currency())) {
            return refused(memory, DeskRejection.OTHER_CURRENCY);
        }
        if (terms.feeTo().kind() != EntityKind.ACCOUNT) {
            return refused(memory, DeskRejection.NOT_AN_ACCOUNT);
        }
        return desk.terms().equals(Optional.of(terms))
                ? Reaction.answer(memory, new DeskReply.TermsSet(desk.number()))
                : Reaction.record(
                        memory,
                        new DeskEvent.TermsSet(terms, memory.heard()),
                        new DeskReply.TermsSet(desk.number() + 1));
    }

    private static Reaction<BookMemory, DeskEvent> refused(BookMemory memory, DeskRejection reason) {
        return Reaction.answer(memory, new DeskReply.Refused(reason));
    }

    private static DeskReply view(Desk desk) {
        List<DeskReply.Working> orders = desk.open().entrySet().stream()
                .map(row -> new DeskReply.Working(
                        row.getKey(),
                        row.getValue().number(),
                        row.getValue().lots(),
                        row.getValue().filled(),
                        row.getValue().until()))
                .toList();
        return new DeskReply.View(
                desk.number(), desk.terms(), desk.book().standing().size(), orders);
    }

    private Reaction<BookMemory, DeskEvent> place(Desk desk, BookMemory memory, StopMessage.PlaceStop stop, Now now) {
        if (!desk.stops().isNew(stop)) {
            return Reaction.answer(memory, word(desk, stop.id()));
        }
        DeskEvent event = new DeskEvent.StopPlaced(
                stop,
                desk.bidsUnder(stop.subject()),
                desk.ordersUnder(stop.subject()),
                now.house().map(HouseInstant::time),
                memory.heard());
        Desk after = apply(desk, new Numbered<>(desk.number() + 1, event));
        return Reaction.record(memory, event, word(after, stop.id()));
    }

    private static Reaction<BookMemory, DeskEvent> lift(Desk desk, BookMemory memory, StopMessage.LiftStop stop) {
        StopMessage lifted = new StopMessage.StopLifted(stop.id(), desk.self());
        return desk.stops().isNew(stop)
                ? Reaction.record(memory, new DeskEvent.StopLifted(stop, memory.heard()), lifted)
                : Reaction.answer(memory, lifted);
    }

    private static Message word(Desk desk, StopId stop) {
        return desk.stops().answer(desk.self(), stop, desk.outbox(), desk.fingerprint()::of);
    }

    private static Reaction<BookMemory, DeskEvent> noted(BookMemory memory, Now now) {
        List<Acknowledgement> overdue = memory.overdue(now);
        return overdue.isEmpty()
                ? Reaction.none(memory)
                : Reaction.record(memory, new DeskEvent.AcknowledgementsNoted(overdue));
    }
}
