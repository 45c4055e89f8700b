package io.breakwater.waterfall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bidding.BidBook;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.bidding.BidReply;
import io.breakwater.waterfall.bidding.Bidders;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.ReleaseHold;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.Receipts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bid at the desk, from its request to its end. */
class DeskBidsTest {

    private static final Instrument OIL = MayDesk.OIL;

    private final MayDesk may = new MayDesk();
    private final Alone<Desk, BookMemory, DeskInput, DeskEvent> desk = may.desk;

    @Test
    void aBidStandsOnceItsAccountHasSetTheRoomAside() {
        may.open();
        Message pending = may.bid("hazel", 5, "20.00");
        long bid = desk.state().number();
        List<AskHold> asked = may.asked();
        assertThat(pending).isEqualTo(new BidReply.Pending(bid));
        assertThat(desk.tell(new DeskInput.Bidding(new BidInput.AwaitBid(may.newestRequest())), "client/test")
                        .later())
                .isTrue();
        asked.forEach(may::grant);
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.AwaitBid(may.newestRequest()))))
                .contains(new BidReply.Accepted(bid, bid + 1));
        assertThat(may.again("hazel", 5, "20.00")).isEqualTo(new BidReply.Pending(bid));
        assertThat(may.again("hazel", 6, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.REQUEST_REUSED));
    }

    @Test
    void aBidWhoseAccountRefusesIsDeclined() {
        may.open();
        may.bid("hazel", 5, "20.00");
        long bid = desk.state().number();
        AskHold ask = may.asked().get(0);
        desk.ask(new DeskInput.HoldHeard(
                new HoldMessage.HoldRefused(ask.account(), ask.hold().id(), "INSUFFICIENT_EXCESS")));
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.AwaitBid(may.newestRequest()))))
                .contains(new BidReply.Declined(bid, BidRejection.HOLD_REFUSED, "INSUFFICIENT_EXCESS"));
        assertThat(desk.state().book().holds().lines()).isEmpty();
    }

    @Test
    void aBidWhoseAccountDoesNotAnswerIsDeclinedAfterTheGrace() {
        may.open();
        may.bid("hazel", 5, "20.00");
        long bid = desk.state().number();
        may.pass(Duration.ofSeconds(29));
        assertThat(desk.state().book().bids()).containsKey(bid);
        may.pass(Duration.ofSeconds(2));
        assertThat(desk.state().book().bids()).isEmpty();
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.AwaitBid(may.newestRequest()))))
                .contains(new BidReply.Declined(bid, BidRejection.HOLD_REFUSED, "UNANSWERED"));
        assertThat(desk.state().owesNothing()).isFalse();
    }

    @Test
    void aWithdrawnBidGivesItsHoldBack() {
        may.open();
        may.stand("hazel", 5, "20.00");
        long bid = desk.state().book().bids().first().orElseThrow().getKey();
        BidInput foreign = new BidInput.WithdrawBid(Optional.of("dogwood"), Bidders.id(90), bid);
        assertThat(desk.ask(new DeskInput.Bidding(foreign))).contains(new BidReply.Refused(BidRejection.NOT_YOURS));
        BidInput own = new BidInput.WithdrawBid(Optional.of("hazel"), Bidders.id(91), bid);
        BidReply withdrawn = new BidReply.Withdrawn(bid, desk.state().number() + 1);
        assertThat(desk.ask(new DeskInput.Bidding(own))).contains(withdrawn);
        assertThat(desk.sent()).anyMatch(send -> send.body() instanceof ReleaseHold);
        assertThat(desk.ask(new DeskInput.Bidding(own))).contains(withdrawn);
        may.place(MayDesk.order(7, -5, "0.00"));
        assertThat(may.lastWorked().fills()).isEmpty();
    }

    @Test
    void aRequestThatNeverCameIsVoidedBeforeItIsSaidSo() {
        may.open();
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.ReadStatus(Bidders.id(5)))))
                .contains(new BidReply.Status(
                        BidReply.Status.Outcome.VOIDED, desk.state().number()));
        assertThat(desk.ask(new DeskInput.Bidding(Bidders.request(5, "hazel", 5, OIL.price("20.00")))))
                .contains(new BidReply.Refused(BidRejection.REQUEST_VOIDED));
    }

    @Test
    void whereNothingIsBidForAStatusIsRefusedAndLeavesNoTrace() {
        BidInput asked = new BidInput.ReadStatus(Bidders.id(5));
        assertThat(desk.ask(new DeskInput.Bidding(asked))).contains(new BidReply.Refused(BidRejection.NOT_OPEN));
        assertThat(desk.journal()).isEmpty();
        may.open();
        assertThat(desk.ask(new DeskInput.Bidding(Bidders.request(5, "hazel", 5, OIL.price("20.00")))))
                .contains(new BidReply.Pending(desk.state().number()));
    }

    @Test
    void whoAsksAfterManyUnknownRequestsIsRefusedAndKeepsNobodyFromBidding() {
        may.open();
        for (int asker = 0; asker < BidBook.VOIDED / Receipts.VOIDED_PER_PRINCIPAL; asker++) {
            for (int request = 0; request < Receipts.VOIDED_PER_PRINCIPAL; request++) {
                status("member/" + asker, 1_000 + request);
            }
            long events = desk.state().number();
            assertThat(status("member/" + asker, 5_000))
                    .contains(new BidReply.Refused(BidRejection.REQUEST_WINDOW_FULL));
            assertThat(status("member/" + asker, 1_000))
                    .contains(new BidReply.Status(BidReply.Status.Outcome.VOIDED, events));
            assertThat(desk.state().number()).isEqualTo(events);
        }
        assertThat(status("member/another", 1_000)).contains(new BidReply.Refused(BidRejection.REQUEST_WINDOW_FULL));
        for (int request = 0; request < BidBook.RECEIPTS; request++) {
            may.bid("hazel", 5, "20.00");
            AskHold ask = may.asked().get(0);
            desk.ask(new DeskInput.HoldHeard(
                    new HoldMessage.HoldRefused(ask.account(), ask.hold().id(), "INSUFFICIENT_EXCESS")));
        }
        assertThat(may.bid("hazel", 5, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.REQUEST_WINDOW_FULL));
    }

    private Optional<Message> status(String principal, long request) {
        return desk.tell(new DeskInput.Bidding(new BidInput.ReadStatus(Bidders.id(request))), principal)
                .reply();
    }

    @Test
    void bidsAreBoundedInSizeAndNumber() {
        assertThat(may.bid("hazel", 5, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.NOT_OPEN));
        may.open();
        assertThat(may.bid("hazel", 0, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.OUT_OF_BOUNDS));
        // 2^40 minor units at 1,024 ticks of 10.00 USD
        assertThat(may.bid("hazel", 1_073_742, "0.00")).isEqualTo(new BidReply.Refused(BidRejection.OUT_OF_BOUNDS));
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.ListBids(Optional.empty()))))
                .contains(new BidReply.Bids(desk.state().number(), List.of()));
    }
}
