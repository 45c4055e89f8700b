package io.breakwater.waterfall.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.breakwater.waterfall.bank.Bank;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankMemory;
import io.breakwater.waterfall.bank.BankRules;
import io.breakwater.waterfall.bank.PayoutNotices;
import io.breakwater.waterfall.bank.Statement;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bidding.BidBook;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.desk.Desk;
import io.breakwater.waterfall.desk.DeskEvent;
import io.breakwater.waterfall.desk.DeskInput;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.desk.DeskRules;
import io.breakwater.waterfall.desk.DeskTerms;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.payouts.PayoutOutcome;
import io.breakwater.waterfall.payouts.PayoutRules;
import io.breakwater.waterfall.payouts.Payouts;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.payouts.PayoutsInput;
import io.breakwater.waterfall.payouts.PayoutsMemory;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.trades.Trade;
import io.breakwater.waterfall.trades.TradeRules;
import io.breakwater.waterfall.trades.TradeStream;
import io.breakwater.waterfall.trades.TradesEvent;
import io.breakwater.waterfall.trades.TradesInput;
import io.breakwater.waterfall.trades.TradingView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The states of sources stay below one mebibyte when everything that is bounded is full. */
class SourcesSizeTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final int MEBIBYTE = 1 << 20;
    private static final Money AMOUNT = Currency.of("USD", 2).minor(123_456_789);

    @Test
    void aStreamWhoseEveryTradeIsRefused() throws JsonProcessingException {
        Alone<TradeStream, OutboxMemory, TradesInput, TradesEvent> stream =
                new Alone<>(EntityId.of(EntityKind.TRADES, "venue:main"), new TradeRules(Keys.FIXED));
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < TradesInput.SubmitTrades.TRADES; i++) {
            trades.add(new Trade("T" + i, InstrumentId.of("NONE"), account("A"), account("B"), 1, "1"));
        }
        TradingView nothing = new TradingView(new TreeMap<>(Map.of()), new TreeMap<>(Map.of()));
        for (long sequence = 1; sequence <= TradeStream.REMEMBERED; sequence++) {
            stream.ask(new TradesInput.SubmitTrades(sequence, trades, nothing));
        }
        assertThat(stream.state().recent()).hasSize(TradeStream.REMEMBERED);
        assertThat(JSON.writeValueAsBytes(stream.state())).hasSizeLessThan(MEBIBYTE);
        assertThat(JSON.writeValueAsBytes(stream.journal().get(0))).hasSizeLessThan(MEBIBYTE);
    }

    @Test
    void aBankWithAFullStatementOfWhichNobodyHasBeenTold() throws JsonProcessingException {
        Alone<Bank, BankMemory, BankInput, BankEvent> bank =
                new Alone<>(EntityId.of(EntityKind.BANK, "main"), new BankRules());
        for (long line = 1; line <= Statement.REMEMBERED; line++) {
            StatementLine content =
                    new StatementLine.PayoutPaid(new PayoutId(200, line), account("CLIENT-1234"), AMOUNT);
            bank.ask(new BankInput.RecordLines(line, List.of(content)));
            if (line <= Statement.REMEMBERED - PayoutNotices.OWED) {
                bank.ask(new BankInput.PayoutSettled(new PayoutMessage.Settled(
                        new PayoutId(200, line).entity(),
                        EntityId.of(EntityKind.BANK, "main"),
                        line,
                        PayoutMessage.Verdict.BOOKED)));
            }
        }
        assertThat(bank.state().statement().recent()).hasSize(Statement.REMEMBERED);
        assertThat(bank.state().notices().owed()).hasSize(PayoutNotices.OWED);
        assertThat(JSON.writeValueAsBytes(bank.state())).hasSizeLessThan(MEBIBYTE);
    }

    @Test
    void payoutsWithEverythingFull() throws JsonProcessingException {
        EntityId self = PayoutId.entityOf(account("CLIENT-0"));
        Alone<Payouts, PayoutsMemory, PayoutsInput, PayoutsEvent> payouts = new Alone<>(self, new PayoutRules());
        int declined = Payouts.RECEIPTS - Payouts.SETTLED - Payouts.OPEN;
        for (int request = 0; request < declined; request++) {
            withdraw(payouts, request);
            holds(payouts)
                    .forEach((line, entered) -> payouts.ask(new PayoutsInput.Refused(new HoldMessage.HoldRefused(
                            line.account(), entered.hold().id(), "NOT_IN_GOOD_STANDING"))));
        }
        for (int request = declined; request < declined + Payouts.SETTLED; request++) {
            withdraw(payouts, request);
            holds(payouts)
                    .forEach((line, entered) -> payouts.ask(
                            new PayoutsInput.Granted(new HoldMessage.HoldGranted(line.account(), entered.hold()))));
        }
        long line = 1;
        for (var payout : List.copyOf(payouts.state().open().values())) {
            payouts.ask(new PayoutsInput.Settle(new PayoutMessage.Settle(
                    EntityId.of(EntityKind.BANK, "main"),
                    account("external:main"),
                    line++,
                    payout.id(),
                    payout.account(),
                    payout.amount(),
                    PayoutOutcome.PAID)));
        }
        for (int request = declined + Payouts.SETTLED; request < Payouts.RECEIPTS; request++) {
            withdraw(payouts, request);
        }
        long events = payouts.state().number();
        withdraw(payouts, Payouts.RECEIPTS);
        assertThat(payouts.state().number()).isEqualTo(events);
        for (int request = Payouts.RECEIPTS; request < Receipts.PER_ENTITY; request++) {
            payouts.tell(new PayoutsInput.ReadStatus(id(request)), "member/MEMBER-" + request % 20);
        }
        assertThat(payouts.state().receipts().voided(Optional.empty())).isEqualTo(Receipts.VOIDED_PER_ENTITY);
        assertThat(payouts.state().settled()).hasSize(Payouts.SETTLED);
        assertThat(payouts.state().open()).hasSize(Payouts.OPEN);
        assertThat(JSON.writeValueAsBytes(payouts.state())).hasSizeLessThan(MEBIBYTE);
    }

    @Test
    void aDeskWithEverythingFull() throws JsonProcessingException {
        Instrument oil =
                Instrument.of(InstrumentId.of("CLK0"), AMOUNT.currency(), "0.01", "1000", PriceBand.ofTicks(500));
        Alone<Desk, BookMemory, DeskInput, DeskEvent> desk =
                new Alone<>(EntityId.of(EntityKind.DESK, "CLK0"), new DeskRules(Keys.FIXED));
        desk.ask(new DeskInput.SetTerms(new DeskTerms(oil, AMOUNT, account("insurance-fund"), Duration.ofDays(2))));
        for (int order = 0; order < Desk.DONE + 10; order++) {
            if (order == Desk.DONE - Desk.OPEN) {
                desk.ask(new DeskInput.LiftStop(new StopMessage.LiftStop(stop(1).id())));
            } else if (order == 0) {
                desk.ask(new DeskInput.PlaceStop(stop(1)));
            }
            Order wanted = new Order(
                    account("CLIENT-" + order),
                    order + 1L,
                    oil,
                    Lots.of(-30),
                    Optional.of(oil.price("19.50")),
                    Mark.of(oil.price("20.11")),
                    AMOUNT);
            desk.ask(new DeskInput.Place(new DeskMessage.PlaceOrder(wanted, "MEMBER-01", 0)));
        }
        for (int request = 0; request <= BidBook.BIDS; request++) {
            BidInput bid = new BidInput.RequestBid(
                    Optional.of("MEMBER-02"),
                    Optional.of("MEMBER-02"),
                    id(request),
                    account("CLIENT-" + request),
                    Lots.of(20),
                    oil.price("20.50"));
            desk.tell(new DeskInput.Bidding(bid), "member/MEMBER-" + request % 5);
        }
        for (int request = BidBook.BIDS; request < Receipts.PER_ENTITY; request++) {
            desk.tell(new DeskInput.Bidding(new BidInput.ReadStatus(id(request))), "member/MEMBER-" + request % 20);
        }
        assertThat(desk.state().book().receipts().voided(Optional.empty())).isEqualTo(BidBook.VOIDED);
        assertThat(desk.state().open()).hasSize(Desk.OPEN);
        assertThat(desk.state().done()).hasSize(Desk.DONE - Desk.OPEN);
        assertThat(desk.state().book().bids()).hasSize(BidBook.BIDS);
        assertThat(JSON.writeValueAsBytes(desk.state())).hasSizeLessThan(MEBIBYTE);
    }

    private static StopMessage.PlaceStop stop(long number) {
        return new StopMessage.PlaceStop(
                new StopId(EntityId.of(EntityKind.HOUSE, "main"), number), new StopSubject.OfMember("MEMBER-01"));
    }

    private static Map<HoldBook.Line, HoldBook.Entered> holds(
            Alone<Payouts, PayoutsMemory, PayoutsInput, PayoutsEvent> payouts) {
        return payouts.state().holds().lines();
    }

    private static void withdraw(Alone<Payouts, PayoutsMemory, PayoutsInput, PayoutsEvent> payouts, int request) {
        PayoutsInput input = new PayoutsInput.RequestWithdrawal(
                Optional.of("MEMBER-01"), Optional.of("MEMBER-01"), id(request), account("CLIENT-" + request), AMOUNT);
        payouts.tell(input, "member/MEMBER-" + request % 5);
    }

    private static RequestId id(int request) {
        return new RequestId(String.format("01719a00-0000-7000-8000-%012x", request));
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }
}
