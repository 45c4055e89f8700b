package io.breakwater.node.serialization;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.CallChange;
import io.breakwater.waterfall.account.CallPaid;
import io.breakwater.waterfall.account.CallTerms;
import io.breakwater.waterfall.account.HoldRefusal;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.account.Uncollected;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketEvent;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.CallAmounts;
import io.breakwater.waterfall.call.CallIncrease;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.catalogue.CatalogueEvent;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.payouts.PayoutOutcome;
import io.breakwater.waterfall.payouts.PayoutRejection;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.price.PriceEvent;
import io.breakwater.waterfall.price.Quote;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.trades.RefusedTrade;
import io.breakwater.waterfall.trades.Trade;
import io.breakwater.waterfall.trades.TradeRejection;
import io.breakwater.waterfall.trades.TradesEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One event of every type, and more where a type has shapes; each is the content of the golden file of its name. */
final class JournalSamples {

    private static final Currency USD = Currency.of("USD", 2);
    private static final InstrumentId CLK0 = InstrumentId.of("CLK0");
    private static final Instrument OIL = Instrument.of(CLK0, USD, "0.01", "1000", PriceBand.ofTicks(500));
    private static final LocalDate DAY = LocalDate.parse("2020-04-14");
    private static final BusinessTime AT = new BusinessTime(DAY, LocalDateTime.parse("2020-04-14T14:30"));
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00.250Z");
    private static final EntityId ALDER = EntityId.of(EntityKind.ACCOUNT, "alder.house");
    private static final EntityId DOGWOOD = EntityId.of(EntityKind.ACCOUNT, "dogwood.house");
    private static final EntityId EXTERNAL = EntityId.of(EntityKind.ACCOUNT, "external:main");
    private static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    private static final EntityId TRADES = EntityId.of(EntityKind.TRADES, "nymex:may20");
    private static final EntityId PAYOUTS = EntityId.of(EntityKind.PAYOUTS, "17");
    private static final AssetId BILLS = AssetId.of("T-BILL");
    private static final RequestId REQUEST = new RequestId("019377a5-0000-7000-8000-000000000001");
    private static final String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final List<Acknowledgement> ACKNOWLEDGED = List.of(new Acknowledgement(ALDER, 7));
    private static final FixedMargin MARGIN = new FixedMargin(new TreeMap<>(
            Map.of(LocalDate.parse("2020-04-07"), new MarginLevels(USD.amount("6700.00"), USD.amount("7370.00")))));
    private static final CollateralTerms BILL_TERMS = CollateralTerms.of(BILLS, USD.amount("1.00"), Haircut.percent(2));
    private static final CallPolicy POLICY = CallPolicy.clearingClient(Duration.ofSeconds(8));
    private static final Mark MARK = Mark.of(OIL.price("20.11"));
    private static final Settlement SETTLEMENT = new Settlement(4, DAY, OIL.price("20.11"), 0, false);
    private static final AccountFigures FIGURES =
            AccountFigures.of(USD.amount("607500.00"), USD.amount("98000.00"), USD.zero());
    private static final CallReason REASON = new CallReason(
            9, CallReason.Occasion.SETTLEMENT, FIGURES, USD.amount("1005000.00"), USD.amount("1105500.00"));
    private static final MarginCall CALL =
            MarginCall.issue(2, new CallAmounts(USD.amount("400000.00"), USD.amount("1000.00")), REASON, POLICY, NOW);
    private static final CallTerms TERMS =
            new CallTerms(POLICY, new TreeMap<>(Map.of(BILLS, BILL_TERMS)), new TreeSet<>(List.of(BANK)));
    private static final Leg.LotsLeg BOUGHT = Leg.LotsLeg.trade(OIL, Lots.of(3), MARK);
    private static final Position POSITION = Position.none(USD).book(BOUGHT).after();
    private static final Requirement REQUIREMENT =
            Requirement.of(USD, List.of(MARGIN.requirement(OIL, Lots.of(150), MARK, DAY)));
    private static final Entry TRADE =
            Entry.of("1.t-1", Purpose.TRADE, Posting.of(ALDER, BOUGHT), Posting.of(DOGWOOD, BOUGHT.opposite()));
    private static final Entry PAYOUT = Entry.of(
            "payout-5",
            Purpose.PAYOUT,
            Posting.of(ALDER, new Leg.MoneyLeg(USD.amount("-100.00"))).consuming(5),
            Posting.of(EntityId.of(EntityKind.ACCOUNT, "transit:17"), new Leg.MoneyLeg(USD.amount("100.00"))));
    private static final StopMessage.PlaceStop STOP = new StopMessage.PlaceStop(
            new StopId(EntityId.of(EntityKind.EPISODE, "1"), 3), new StopSubject.OfInstrument(CLK0));
    private static final StopMessage.LiftStop LIFT = new StopMessage.LiftStop(STOP.id());
    private static final PayoutId PAYOUT_ID = new PayoutId(17, 5);
    private static final PayoutMessage.Settle SETTLE =
            new PayoutMessage.Settle(BANK, EXTERNAL, 12, PAYOUT_ID, ALDER, USD.amount("100.00"), PayoutOutcome.PAID);

