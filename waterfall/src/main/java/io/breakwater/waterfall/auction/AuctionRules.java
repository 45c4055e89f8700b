package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.auction.AuctionMessage.AuctionSettled;
import io.breakwater.waterfall.auction.AuctionMessage.AuctionUnderWay;
import io.breakwater.waterfall.auction.AuctionMessage.OpenAuction;
import io.breakwater.waterfall.bidding.Awarding;
import io.breakwater.waterfall.bidding.BidBounds;
import io.breakwater.waterfall.bidding.BidHolds;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.bidding.BidStep;
import io.breakwater.waterfall.bidding.BidTurn;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.posting.Acknowledgement;
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
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sells one portfolio of a default in sealed bids. Bids are taken while house time is before the close, on the other side
 * of the portfolio, not worse than the reserve, for any part of it; nobody sees the bids of others. A bid that came in
 * time counts, so the award waits until every account has decided on its hold, but for each no longer than a grace. Then the best price for the house comes
 * first, ties by account id, each bidder at its own price, and what is left over stays with the inventories.
 *
 * <p>The award is one event, or a run of them when there are too many entries; it gives the other holds back. Nobody
 * stops an auction: its episode stops the subject before it opens one, and answers for what it books.
 */
public final class AuctionRules implements Machine<Auction, BookMemory, AuctionInput, AuctionEvent> {

    private final FingerprintKey key;

    /**
     * The rules of a house.
     *
     * @param key weighs accounts in the fingerprint of what the auction booked
     */
    public AuctionRules(FingerprintKey key) {
        this.key = key;
    }

    @Override
    public Auction initial(EntityId self) {
        return Auction.empty(self);
    }

    @Override
    public BookMemory wake(Auction auction) {
        return BookMemory.awake(auction.outbox());
    }

    @Override
    public Reaction<BookMemory, AuctionEvent> react(
            Auction auction, BookMemory memory, Envelope<AuctionInput> input, Now now) {
        if (input.body() instanceof AuctionInput.Bidding bidding) {
            BidTurn turn =
                    new BidTurn(auction.book(), auction.number(), input.cause().principal(), now);
            return changed(memory, bids(auction, turn, bidding.input()));
        }
        if (input.body() instanceof AuctionInput.Open open) {
            return open(auction, memory, open.word());
        }
        if (input.body() instanceof AuctionInput.HoldHeard heard) {
            return changed(memory, holds(auction, now).heard(heard.word()));
        }
        if (input.body() instanceof AuctionInput.ReadAuction) {
            return Reaction.answer(memory, view(auction));
        }
        if (input.body() instanceof AuctionInput.Contradicted contradicted) {
            return Reaction.none(memory.with(memory.outbox().contradicted(contradicted.word())));
        }
        if (input.body() instanceof AuctionInput.Acknowledged heard) {
            return noted(memory.with(memory.outbox().acknowledged(auction.outbox(), heard.word(), now.uptime())), now);
        }
        return new AwardTurn(auction, memory, now)
                .due()
                .or(() -> holds(auction, now).unanswered().map(step -> changed(memory, step)))
                .orElseGet(() -> noted(memory, now));
    }

    @Override
    public Auction apply(Auction auction, Numbered<AuctionEvent> event) {
        return event.event().applyTo(auction, event.number()).after(event, key);
    }

    @Override
    public BookMemory persisted(BookMemory memory, Numbered<AuctionEvent> event) {
        return memory.persisted(event);
    }

    @Override
    public Tending<BookMemory> tend(Auction auction, BookMemory memory, Now now) {
        Optional<Duration> due = Stream.of(
                        new AwardTurn(auction, memory, now).untilDue(),
                        holds(auction, now).untilUnanswered())
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
        return memory.tend(auction.self(), auction.outbox(), auction.book(), now, due);
    }

    @Override
    public BookMemory reread(BookMemory memory, List<Numbered<AuctionEvent>> events) {
        return memory.with(memory.outbox().reread(events));
    }

    @Override
    public AuctionInput tick() {
        return new AuctionInput.Tick();
    }

    private static BidHolds holds(Auction auction, Now now) {
        return new BidHolds(auction.book(), auction.self(), now);
    }

    /** The lots on offer, as the inventories hold them. */
    static Lots lots(OpenAuction terms) {
        return terms.portfolio().values().stream().reduce(Lots.NONE, Lots::plus);
    }

