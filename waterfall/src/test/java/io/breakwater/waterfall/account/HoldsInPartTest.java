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
import io.breakwater.waterfall.posting.HoldMessage.Manner;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds of as much as there is. 100 lots at 25.00, 800,000 cash, initial 737,000; so 63,000 may leave at 25.00. */
class HoldsInPartTest {

    private static final String CLIENT = "alfa.c1";

    private final TestHouse house = new TestHouse(new Carrier(new Generator(7), Faults.NONE));
    private final Market market = new Market(CallPolicy.clearingClient(Duration.ofSeconds(60)));

    @BeforeEach
    void holdOneHundredLots() {
        house.open(CLIENT, AccountKind.CLIENT);
        rest(house);
        house.deposit(CLIENT, USD.amount("800000"));
        LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(100), Mark.of(CLK0.price("25.00")));
        house.book(CLIENT, Purpose.TRADE, Posting.of(TestHouse.id(CLIENT), leg));
        rest(house);
        judge(market.settle("25.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "25.00, 10000.00, granted USD 10000.00",
        "25.00, 63000.01, granted USD 63000.00",
        "24.90, 63000.00, granted USD 53000.00",
        "24.37, 1.00, INSUFFICIENT_EXCESS",
    })
    void partlyGrantsWhatMayLeave(String mark, String amount, String answer) {
        judge(market.mark(mark));
        assertThat(ask(1, Manner.PARTLY, money(amount))).isEqualTo(answer);
    }

    /** Nobody is declared in default, and nobody's own money counts as nothing, because other holds live. */
    @Test
    void partlyIsGrantedHoweverManyHoldsLive() {
        house.open("fund", AccountKind.INTERNAL);
        rest(house);
        house.deposit("fund", USD.amount("500"));
        rest(house);
        for (long number = 1; number <= HoldTurn.HOLDS + 1; number++) {
            assertThat(answer(house, "fund", number, Manner.PARTLY, Map.of(), money("1")))
                    .isEqualTo("granted USD 1.00");
        }
    }

    @Test
    void whileACallIsOpenNothingLeaves() {
        judge(market.settle("23.00"));
        assertThat(ask(1, Manner.PARTLY, money("1"))).isEqualTo("INSUFFICIENT_EXCESS");
    }

    @Test
    void partlyNeedsFreshFactsOfAnAccountThatIsCalled() {
        house.carrier.run(HoldTurn.FRESH.plusSeconds(1));
        assertThat(ask(1, Manner.PARTLY, money("1"))).isEqualTo("none");
        judge(market.mark("25.00"));
        assertThat(ask(1, Manner.PARTLY, money("1"))).isEqualTo("granted USD 1.00");
    }