    private JournalSamples() {}

    /** Golden file name to event. */
    static Map<String, Object> all() {
        Map<String, Object> samples = new TreeMap<>();
        account(samples);
        calls(samples);
        holds(samples);
        LiquidationSamples.put(samples);
        BidSamples.put(samples);
        EpisodeSamples.put(samples);
        bank(samples);
        bucket(samples);
        catalogue(samples);
        HouseSamples.addTo(samples);
        payouts(samples);
        prices(samples);
        trades(samples);
        return samples;
    }

    private static void account(Map<String, Object> samples) {
        samples.put("account.opened", new AccountEvent.Opened(new AccountTerms("alder", AccountKind.HOUSE, USD)));
        AccountEvent.FromSource trades = new AccountEvent.FromSource(
                TRADES,
                List.of(new Delivery(3, 0, List.of(new Booking("1.t-1", Purpose.TRADE, Posting.of(ALDER, BOUGHT))))),
                new io.breakwater.waterfall.posting.Mark(3, "1.t-1"));
        AccountEvent.FromSource lodged = new AccountEvent.FromSource(
                BANK,
                List.of(new Delivery(
                        8,
                        0,
                        List.of(new Booking(
                                "line-8",
                                Purpose.COLLATERAL_LODGED,
                                Posting.of(ALDER, new Leg.AssetLeg(BILLS, 100_000), moneyLeg("5.00")))))),
                new io.breakwater.waterfall.posting.Mark(8, "line-8"));
        samples.put(
                "account.posted",
                new AccountEvent.Posted(
                        List.of(trades, lodged),
                        2,
                        new TreeMap<>(Map.of(CLK0, USD.amount("-12.50"))),
                        new TreeMap<>(Map.of(USD, USD.amount("8400000.00"))),
                        new TreeMap<>(Map.of(BILLS, 100_000L)),
                        new TreeMap<>(Map.of(CLK0, POSITION)),
                        Optional.of(new CallPaid(
                                CALL.payCash(USD.amount("5.00")).call(), USD.amount("5.00"), USD.zero()))));
        samples.put(
                "account.request-voided", new AccountEvent.RequestVoided("member/alder", REQUEST, Optional.of(NOW)));
    }

    private static void calls(Map<String, Object> samples) {
        judged(samples, "unchanged", new CallChange.Unchanged());
        judged(samples, "issued", new CallChange.Issued(CALL, TERMS));
        CallIncrease increase = new CallIncrease(new CallAmounts(USD.amount("10.00"), USD.zero()), USD.amount("2.00"));
        judged(
                samples,
                "raised",
                new CallChange.Raised(CALL.raise(increase, REASON, POLICY, NOW), increase, REASON, TERMS));
        judged(samples, "released", new CallChange.Released(CALL.cancel(), REASON));
        judged(samples, "closed-out", new CallChange.ClosedOut(REASON, Optional.of(CALL.cancel())));
        samples.put(
                "account.call-acknowledged",
                new AccountEvent.CallAcknowledged(
                        CALL.acknowledge(), "member/alder", REQUEST, DIGEST, 14, Optional.of(NOW)));
        Outage outage = new Outage("2026-11-20T09:00:01Z", NOW.plusSeconds(1), NOW.plusSeconds(61));
        samples.put(
                "account.call-extended",
                new AccountEvent.CallExtended(CALL.extend(outage, POLICY), List.of(outage), NOW.plusSeconds(70)));
        samples.put(
                "account.call-expired",
                new AccountEvent.CallExpired(
                        CALL.expire(),
                        CALL.unpaid(),
                        NOW.plusSeconds(8),
                        new HouseInstant(NOW.plusSeconds(9), Duration.ofMillis(260)),
                        new TreeMap<>(Map.of(BANK, 8L)),
                        CallPolicy.AfterExpiry.LIQUIDATION));
    }