    /** A portfolio of two sides, or of none, and a word meant for another auction open nothing. */
    private static Reaction<BookMemory, AuctionEvent> open(Auction auction, BookMemory memory, OpenAuction word) {
        if (auction.terms().isPresent()) {
            return Reaction.<BookMemory, AuctionEvent>none(memory)
                    .andSend(new Send(auction.terms().get().episode(), progress(auction)));
        }
        boolean oneSided = !word.portfolio().isEmpty()
                && (word.portfolio().values().stream().allMatch(Lots::isLong)
                        || word.portfolio().values().stream().allMatch(Lots::isShort));
        return oneSided && word.auction().equals(auction.self())
                ? Reaction.<BookMemory, AuctionEvent>record(memory, new AuctionEvent.Opened(word))
                        .andSend(new Send(word.episode(), new AuctionUnderWay(auction.self())))
                : Reaction.none(memory);
    }

    private static Message progress(Auction auction) {
        Optional<Auction.Award> award = auction.award().filter(made -> auction.isSettled());
        InstrumentId instrument = auction.terms().orElseThrow().instrument().id();
        return award.<Message>map(made -> new AuctionSettled(
                        auction.self(),
                        made.fills(),
                        new TreeMap<>(made.sold()),
                        auction.fingerprint().of(instrument)))
                .orElseGet(() -> new AuctionUnderWay(auction.self()));
    }

    private static BidStep bids(Auction auction, BidTurn turn, BidInput input) {
        if (input instanceof BidInput.RequestBid request) {
            Optional<InstrumentId> instrument =
                    auction.terms().map(terms -> terms.instrument().id());
            return turn.request(request, flaw(auction, request, turn.now()), instrument);
        }
        if (input instanceof BidInput.AwaitBid wanted) {
            return turn.await(wanted);
        }
        if (input instanceof BidInput.WithdrawBid withdraw) {
            return turn.withdraw(withdraw, closed(auction, turn.now()));
        }
        if (input instanceof BidInput.ReadStatus wanted) {
            boolean opened = auction.terms().isPresent();
            return turn.status(wanted, opened ? Optional.empty() : Optional.of(BidRejection.NOT_OPEN));
        }
        return turn.list((BidInput.ListBids) input, auction.award().isEmpty());
    }

    /** An inventory that is sold here bids for nothing. */
    private static Optional<BidRejection> flaw(Auction auction, BidInput.RequestBid request, Now now) {
        if (auction.terms().isEmpty()) {
            return Optional.of(BidRejection.NOT_OPEN);
        }
        OpenAuction terms = auction.terms().get();
        if (terms.portfolio().containsKey(request.account())) {
            return Optional.of(BidRejection.ACCOUNT_UNKNOWN);
        }
        if (!BidBounds.allow(terms.instrument(), request.lots(), request.price())) {
            return Optional.of(BidRejection.OUT_OF_BOUNDS);
        }
        Optional<BidRejection> closed = closed(auction, now);
        if (closed.isPresent()) {
            return closed;
        }
        Lots offered = lots(terms).negated();
        if (!request.lots().isOpposite(offered)) {
            return Optional.of(BidRejection.WRONG_SIDE);
        }
        boolean counts = terms.reserve()
                .map(reserve -> Awarding.isWithin(reserve, request.price(), offered))
                .orElse(true);
        return counts ? Optional.empty() : Optional.of(BidRejection.BEYOND_RESERVE);
    }

    /** Why nothing is bid or taken back now: without house time nobody knows whether it is in time. */
    private static Optional<BidRejection> closed(Auction auction, Now now) {
        if (auction.terms().isEmpty()
                || (auction.award().isEmpty() && now.house().isEmpty())) {
            return Optional.of(BidRejection.NOT_OPEN);
        }
        boolean over = auction.award().isPresent()
                || now.house().orElseThrow().isPast(auction.terms().get().closes());
        return over ? Optional.of(BidRejection.CLOSED) : Optional.empty();
    }

    private static AuctionReply view(Auction auction) {
        return auction.terms()
                .<AuctionReply>map(terms -> new AuctionReply.View(
                        auction.number(),
                        auction.award().isPresent(),
                        terms.instrument().id(),
                        lots(terms),
                        terms.mark(),
                        terms.reserve(),
                        terms.closes(),
                        auction.award().map(Auction.Award::fills).orElse(List.of())))
                .orElseGet(AuctionReply.NotOpened::new);
    }

    private static Reaction<BookMemory, AuctionEvent> changed(BookMemory memory, BidStep step) {
        return step.reaction(memory, change -> new AuctionEvent.BidChanged(change, memory.heard()));
    }

    private static Reaction<BookMemory, AuctionEvent> noted(BookMemory memory, Now now) {
        List<Acknowledgement> overdue = memory.overdue(now);
        return overdue.isEmpty()
                ? Reaction.none(memory)
                : Reaction.record(memory, new AuctionEvent.AcknowledgementsNoted(overdue));
    }
}
