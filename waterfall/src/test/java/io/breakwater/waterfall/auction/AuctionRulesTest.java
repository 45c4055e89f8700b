package io.breakwater.waterfall.auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.breakwater.waterfall.auction.AuctionMessage.AuctionSettled;
import io.breakwater.waterfall.auction.AuctionMessage.AuctionUnderWay;
import io.breakwater.waterfall.auction.AuctionMessage.OpenAuction;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.bidding.BidReply;
import io.breakwater.waterfall.bidding.Bidders;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.ReleaseHold;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The default auctions of April 2020: gorse long 80 lots at 17.73, elm long 600 lots at -14.00. */
class AuctionRulesTest {

    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("CLK0"), Currency.of("USD", 2), "0.01", "1000", PriceBand.ofTicks(500));
    private static final EntityId SELF = EntityId.of(EntityKind.AUCTION, "1:CLK0");
    private static final EntityId EPISODE = EntityId.of(EntityKind.EPISODE, "1");
    private static final Instant CLOSES = Instant.parse("2020-04-20T12:00:03Z");
    private static final Send UNDER_WAY = new Send(EPISODE, new AuctionUnderWay(SELF));

    private final Alone<Auction, BookMemory, AuctionInput, AuctionEvent> auction =
            new Alone<>(SELF, new AuctionRules(Keys.FIXED));
    private long requests;

    @Test
    void gorsesLotsGoToTheTwoBestBidsWithinTheReserve() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        stand("hazel", 50, "16.90");
        stand("dogwood", 60, "16.50");
        assertThat(bid("juniper", 80, "14.00")).isEqualTo(new BidReply.Refused(BidRejection.BEYOND_RESERVE));
        close();
        assertThat(awarded().fills())
                .extracting(Fill::member, Fill::lots, Fill::price)
                .containsExactly(
                        tuple("hazel", Lots.of(50), OIL.price("16.90")),
                        tuple("dogwood", Lots.of(30), OIL.price("16.50")));
        assertThat(Objects.requireNonNull(awarded().sold().get(inventory("gorse.house"))))
                .containsExactly(
                        new Sold(Lots.of(-50), OIL.price("16.90")), new Sold(Lots.of(-30), OIL.price("16.50")));
    }

    @Test
    void elmsAuctionLeavesLotsUnsold() {
        open("-14.00", "-17.00", Map.of("elm.house", 600L));
        stand("dogwood", 160, "-14.60");
        stand("fir", 140, "-15.20");
        stand("hazel", 60, "-16.40");
        assertThat(bid("juniper", 150, "-18.50")).isEqualTo(new BidReply.Refused(BidRejection.BEYOND_RESERVE));
        close();
        assertThat(awarded().fills())
                .extracting(Fill::member, Fill::lots)
                .containsExactly(
                        tuple("dogwood", Lots.of(160)), tuple("fir", Lots.of(140)), tuple("hazel", Lots.of(60)));
        assertThat(awarded().entries())
                .allSatisfy(entry -> assertThat(entry.postings()).hasSize(2));
    }

    @Test
    void aShortPortfolioIsSoldToWhoSellsCheapest() {
        open("17.73", "20.73", Map.of("gorse.house", -80L));
        assertThat(bid("hazel", 5, "18.00")).isEqualTo(new BidReply.Refused(BidRejection.WRONG_SIDE));
        assertThat(bid("hazel", -5, "20.74")).isEqualTo(new BidReply.Refused(BidRejection.BEYOND_RESERVE));
        stand("hazel", -50, "18.00");
        stand("dogwood", -60, "17.90");
        close();
        assertThat(awarded().fills())
                .extracting(Fill::member, Fill::lots)
                .containsExactly(tuple("dogwood", Lots.of(-60)), tuple("hazel", Lots.of(-20)));
        LotsLeg received =
                (LotsLeg) awarded().entries().get(0).postings().get(0).legs().get(0);
        assertThat(received).isEqualTo(LotsLeg.trade(OIL, Lots.of(60), Mark.of(OIL.price("17.90"))));
    }

    @Test
    void tiesGoToTheSmallerAccountId() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        stand("hazel", 80, "16.90");
        stand("dogwood", 80, "16.90");
        close();
        assertThat(awarded().fills()).extracting(Fill::member).containsExactly("dogwood");
        assertThat(auction.sent()).anyMatch(send -> send.body() instanceof ReleaseHold);
    }

    @Test
    void inventoriesShareTheLotsSold() {
        open("17.73", "14.73", Map.of("a", 10L, "b", 30L, "c", 60L));
        stand("hazel", 7, "16.90");
        stand("dogwood", 43, "16.50");
        close();
        assertThat(given("a") + given("b") + given("c")).isEqualTo(-50);
        assertThat(List.of(given("a"), given("b"), given("c"))).containsExactly(-5L, -15L, -30L);
        assertThat(lots(Bidders.house("hazel"))).isEqualTo(7);
        assertThat(lots(Bidders.house("dogwood"))).isEqualTo(43);
    }

    @Test
    void aLargeAwardIsARunOfEventsAndEveryHoldIsConsumedOnce() {
        SortedMap<String, Long> portfolio = new TreeMap<>();
        for (int i = 0; i < 1_500; i++) {
            portfolio.put("c" + i, 2L);
        }
        open("17.73", "14.73", portfolio);
        stand("hazel", 1_000, "16.90");
        stand("dogwood", 1_500, "16.50");
        close();
        assertThat(awarded().entriesLeft()).isPositive();
        for (int tick = 0; tick < 8; tick++) {
            pass(Duration.ofMillis(10));
        }
        assertThat(auction.state().award().orElseThrow().entriesLeft()).isZero();
        assertThat(auction.state().book().holds().lines()).isEmpty();
        assertThat(lots(Bidders.house("hazel"))).isEqualTo(1_000);
        assertThat(lots(Bidders.house("dogwood"))).isEqualTo(1_500);
        long consumed = auction.journal().stream()
                .flatMap(event -> event.event().entries().stream())
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.consumes().isPresent())
                .count();
        assertThat(consumed).isEqualTo(2);
        auction.journal().forEach(event -> assertThat(event.event().entries().stream()
                        .mapToInt(entry -> entry.postings().size())
                        .sum())
                .isLessThanOrEqualTo(SourceEvent.POSTINGS));
    }

    @Test
    void nobodySeesTheBidsOfOthersBeforeTheClose() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        stand("hazel", 50, "16.90");
        stand("dogwood", 60, "16.50");
        assertThat(listed(Optional.empty())).isEmpty();
        assertThat(listed(Optional.of("hazel")))
                .extracting(BidReply.Standing::member)
                .containsExactly("hazel");
        assertThat(view().fills()).isEmpty();
        close();
        assertThat(view().awarded()).isTrue();
        assertThat(view().fills()).hasSize(2);
    }

    @Test
    void nothingIsBidOrTakenBackAfterTheClose() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        stand("hazel", 50, "16.90");
        long bid = auction.state().book().bids().first().orElseThrow().getKey();
        bid("dogwood", 60, "16.50");
        auction.pass(Duration.ofSeconds(4));
        assertThat(bid("fir", 60, "16.50")).isEqualTo(new BidReply.Refused(BidRejection.CLOSED));
        assertThat(auction.ask(
                        new AuctionInput.Bidding(new BidInput.WithdrawBid(Optional.of("hazel"), Bidders.id(90), bid))))
                .contains(new BidReply.Refused(BidRejection.CLOSED));
    }

    @Test
    void theAwardWaitsForAHoldThatWasAskedForInTime() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        stand("hazel", 50, "16.90");
        bid("dogwood", 60, "17.00");
        List<AskHold> asked = asked();
        close();
        assertThat(auction.state().award()).isEmpty();
        asked.forEach(this::grant);
        pass(Duration.ofMillis(10));
        assertThat(awarded().fills()).extracting(Fill::member).containsExactly("dogwood", "hazel");
    }

    @Test
    void anAccountThatDoesNotAnswerDelaysTheAwardNoLongerThanTheGrace() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        stand("hazel", 50, "16.90");
        bid("dogwood", 60, "17.00");
        AskHold unanswered = asked().get(0);
        pass(Duration.ofSeconds(25));
        assertThat(auction.state().award()).isEmpty();
        auction.restart();
        pass(Duration.ofSeconds(6));
        pass(Duration.ofMillis(10));
        assertThat(awarded().fills()).extracting(Fill::member).containsExactly("hazel");
        assertThat(auction.ask(new AuctionInput.Bidding(new BidInput.AwaitBid(Bidders.id(requests)))))
                .contains(new BidReply.Declined(
                        unanswered.hold().id().number(), BidRejection.HOLD_REFUSED, "UNANSWERED"));
        grant(unanswered);
        pass(Duration.ofSeconds(2));
        assertThat(auction.sent())
                .contains(new Send(
                        Bidders.house("dogwood"),
                        new ReleaseHold(
                                Bidders.house("dogwood"), unanswered.hold().id())));
        auction.ask(new AuctionInput.HoldHeard(new HoldMessage.HoldEnded(
                Bidders.house("dogwood"), unanswered.hold().id())));
        assertThat(auction.state().book().holds().lines()).isEmpty();
    }

    @Test
    void itIsSettledWhenEverybodyHasAcknowledgedAndAllHoldsAreBack() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        stand("hazel", 80, "16.90");
        stand("dogwood", 60, "16.50");
        ask();
        assertThat(auction.sent()).contains(UNDER_WAY);
        close();
        long award = auction.state().number();
        acknowledge(Bidders.house("hazel"), award);
        acknowledge(inventory("gorse.house"), award);
        pass(Duration.ofSeconds(2));
        ask();
        assertThat(auction.sent()).contains(UNDER_WAY);
        HoldMessage.HoldEnded ended = new HoldMessage.HoldEnded(
                Bidders.house("dogwood"),
                auction.state()
                        .book()
                        .holds()
                        .lines()
                        .values()
                        .iterator()
                        .next()
                        .hold()
                        .id());
        auction.ask(new AuctionInput.HoldHeard(ended));
        auction.restart();
        ask();
        long sum = Fingerprint.NONE
                .with(Keys.FIXED, OIL.id(), Bidders.house("hazel"), Lots.of(80))
                .with(Keys.FIXED, OIL.id(), inventory("gorse.house"), Lots.of(-80))
                .of(OIL.id());
        assertThat(auction.sent())
                .contains(new Send(
                        EPISODE,
                        new AuctionSettled(SELF, awarded().fills(), awarded().sold(), sum)));
        assertThat(auction.state().owesNothing()).isTrue();
    }

    @Test
    void anAuctionWithoutBidsIsSettledAtOnce() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        close();
        ask();
        assertThat(auction.sent()).contains(new Send(EPISODE, new AuctionSettled(SELF, List.of(), new TreeMap<>(), 0)));
    }

    @Test
    void beforeItIsOpenedThereIsNothingToBidFor() {
        assertThat(bid("hazel", 5, "16.00")).isEqualTo(new BidReply.Refused(BidRejection.NOT_OPEN));
        assertThat(auction.ask(new AuctionInput.ReadAuction())).contains(new AuctionReply.NotOpened());
    }

    @Test
    void asLongAsItIsNotOpenedAStatusIsRefusedAndLeavesNoTrace() {
        AuctionInput asked = new AuctionInput.Bidding(new BidInput.ReadStatus(Bidders.id(1)));
        assertThat(auction.ask(asked)).contains(new BidReply.Refused(BidRejection.NOT_OPEN));
        assertThat(auction.journal()).isEmpty();
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        assertThat(auction.ask(asked))
                .contains(new BidReply.Status(
                        BidReply.Status.Outcome.VOIDED, auction.state().number()));
    }

    @Test
    void anInventoryDoesNotBidForItsOwnLots() {
        open("17.73", "14.73", Map.of("gorse.house", 80L));
        assertThat(auction.ask(new AuctionInput.Bidding(new BidInput.RequestBid(
                        Optional.empty(),
                        Optional.of("gorse"),
                        Bidders.id(1),
                        inventory("gorse.house"),
                        Lots.of(5),
                        OIL.price("16.00")))))
                .contains(new BidReply.Refused(BidRejection.ACCOUNT_UNKNOWN));
    }

    private static EntityId inventory(String account) {
        return EntityId.of(EntityKind.ACCOUNT, "inventory:1:" + account);
    }

    private OpenAuction terms =
            new OpenAuction(SELF, EPISODE, OIL, new TreeMap<>(), Mark.of(new Price(0)), Optional.empty(), CLOSES);

    private void open(String mark, String reserve, Map<String, Long> portfolio) {
        SortedMap<EntityId, Lots> lots = new TreeMap<>();
        portfolio.forEach((account, count) -> lots.put(inventory(account), Lots.of(count)));
        terms = new OpenAuction(
                SELF, EPISODE, OIL, lots, Mark.of(OIL.price(mark)), Optional.of(OIL.price(reserve)), CLOSES);
        ask();
        assertThat(auction.sent()).contains(UNDER_WAY);
    }

    private void ask() {
        auction.ask(new AuctionInput.Open(terms));
    }

    private Message bid(String member, long lots, String price) {
        return auction.ask(new AuctionInput.Bidding(Bidders.request(++requests, member, lots, OIL.price(price))))
                .orElseThrow();
    }

    private void stand(String member, long lots, String price) {
        bid(member, lots, price);
        asked().forEach(this::grant);
    }

    private void grant(AskHold ask) {
        auction.ask(new AuctionInput.HoldHeard(new HoldMessage.HoldGranted(ask.account(), ask.hold())));
    }

    private List<AskHold> asked() {
        List<AskHold> asked = new ArrayList<>();
        auction.sent().forEach(send -> {
            if (send.body() instanceof AskHold ask) {
                asked.add(ask);
            }
        });
        return asked;
    }

    private void acknowledge(EntityId account, long number) {
        auction.ask(new AuctionInput.Acknowledged(new PostingsAcknowledged(account, SELF, number)));
    }

    private void close() {
        pass(Duration.ofSeconds(4));
    }

    private void pass(Duration time) {
        auction.pass(time);
        auction.ask(new AuctionInput.Tick());
    }

    private List<BidReply.Standing> listed(Optional<String> member) {
        Message answer = auction.ask(new AuctionInput.Bidding(new BidInput.ListBids(member)))
                .orElseThrow();
        return ((BidReply.Bids) answer).bids();
    }

    private AuctionReply.View view() {
        return (AuctionReply.View) auction.ask(new AuctionInput.ReadAuction()).orElseThrow();
    }

    private AuctionEvent.Awarded awarded() {
        return auction.journal().stream()
                .map(event -> event.event())
                .filter(AuctionEvent.Awarded.class::isInstance)
                .map(AuctionEvent.Awarded.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private long given(String account) {
        return lots(inventory(account));
    }

    /** What all entries book on this account. */
    private long lots(EntityId account) {
        return auction.journal().stream()
                .flatMap(event -> event.event().entries().stream())
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().equals(account))
                .mapToLong(posting -> ((LotsLeg) posting.legs().get(0)).lots().count())
                .sum();
    }
}
