package io.breakwater.node.serialization;

import io.breakwater.waterfall.auction.AuctionEvent;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.bidding.BidChange;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.desk.DeskEvent;
import io.breakwater.waterfall.desk.DeskTerms;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The events of desks and auctions; see {@link JournalSamples}. */
final class BidSamples {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("CLK0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00.250Z");
    private static final EntityId CEDAR = EntityId.of(EntityKind.ACCOUNT, "cedar.c1");
    private static final EntityId HAZEL = EntityId.of(EntityKind.ACCOUNT, "hazel.house");
    private static final EntityId FUND = EntityId.of(EntityKind.ACCOUNT, "insurance-fund");
    private static final EntityId INVENTORY = EntityId.of(EntityKind.ACCOUNT, "inventory:1:gorse.house");
    private static final EntityId HOUSE = EntityId.of(EntityKind.HOUSE, "main");
    private static final EntityId FIR = EntityId.of(EntityKind.ACCOUNT, "fir.c1");
    private static final RequestId REQUEST = new RequestId("019377a5-0000-7000-8000-000000000001");
    private static final String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final List<Acknowledgement> ACKNOWLEDGED = List.of(new Acknowledgement(CEDAR, 7));
    private static final Mark MARK = Mark.of(OIL.price("20.11"));

    private BidSamples() {}

    /** Adds them under their golden file names. */
    static void put(Map<String, Object> samples) {
        changes().forEach((name, change) -> {
            samples.put("auction.bid-changed." + name, new AuctionEvent.BidChanged(change, ACKNOWLEDGED));
            samples.put("desk.bid-changed." + name, new DeskEvent.BidChanged(change, ACKNOWLEDGED));
        });
        desk(samples);
        auction(samples);
    }

    private static Map<String, BidChange> changes() {
        Map<String, BidChange> changes = new TreeMap<>();
        changes.put(
                "registered",
                new BidChange.Registered(
                        "member/hazel",
                        REQUEST,
                        DIGEST,
                        HAZEL,
                        "hazel",
                        OIL.id(),
                        Lots.of(20),
                        OIL.price("20.50"),
                        Optional.of(NOW)));
        changes.put("accepted", new BidChange.Accepted(3, Optional.of(NOW)));
        changes.put(
                "declined",
                new BidChange.Declined(3, BidRejection.HOLD_REFUSED, "INSUFFICIENT_EXCESS", false, Optional.of(NOW)));
        changes.put("withdrawn", new BidChange.Withdrawn(3, "member/hazel", REQUEST, DIGEST, Optional.of(NOW)));
        changes.put("hold-returned", new BidChange.HoldReturned(HAZEL, 3));
        changes.put("request-voided", new BidChange.RequestVoided("member/hazel", REQUEST, Optional.of(NOW)));
        return changes;
    }

    private static void desk(Map<String, Object> samples) {
        samples.put(
                "desk.terms-set",
                new DeskEvent.TermsSet(
                        new DeskTerms(OIL, USD.amount("100.00"), FUND, Duration.ofSeconds(2)), ACKNOWLEDGED));
        Order order =
                new Order(CEDAR, 17, OIL, Lots.of(-30), Optional.of(OIL.price("19.50")), MARK, USD.amount("949500.00"));
        Fill fill = new Fill(3, HAZEL, "hazel", Lots.of(20), OIL.price("20.50"));
        Entry fee = Entry.of(
                "5:fee",
                Purpose.LIQUIDATION_FEE,
                Posting.of(CEDAR, new MoneyLeg(USD.amount("-2000.00"))),
                Posting.of(FUND, new MoneyLeg(USD.amount("2000.00"))));
        samples.put(
                "desk.order-worked",
                new DeskEvent.OrderWorked(
                        order,
                        "cedar",
                        List.of(fill),
                        USD.amount("7800.00"),
                        USD.amount("2000.00"),
                        DeskEvent.Stage.OFFERED,
                        NOW,
                        NOW.plusSeconds(2),
                        List.of(sold("5:1", CEDAR, Purpose.LIQUIDATION), fee),
                        ACKNOWLEDGED));
        samples.put("desk.order-worked.done", unfilled(DeskEvent.Stage.DONE));
        samples.put("desk.order-worked.lapsed", unfilled(DeskEvent.Stage.LAPSED));
        StopMessage.PlaceStop stop = new StopMessage.PlaceStop(new StopId(HOUSE, 4), new StopSubject.OfMember("cedar"));
        samples.put(
                "desk.stop-placed",
                new DeskEvent.StopPlaced(stop, List.of(3L), List.of(CEDAR), Optional.of(NOW), ACKNOWLEDGED));
        samples.put("desk.stop-lifted", new DeskEvent.StopLifted(new StopMessage.LiftStop(stop.id()), ACKNOWLEDGED));
        samples.put("desk.acknowledgements-noted", new DeskEvent.AcknowledgementsNoted(ACKNOWLEDGED));
    }

    private static DeskEvent unfilled(DeskEvent.Stage stage) {
        Order order = new Order(FIR, 4, OIL, Lots.of(5), Optional.empty(), MARK, USD.amount("-12.00"));
        return new DeskEvent.OrderWorked(
                order, "fir", List.of(), USD.zero(), USD.zero(), stage, NOW, NOW, List.of(), ACKNOWLEDGED);
    }

    private static void auction(Map<String, Object> samples) {
        samples.put(
                "auction.opened",
                new AuctionEvent.Opened(new AuctionMessage.OpenAuction(
                        EntityId.of(EntityKind.AUCTION, "1:CLK0"),
                        EntityId.of(EntityKind.EPISODE, "1"),
                        OIL,
                        new TreeMap<>(Map.of(INVENTORY, Lots.of(80))),
                        MARK,
                        Optional.of(OIL.price("17.11")),
                        NOW)));
        Fill fill = new Fill(3, HAZEL, "hazel", Lots.of(20), OIL.price("20.50"));
        Entry entry = sold("award:1:1", INVENTORY, Purpose.AUCTION);
        TreeMap<EntityId, List<AuctionMessage.Sold>> sold =
                new TreeMap<>(Map.of(INVENTORY, List.of(new AuctionMessage.Sold(Lots.of(-20), OIL.price("20.50")))));
        samples.put(
                "auction.awarded",
                new AuctionEvent.Awarded(List.of(fill), List.of(4L), sold, List.of(entry), 1, NOW, ACKNOWLEDGED));
        samples.put(
                "auction.awarded.whole",
                new AuctionEvent.Awarded(List.of(fill), List.of(), sold, List.of(entry), 0, NOW, ACKNOWLEDGED));
        samples.put("auction.award-continued", new AuctionEvent.AwardContinued(List.of(entry), 0, ACKNOWLEDGED));
        samples.put("auction.acknowledgements-noted", new AuctionEvent.AcknowledgementsNoted(ACKNOWLEDGED));
    }

    private static Entry sold(String id, EntityId giver, Purpose purpose) {
        LotsLeg bought = LotsLeg.trade(OIL, Lots.of(20), Mark.of(OIL.price("20.50")));
        return Entry.of(
                id,
                purpose,
                Posting.of(giver, bought.opposite()),
                Posting.of(HAZEL, bought).consuming(3));
    }
}
