package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Equity does not depend on when an account settles. */
class SettlingTest {

    private static final String PROMPT = "alfa.c1";
    private static final String SLEEPY = "alfa.c2";

    @SeededTest(runs = 50)
    void equityIsTheSameWhenASettlementIsSleptThrough(Generator any) {
        TestHouse house = new TestHouse(new Carrier(any, Faults.NONE));
        Market market = new Market(CallPolicy.clearingClient(Duration.ofHours(1)));
        house.open(PROMPT, AccountKind.CLIENT);
        house.open(SLEEPY, AccountKind.CLIENT);
        house.carrier.run(Duration.ofMillis(50));
        RiskFacts facts = market.settle("20.00");
        for (int i = 0; i < 10; i++) {
            if (any.oneIn(2)) {
                long lots = 1 + any.between(0, 9);
                String price = price(any);
                book(house, PROMPT, lots, price);
                book(house, SLEEPY, lots, price);
            }
            facts = any.oneIn(2) ? market.settle(price(any)) : market.mark(price(any));
            judge(house, PROMPT, facts);
            if (any.oneIn(3)) {
                judge(house, SLEEPY, facts);
            }
            assertThat(equity(house, SLEEPY, facts)).isEqualTo(equity(house, PROMPT, facts));
        }
        book(house, PROMPT, 1, "20.00");
        book(house, SLEEPY, 1, "20.00");
        facts = market.settle(price(any));
        judge(house, PROMPT, facts);
        judge(house, SLEEPY, facts);
        assertThat(house.account(SLEEPY).cash(USD))
                .isEqualTo(house.account(PROMPT).cash(USD));
    }

    @Test
    void factsAreBounded() {
        RiskFacts facts = new Market(CallPolicy.clearingClient(Duration.ofHours(1))).mark("20.00");
        SortedSet<EntityId> banks = new TreeSet<>();
        for (int i = 0; i <= RiskFacts.BANKS; i++) {
            banks.add(EntityId.of(EntityKind.BANK, "bank-" + i));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RiskFacts(1, facts.at(), facts.quoted(), facts.collateral(), facts.policy(), banks));
    }

    private static Money equity(TestHouse house, String account, RiskFacts facts) {
        AccountFigures figures =
                Valuation.of(house.account(account), USD, facts).figures();
        return figures.equity();
    }

    private static String price(Generator any) {
        return CLK0.text(io.breakwater.waterfall.market.Price.ofTicks(any.between(-4_000, 3_000)));
    }

    private static void judge(TestHouse house, String account, RiskFacts facts) {
        house.judge(account, facts);
        house.carrier.run(Duration.ofMillis(50));
    }

    private static void book(TestHouse house, String account, long lots, String price) {
        LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(lots), Mark.of(CLK0.price(price)));
        house.book(account, Purpose.TRADE, Posting.of(TestHouse.id(account), leg));
        house.carrier.run(Duration.ofMillis(50));
    }
}
