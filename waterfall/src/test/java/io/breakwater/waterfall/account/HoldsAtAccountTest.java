package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds at one account: 100 lots at 25.00, 800,000 cash, initial 737,000; so 63,000 may leave at 25.00. */
class HoldsAtAccountTest {

    private static final String CLIENT = "alfa.c1";

    private final TestHouse house = new TestHouse(new Carrier(new Generator(7), Faults.NONE));
    private final Market market = new Market(CallPolicy.clearingClient(Duration.ofSeconds(60)));

    @BeforeEach
    void holdOneHundredLots() {
        house.open(CLIENT, AccountKind.CLIENT);
        rest();
        house.deposit(CLIENT, USD.amount("800000"));
        book(Posting.of(TestHouse.id(CLIENT), LotsLeg.trade(CLK0, Lots.of(100), Mark.of(CLK0.price("25.00")))));
        judge(market.settle("25.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "25.00, 63000.00, granted",
        "25.00, 63000.01, INSUFFICIENT_EXCESS",
        "26.00, 63000.00, granted",
        "26.00, 63000.01, INSUFFICIENT_EXCESS",
        "24.90, 53000.00, granted",
        "24.90, 53000.01, INSUFFICIENT_EXCESS",
        "24.00, 0.01, INSUFFICIENT_EXCESS",
    })
    void moneyIsHeldUpToWhatMayLeave(String mark, String amount, String answer) {
        judge(market.mark(mark));
        ask(1, new Reserved.MoneyHeld(USD.amount(amount)));
        assertThat(answer(1)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "100, granted",
        "101, LOTS_NOT_THERE",
        "-1, LOTS_NOT_THERE",
    })
    void ownLotsAreHeldOnce(long lots, String answer) {
        ask(1, new Reserved.LotsHeld(CLK0.id(), Lots.of(lots)));
        assertThat(answer(1)).isEqualTo(answer);
        ask(2, new Reserved.LotsHeld(CLK0.id(), Lots.of(1)));
        assertThat(answer(2)).isEqualTo(answer.equals("granted") ? "LOTS_NOT_THERE" : "granted");
    }

    @ParameterizedTest
    @CsvSource({
        "8, granted",
        "9, INSUFFICIENT_EXCESS",
        "-108, granted",
        "-208, granted",
        "-209, INSUFFICIENT_EXCESS",
    })
    void roomIsHeldWhileTheRequirementWithItIsCovered(long lots, String answer) {
        ask(1, new Reserved.RoomHeld(CLK0.id(), Lots.of(lots)));
        assertThat(answer(1)).isEqualTo(answer);
    }

    @Test
    void whatIsHeldIsNotHeldTwice() {
        ask(1, new Reserved.MoneyHeld(USD.amount("40000")));
        ask(2, new Reserved.MoneyHeld(USD.amount("23000.01")));
        ask(3, new Reserved.RoomHeld(CLK0.id(), Lots.of(4)));
        ask(4, new Reserved.MoneyHeld(USD.amount("23000")));
        assertThat(List.of(answer(1), answer(2), answer(3), answer(4)))
                .containsExactly("granted", "INSUFFICIENT_EXCESS", "INSUFFICIENT_EXCESS", "granted");
    }

    @Test
    void whileACallIsOpenNothingIsHeld() {
        judge(market.settle("23.00"));
        ask(1, new Reserved.LotsHeld(CLK0.id(), Lots.of(1)));
        assertThat(answer(1)).isEqualTo("NOT_IN_GOOD_STANDING");
    }

    @Test
    void withoutHouseTimeThereIsNoAnswer() {
        house.carrier.houseTime(false);
        ask(1, new Reserved.MoneyHeld(USD.amount("1")));
        assertThat(answer(1)).isEqualTo("none");
        house.carrier.houseTime(true);
        ask(1, new Reserved.MoneyHeld(USD.amount("1")));
        assertThat(answer(1)).isEqualTo("granted");
    }

    @Test
    void aStaleSnapshotGrantsNothingAndAsksForAnother() {
        house.carrier.run(HoldTurn.FRESH.plusSeconds(1));
        ask(1, new Reserved.MoneyHeld(USD.amount("1")));
        ask(1, new Reserved.MoneyHeld(USD.amount("1")));
        assertThat(answer(1)).isEqualTo("none");
        assertThat(house.carrier.replies().stream().filter(AccountReply.NeedsJudging.class::isInstance))
                .hasSize(1);
        judge(market.mark("25.00"));
        ask(1, new Reserved.MoneyHeld(USD.amount("1")));
        assertThat(answer(1)).isEqualTo("granted");
    }

    @Test
    void aRestartForgetsPricesButNoHold() {
        ask(1, new Reserved.MoneyHeld(USD.amount("40000")));
        Optional.ofNullable(house.accounts.get(CLIENT)).orElseThrow().crash();
        ask(2, new Reserved.MoneyHeld(USD.amount("1")));
        assertThat(answer(2)).isEqualTo("none");
        assertThat(house.account(CLIENT).holds().live()).hasSize(1);
    }

    @Test
    void theAnswerToTheSameQuestionIsTheSame() {
        ask(1, new Reserved.MoneyHeld(USD.amount("63000.01")));
        long number = house.account(CLIENT).number();
        house.deposit(CLIENT, USD.amount("1000"));
        rest();
        ask(1, new Reserved.MoneyHeld(USD.amount("63000.01")));
        assertThat(answer(1)).isEqualTo("INSUFFICIENT_EXCESS");
        assertThat(house.account(CLIENT).number()).isEqualTo(number + 1);
    }

    @Test
    void aHoldEndsWithItsPostingOrItsRelease() {
        ask(1, new Reserved.MoneyHeld(USD.amount("40000")));
        book(Posting.of(TestHouse.id(CLIENT), new MoneyLeg(USD.amount("-40000")))
                .consuming(1));
        assertThat(house.account(CLIENT).holds().live().values()).isEmpty();
        ask(2, new Reserved.MoneyHeld(USD.amount("23000")));
        tell(new HoldMessage.ReleaseHold(TestHouse.id(CLIENT), new HoldId(TestHouse.MARKET, 2)));
        assertThat(house.account(CLIENT).holds().live().values()).isEmpty();
        tell(new HoldMessage.ReleaseHold(TestHouse.id(CLIENT), new HoldId(TestHouse.MARKET, 3)));
        ask(3, new Reserved.MoneyHeld(USD.amount("1")));
        assertThat(answer(3)).isEqualTo("RELEASED");
    }

    @Test
    void theHouseGivesTheMoneyItHas() {
        house.open("fund", AccountKind.INTERNAL);
        rest();
        house.deposit("fund", USD.amount("500"));
        rest();
        for (long number = 1; number <= 2; number++) {
            Hold hold =
                    new Hold(new HoldId(TestHouse.MARKET, number), List.of(new Reserved.MoneyHeld(USD.amount("300"))));
            house.carrier.tell(TestHouse.id("fund"), new HoldMessage.AskHold(TestHouse.id("fund"), hold));
            rest();
        }
        assertThat(house.events("fund", AccountEvent.HoldGranted.class)).hasSize(1);
        assertThat(house.events("fund", AccountEvent.HoldRefused.class)).hasSize(1);
    }

    @Test
    void asManyHoldsLiveAsMayAndNotOneMore() {
        for (long number = 1; number <= HoldTurn.HOLDS + 1; number++) {
            judge(market.mark("25.00"));
            ask(number, new Reserved.MoneyHeld(USD.amount("1")));
        }
        assertThat(answer(HoldTurn.HOLDS)).isEqualTo("granted");
        assertThat(answer(HoldTurn.HOLDS + 1)).isEqualTo("TOO_MANY_HOLDS");
    }

    /** What the account has persisted about a hold, or none. */
    private String answer(long number) {
        Account account = house.account(CLIENT);
        HoldId id = new HoldId(TestHouse.MARKET, number);
        Optional<String> granted = house.events(CLIENT, AccountEvent.HoldGranted.class).stream()
                .filter(event -> event.hold().id().equals(id))
                .map(event -> "granted")
                .findFirst();
        Optional<String> refused = account.holds()
                .newest()
                .find(TestHouse.MARKET)
                .filter(newest -> newest.number() == number)
                .flatMap(newest -> newest.refusal());
        Optional<String> before = house.events(CLIENT, AccountEvent.HoldRefused.class).stream()
                .filter(event -> event.hold().equals(id))
                .map(event -> event.reason().name())
                .findFirst();
        return granted.or(() -> before).or(() -> refused).orElse("none");
    }

    private void ask(long number, Reserved... reserved) {
        Hold hold = new Hold(new HoldId(TestHouse.MARKET, number), Arrays.asList(reserved));
        tell(new HoldMessage.AskHold(TestHouse.id(CLIENT), hold));
    }

    private void book(Posting posting) {
        house.book(CLIENT, Purpose.TRADE, posting);
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