    @Test
    void anAccountOfTheHouseGivesWhatItHasWithoutPrices() {
        house.open("fund", AccountKind.INTERNAL);
        rest(house);
        house.deposit("fund", USD.amount("500"));
        rest(house);
        assertThat(answer(house, "fund", 1, Manner.PARTLY, Map.of(), money("300")))
                .isEqualTo("granted USD 300.00");
        assertThat(answer(house, "fund", 2, Manner.PARTLY, Map.of(), money("300")))
                .isEqualTo("granted USD 200.00");
        assertThat(answer(house, "fund", 3, Manner.PARTLY, Map.of(), money("300")))
                .isEqualTo("INSUFFICIENT_EXCESS");
        house.carrier.houseTime(false);
        assertThat(answer(house, "fund", 4, Manner.PARTLY, Map.of(), money("300")))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "30, 100000, granted CLK0 30 USD 100000.00",
        "130, 900000, granted CLK0 100 USD 800000.00",
        "30, 0, granted CLK0 30",
        "-30, 100000, LOTS_NOT_THERE",
    })
    void byRuleGrantsTheLotsThatAreThereAndMoneyUpToEquity(long lots, String amount, String answer) {
        List<Reserved> wanted = new ArrayList<>(List.of(lots(lots)));
        if (!amount.equals("0")) {
            wanted.add(money(amount));
        }
        assertThat(ask(1, Manner.BY_RULE, wanted.toArray(Reserved[]::new))).isEqualTo(answer);
    }

    @Test
    void byRuleGrantsUnderACallAndWithoutEquity() {
        judge(market.settle("16.00"));
        assertThat(account().standing()).isInstanceOf(Standing.UnderCall.class);
        assertThat(ask(1, Manner.BY_RULE, lots(60), money("5"))).isEqualTo("granted CLK0 60");
        assertThat(ask(2, Manner.BY_RULE, lots(60), money("5"))).isEqualTo("granted CLK0 40");
        assertThat(ask(3, Manner.BY_RULE, lots(60), money("5"))).isEqualTo("LOTS_NOT_THERE");
    }

    @Test
    void byRuleMoneyIsGrantedAtTheFactsHeardLastHoweverOld() {
        judge(market.mark("20.00"));
        house.carrier.run(Duration.ofMinutes(1));
        assertThat(ask(1, Manner.BY_RULE, lots(1), money("900000"))).isEqualTo("granted CLK0 1 USD 300000.00");
        Optional.ofNullable(house.accounts.get(CLIENT)).orElseThrow().crash();
        assertThat(ask(2, Manner.BY_RULE, lots(1), money("1"))).isEqualTo("none");
        assertThat(ask(2, Manner.BY_RULE, lots(1))).isEqualTo("granted CLK0 1");
    }

    @Test
    void nothingIsSaidBeforeWhatTheAskerKnowsIsApplied() {
        SortedMap<EntityId, Long> from = new TreeMap<>(Map.of(TestHouse.BANK, 2L));
        assertThat(answer(house, CLIENT, 1, Manner.BY_RULE, from, lots(1))).isEqualTo("none");
        assertThat(account().holds().newest()).isEmpty();
        house.deposit(CLIENT, USD.amount("1"));
        rest(house);
        assertThat(answer(house, CLIENT, 1, Manner.BY_RULE, from, lots(1))).isEqualTo("granted CLK0 1");
    }

    /** Whole, partly and by rule, of 700,000 and of one lot. */
    static List<String> answers(TestHouse house, String account) {
        return List.of(
                answer(house, account, 1, Manner.WHOLE, Collections.emptySortedMap(), money("1")),
                answer(house, account, 2, Manner.PARTLY, Collections.emptySortedMap(), money("700000")),
                answer(house, account, 3, Manner.BY_RULE, Collections.emptySortedMap(), lots(1)));
    }

    private String ask(long number, Manner manner, Reserved... reserved) {
        return answer(house, CLIENT, number, manner, Map.of(), reserved);
    }

    /** What the account persists about a hold. */
    private static String answer(
            TestHouse house,
            String account,
            long number,
            Manner manner,
            Map<EntityId, Long> from,
            Reserved... reserved) {
        HoldId id = new HoldId(TestHouse.MARKET, number);
        EntityId to = TestHouse.id(account);
        house.carrier.tell(
                to, new HoldMessage.AskHold(to, new Hold(id, List.of(reserved)), manner, new TreeMap<>(from)));
        rest(house);
        Optional<String> granted = house.events(account, AccountEvent.HoldGranted.class).stream()
                .filter(event -> event.hold().id().equals(id))
                .map(event -> "granted" + text(event.hold()))
                .findFirst();
        return granted.or(() -> house.events(account, AccountEvent.HoldRefused.class).stream()
                        .filter(event -> event.hold().equals(id))
                        .map(event -> event.reason().name())
                        .findFirst())
                .orElse("none");
    }

    private static String text(Hold hold) {
        StringBuilder text = new StringBuilder();
        for (Reserved reserved : hold.reserved()) {
            if (reserved instanceof Reserved.MoneyHeld money) {
                text.append(' ').append(money.amount());
            } else if (reserved instanceof Reserved.LotsHeld lots) {
                text.append(' ')
                        .append(lots.instrument())
                        .append(' ')
                        .append(lots.lots().count());
            }
        }
        return text.toString();
    }

    private static Reserved money(String amount) {
        return new Reserved.MoneyHeld(USD.amount(amount));
    }

    private static Reserved lots(long lots) {
        return new Reserved.LotsHeld(CLK0.id(), Lots.of(lots));
    }

    private Account account() {
        return house.account(CLIENT);
    }

    private void judge(RiskFacts facts) {
        house.judge(CLIENT, facts);
        rest(house);
    }

    private static void rest(TestHouse house) {
        house.carrier.run(Duration.ofMillis(100));
    }
}