    private static void judged(Map<String, Object> samples, String name, CallChange change) {
        samples.put(
                "account.judged." + name,
                new AccountEvent.Judged(
                        9,
                        AT,
                        List.of(new AccountEvent.Settled(
                                CLK0, SETTLEMENT, Lots.of(150), USD.amount("3361500.00"), USD.amount("-345000.00"))),
                        new TreeMap<>(Map.of(USD, USD.amount("607500.00"))),
                        new TreeMap<>(Map.of(CLK0, POSITION)),
                        FIGURES,
                        REQUIREMENT,
                        Optional.of(new Uncollected(USD.amount("-345000.00"))),
                        change));
    }

    private static void holds(Map<String, Object> samples) {
        HoldId id = new HoldId(PAYOUTS, 5);
        samples.put(
                "account.hold-granted",
                new AccountEvent.HoldGranted(
                        new Hold(
                                id,
                                List.of(
                                        new Hold.Reserved.MoneyHeld(USD.amount("100.00")),
                                        new Hold.Reserved.LotsHeld(CLK0, Lots.of(-2)),
                                        new Hold.Reserved.RoomHeld(CLK0, Lots.of(4)))),
                        9,
                        USD.amount("2500.00")));
        samples.put("account.hold-refused", new AccountEvent.HoldRefused(id, HoldRefusal.ACCOUNT_UNKNOWN));
        samples.put("account.hold-released", new AccountEvent.HoldReleased(id));
    }

    private static void bank(Map<String, Object> samples) {
        Entry deposit = Entry.of(
                "line-1",
                Purpose.DEPOSIT,
                Posting.of(ALDER, moneyLeg("8400000.00")),
                Posting.of(EXTERNAL, moneyLeg("-8400000.00")));
        samples.put(
                "bank.lines-recorded",
                new BankEvent.LinesRecorded(
                        1,
                        List.of(
                                new StatementLine.Deposit(ALDER, USD.amount("8400000.00")),
                                new StatementLine.CollateralLodged(ALDER, BILLS, 2_000_000),
                                new StatementLine.PayoutPaid(PAYOUT_ID, ALDER, USD.amount("100.00")),
                                new StatementLine.PayoutFailed(PAYOUT_ID, ALDER, USD.amount("100.00"))),
                        List.of(deposit),
                        ACKNOWLEDGED));
        samples.put(
                "bank.lines-recorded.collateral-sold",
                new BankEvent.LinesRecorded(
                        5,
                        List.of(new StatementLine.CollateralSold(ALDER, BILLS, 100, USD.amount("99.95"))),
                        List.of(),
                        ACKNOWLEDGED));
        samples.put("bank.flushed", new BankEvent.Flushed(ALDER, "2", 8, ACKNOWLEDGED));
        samples.put(
                "bank.payout-told",
                new BankEvent.PayoutTold(
                        new PayoutMessage.Settled(PAYOUTS, BANK, 12, PayoutMessage.Verdict.BOOKED), ACKNOWLEDGED));
        samples.put("bank.acknowledgements-noted", new BankEvent.AcknowledgementsNoted(ACKNOWLEDGED));
    }

    private static void bucket(Map<String, Object> samples) {
        Outage outage = new Outage("2026-11-20T09:00:00Z", NOW, NOW.plusSeconds(60));
        BucketEvent.Heartbeat heartbeat = new BucketEvent.Heartbeat(NOW, Optional.of(outage));
        samples.put("bucket.account-opened", new BucketEvent.AccountOpened(ALDER, "alder", AccountKind.HOUSE));
        samples.put("bucket.house-account-named", new BucketEvent.HouseAccountNamed("alder", ALDER));
        samples.put("bucket.account-closed", new BucketEvent.AccountClosed(ALDER));
        samples.put(
                "bucket.enlisted",
                new BucketEvent.Enlisted(ALDER, new Enlistment(4, Optional.of(NOW), true), Optional.of(heartbeat)));
        samples.put("bucket.delisted", new BucketEvent.Delisted(ALDER, 6));
        samples.put("bucket.heartbeat-kept", new BucketEvent.HeartbeatKept(heartbeat));
        samples.put("bucket.outage-recorded", new BucketEvent.OutageRecorded(outage));
    }

