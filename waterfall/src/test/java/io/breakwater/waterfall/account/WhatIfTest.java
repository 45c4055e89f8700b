package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.account.AccountReply.Judgement;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would be is what then is, and asking for it writes nothing: 100 lots at 25.00, 800,000 cash, initial 737,000. */
class WhatIfTest {

    private static final String CLIENT = "alfa.c1";

    private final TestHouse house = new TestHouse(new Carrier(new Generator(7), Faults.NONE));
    private final Market market = new Market(CallPolicy.clearingClient(Duration.ofSeconds(60)));

    @BeforeEach
    void holdOneHundredLots() {
        house.open(CLIENT, AccountKind.CLIENT);
        rest();
        house.deposit(CLIENT, USD.amount("800000"));
        trade(100, "25.00");
        judge(market.settle("25.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "25.00, 63000.00, granted, 0.00",
        "25.00, 40000.00, granted, 23000.00",
        "25.00, 63000.01, INSUFFICIENT_EXCESS, 63000.00",
        "24.90, 53000.01, INSUFFICIENT_EXCESS, 53000.00",
        "26.00, 63000.00, granted, 0.00",
    })
    void aWithdrawalIsWeighedAsItIsDecided(String mark, String amount, String answer, String after) {
        judge(market.mark(mark));
        long before = house.account(CLIENT).number();
        Reserved money = new Reserved.MoneyHeld(USD.amount(amount));
        AccountReply.Weighed weighed = weighed(money);
        assertThat(weighed.refusal().map(Enum::name).orElse("granted")).isEqualTo(answer);
        assertThat(weighed.withdrawableAfter()).isEqualTo(USD.amount(after));
        assertThat(house.account(CLIENT).number()).as("nothing is written").isEqualTo(before);
        assertThat(house.account(CLIENT).holds().live().isEmpty())
                .as("nothing is held")
                .isTrue();
        tell(new HoldMessage.AskHold(TestHouse.id(CLIENT), new Hold(new HoldId(TestHouse.MARKET, 1), List.of(money))));
        assertThat(house.events(CLIENT, AccountEvent.HoldGranted.class)).hasSize(answer.equals("granted") ? 1 : 0);
    }

    @Test
    void withoutAFreshPriceNothingIsSaidButThatOneIsNeeded() {
        house.carrier.run(HoldTurn.FRESH.plusSeconds(1));
        int said = house.carrier.replies().size();
        tell(new AccountInput.WouldHold(Optional.empty(), List.of(new Reserved.MoneyHeld(USD.amount("1")))));
        assertThat(house.carrier.replies().subList(said, house.carrier.replies().size()))
                .containsExactly(new AccountReply.NeedsJudging(TestHouse.id(CLIENT)));
    }

    @Test
    void anotherMemberIsToldNothing() {
        tell(new AccountInput.WouldHold(Optional.of("bravo"), List.of(new Reserved.MoneyHeld(USD.amount("1")))));
        assertThat(last()).isEqualTo(new AccountReply.Refused(AccountRejection.NOT_YOURS));
        tell(new AccountInput.Estimate(Optional.of("bravo"), new TreeMap<>(), USD.zero()));
        assertThat(last()).isEqualTo(new AccountReply.Refused(AccountRejection.NOT_YOURS));
    }

    @ParameterizedTest
    @CsvSource({"8", "-8", "-100", "-150", "40"})
    void theRequirementOfATradeIsThatAfterIt(long lots) {
        AccountReply.Estimate estimate = estimate(lots, "24.50", "0");
        judge(market.mark("25.00"));
        AccountReply.Margining now = shown();
        assertThat(estimate.now().requirement()).isEqualTo(now.requirement());
        trade(lots, "24.50");
        judge(market.mark("25.00"));
        AccountReply.Margining then = shown();
        assertThat(estimate.then().requirement()).isEqualTo(then.requirement());
        assertThat(estimate.then().equity()).isEqualTo(then.equity());
        assertThat(estimate.then().withdrawable()).isEqualTo(then.withdrawable());
    }

    @ParameterizedTest
    @CsvSource({
        // maintenance 6,700 a lot, initial 7,370
        "0, 0, REST, 0.00",
        "19, 0, REST, 0.00",
        "20, 0, CALL, 84400.00",
        "0, -130000, REST, 0.00",
        "0, -130000.01, CALL, 67000.01",
        "20, 84400, REST, 0.00",
    })
    void theCallThatWouldFollowIsTheOneThatFollows(long lots, String cash, Judgement judgement, String call) {
        AccountReply.Estimate estimate = estimate(lots, "25.00", cash);
        assertThat(estimate.judgement()).isEqualTo(judgement);
        assertThat(estimate.call()).isEqualTo(USD.amount(call));
        if (USD.amount(cash).isZero() && lots != 0) {
            trade(lots, "25.00");
            judge(market.settle("25.00"));
            Money asked = house.account(CLIENT)
                    .standing()
                    .openCall()
                    .map(open -> open.asked().total())
                    .orElseGet(USD::zero);
            assertThat(asked).isEqualTo(estimate.call());
        }
    }

    @Test
    void anAccountUnderCallIsToldWhatWouldRaiseIt() {
        judge(market.settle("23.00"));
        AccountReply.Estimate same = estimate(0, "23.00", "0");
        AccountReply.Estimate more = estimate(1, "23.00", "0");
        assertThat(same.judgement()).isEqualTo(Judgement.REST);
        assertThat(more.judgement()).isEqualTo(Judgement.RAISE);
        assertThat(more.call()).isEqualTo(USD.amount("7370.00"));
    }

    @Test
    void lotsThatNobodyMayTradeAtOnceAreRefused() {
        tell(new AccountInput.Estimate(Optional.empty(), changes(Long.MAX_VALUE, "25.00"), USD.zero()));
        assertThat(last()).isEqualTo(new AccountReply.Refused(AccountRejection.OUT_OF_BOUNDS));
    }

    private AccountReply.Weighed weighed(Reserved... reserved) {
        tell(new AccountInput.WouldHold(Optional.of("alfa"), List.of(reserved)));
        return (AccountReply.Weighed) last();
    }

    private AccountReply.Estimate estimate(long lots, String price, String cash) {
        long before = house.account(CLIENT).number();
        tell(new AccountInput.Estimate(
                Optional.of("alfa"), lots == 0 ? new TreeMap<>() : changes(lots, price), USD.amount(cash)));
        assertThat(house.account(CLIENT).number()).as("nothing is written").isEqualTo(before);
        return (AccountReply.Estimate) last();
    }

    private static SortedMap<InstrumentId, AccountInput.Change> changes(long lots, String price) {
        SortedMap<InstrumentId, AccountInput.Change> changes = new TreeMap<>();
        changes.put(CLK0.id(), new AccountInput.Change(Lots.of(lots), Optional.of(CLK0.price(price))));
        return changes;
    }

    private AccountReply.Margining shown() {
        tell(new AccountInput.Read(Optional.empty(), new TreeMap<>()));
        return ((AccountReply.View) last()).margining().orElseThrow();
    }

    private Message last() {
        List<Message> replies = house.carrier.replies();
        return replies.get(replies.size() - 1);
    }

    private void trade(long lots, String price) {
        house.book(
                CLIENT,
                Purpose.TRADE,
                Posting.of(TestHouse.id(CLIENT), LotsLeg.trade(CLK0, Lots.of(lots), Mark.of(CLK0.price(price)))));
        rest();
    }

    private void judge(RiskFacts facts) {
        house.judge(CLIENT, facts);
        rest();
    }

    private void tell(Message message) {
        house.carrier.tell(TestHouse.id(CLIENT), message);
        rest();
    }

    private void rest() {
        house.carrier.run(Duration.ofMillis(50));
    }
}