    private static void catalogue(Map<String, Object> samples) {
        samples.put("catalogue.instrument-listed.fixed", new CatalogueEvent.InstrumentListed(new Listing(OIL, MARGIN)));
        BracketTier small = new BracketTier(USD.zero(), Ratio.of(1, 200), Ratio.of(1, 100));
        BracketTier large = new BracketTier(USD.amount("50000.00"), Ratio.of(1, 100), Ratio.of(1, 50));
        samples.put(
                "catalogue.instrument-listed.bracket",
                new CatalogueEvent.InstrumentListed(
                        new Listing(OIL.startingFrom(OIL.price("20.00")), BracketMargin.of(List.of(small, large)))));
        samples.put(
                "catalogue.terms-set",
                new CatalogueEvent.TermsSet(new ServiceTerms(
                        USD,
                        new TreeMap<>(Map.of(
                                AccountKind.CLIENT,
                                POLICY,
                                AccountKind.DIRECT,
                                CallPolicy.venueDirect(Duration.ofSeconds(8)))),
                        new TreeSet<>(List.of(BANK)))));
        samples.put("catalogue.collateral-accepted", new CatalogueEvent.CollateralAccepted(BILL_TERMS));
    }

    private static void payouts(Map<String, Object> samples) {
        samples.put(
                "payouts.requested",
                new PayoutsEvent.Requested(
                        "member/alder",
                        REQUEST,
                        DIGEST,
                        "alder",
                        ALDER,
                        USD.amount("100.00"),
                        Optional.of(NOW),
                        ACKNOWLEDGED));
        samples.put(
                "payouts.taken-off",
                new PayoutsEvent.TakenOff(PAYOUT_ID, List.of(PAYOUT), Optional.of(NOW), ACKNOWLEDGED));
        samples.put(
                "payouts.declined",
                new PayoutsEvent.Declined(
                        PAYOUT_ID,
                        PayoutRejection.HOLD_REFUSED,
                        "INSUFFICIENT",
                        false,
                        Optional.of(NOW),
                        ACKNOWLEDGED));
        samples.put("payouts.hold-returned", new PayoutsEvent.HoldReturned(ALDER, 5, ACKNOWLEDGED));
        samples.put("payouts.settled", new PayoutsEvent.Settled(SETTLE, List.of(PAYOUT), ACKNOWLEDGED));
        samples.put("payouts.settlement-disputed", new PayoutsEvent.SettlementDisputed(SETTLE, ACKNOWLEDGED));
        samples.put(
                "payouts.request-voided",
                new PayoutsEvent.RequestVoided("member/alder", REQUEST, Optional.of(NOW), ACKNOWLEDGED));
        samples.put("payouts.stop-placed", new PayoutsEvent.StopPlaced(STOP, ACKNOWLEDGED));
        samples.put("payouts.stop-lifted", new PayoutsEvent.StopLifted(LIFT, ACKNOWLEDGED));
        samples.put("payouts.acknowledgements-noted", new PayoutsEvent.AcknowledgementsNoted(ACKNOWLEDGED));
    }

    private static void prices(Map<String, Object> samples) {
        samples.put(
                "price.judged",
                new PriceEvent.Judged(
                        "nymex",
                        5,
                        AT,
                        new TreeMap<>(Map.of(CLK0, new Quote(MARK, Quote.Kind.SETTLEMENT))),
                        new TreeMap<>(Map.of(CLK0, PriceBand.Verdict.INSIDE)),
                        9,
                        new TreeMap<>(Map.of(CLK0, MARK)),
                        new TreeMap<>(Map.of(CLK0, SETTLEMENT))));
    }

    private static void trades(Map<String, Object> samples) {
        Trade refused = new Trade("t-2", InstrumentId.of("CLM0"), ALDER, DOGWOOD, 3, "26.42");
        samples.put(
                "trades.trades-registered",
                new TradesEvent.TradesRegistered(
                        1,
                        DIGEST,
                        List.of(TRADE),
                        List.of(new RefusedTrade(1, refused, TradeRejection.INSTRUMENT_UNKNOWN)),
                        ACKNOWLEDGED));
        samples.put("trades.stop-placed", new TradesEvent.StopPlaced(STOP, ACKNOWLEDGED));
        samples.put(
                "trades.stop-placed.account",
                new TradesEvent.StopPlaced(
                        new StopMessage.PlaceStop(STOP.id(), new StopSubject.OfAccount(ALDER)), ACKNOWLEDGED));
        samples.put(
                "trades.stop-placed.member",
                new TradesEvent.StopPlaced(
                        new StopMessage.PlaceStop(STOP.id(), new StopSubject.OfMember("alder")), ACKNOWLEDGED));
        samples.put("trades.stop-lifted", new TradesEvent.StopLifted(LIFT, ACKNOWLEDGED));
        samples.put("trades.acknowledgements-noted", new TradesEvent.AcknowledgementsNoted(ACKNOWLEDGED));
    }

    private static Leg.MoneyLeg moneyLeg(String amount) {
        return new Leg.MoneyLeg(USD.amount(amount));
    }
}
