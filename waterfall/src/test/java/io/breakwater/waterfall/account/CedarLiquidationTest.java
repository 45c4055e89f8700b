package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.desk.DeskMessage.Level;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The client account cedar.c1 in April 2020: 150 lots, whose call of 14 April, 397,500, is paid with 150,000 and expires.
 *
 * <p>By hand: 1,150,000 came in on the 8th. The 9th took 349,500 (150 x 2.33 x 1,000) and left 800,500 against initial
 * margin of 1,105,500; the call of 305,000 was paid. The 13th took 52,500: 1,053,000 is above maintenance, 1,005,000. The
 * 14th took 345,000: 708,000, called for 397,500; with 150,000 paid it is 858,000. At the first price of the 15th, 20.72,
 * 150 lots settled at 20.11 are worth 91,500: equity 949,500 against 1,105,500.
 *
 * <p>Sold at 20.50 a lot loses 220 and the fee of 100: 20 lots leave 943,100 against 130 x 7,370 = 958,100. Sold at 20.40
 * it loses 320 and 100, and releases 7,370: 6,950 nearer. 15,000 / 6,950 = 2.2, so 3 more, 23 lots in all. They leave
 * 949,500 - 20 x 320 - 3 x 420 = 941,840 against 127 x 7,370 = 935,990: 5,850 above; after 22 lots it would have been
 * 942,260 against 943,360.
 */
class CedarLiquidationTest {

    private static final String CEDAR = "cedar.c1";

    private final TestHouse house = new TestHouse(new Carrier(new Generator(7), Faults.NONE));
    private final Market market = new Market(
            CallPolicy.clearingClient(Duration.ofSeconds(8)).withRaised(CallPolicy.RaisedDeadline.OF_THE_CALL));
    private final ScriptedDesk desk = new ScriptedDesk();
    private final Station<ScriptedDesk.Books, Long, Message, ScriptedDesk.Filled> station =
            house.carrier.host(TestHouse.DESK, desk);

    @Test
    void twentyThreeLotsGoToTheTwoBestBids() {
        play();
        RiskFacts first = market.mark("20.72");
        desk.bid("20.50", 20);
        desk.bid("20.40", 30);
        desk.bid("20.20", 50);
        hear(first, 20);
        assertThat(station.state().filled())
                .extracting(ScriptedDesk.Filled::fills)
                .containsExactly(List.of(new Level(CLK0.price("20.50"), 20), new Level(CLK0.price("20.40"), 3)));
        Account after = house.account(CEDAR);
        assertThat(after.position(CLK0.id(), USD).lots()).isEqualTo(Lots.of(127));
        assertThat(after.cash(USD)).isEqualTo(USD.amount("855700"));
        AccountFigures figures = Valuation.of(after, USD, first).figures();
        assertThat(figures.positionValue()).isEqualTo(USD.amount("86140"));
        assertThat(figures.equity()).isEqualTo(USD.amount("941840"));
        assertThat(figures.excess(USD.amount("935990"))).isEqualTo(USD.amount("5850"));
        assertThat(after.standing()).isInstanceOf(Standing.Good.class);
        AccountEvent.CallExpired expired =
                house.events(CEDAR, AccountEvent.CallExpired.class).get(0);
        assertThat(expired.unpaid().total()).isEqualTo(USD.amount("247500"));
        assertThat(expired.call().asked().total()).isEqualTo(USD.amount("397500"));
    }

    private void play() {
        house.open(CEDAR, AccountKind.CLIENT);
        house.carrier.run(Duration.ofMillis(50));
        house.deposit(CEDAR, USD.amount("1150000"));
        LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(150), Mark.of(CLK0.price("25.09")));
        house.book(CEDAR, Purpose.TRADE, Posting.of(TestHouse.id(CEDAR), leg));
        house.carrier.run(Duration.ofMillis(50));
        hear(market.settle("25.09"), 1);
        hear(market.settle("22.76"), 1);
        house.deposit(CEDAR, USD.amount("305000"));
        house.carrier.run(Duration.ofMillis(50));
        hear(market.settle("22.41"), 1);
        assertThat(house.account(CEDAR).standing()).isInstanceOf(Standing.Good.class);
        hear(market.settle("20.11"), 1);
        house.deposit(CEDAR, USD.amount("150000"));
        house.carrier.run(Duration.ofMillis(50));
        assertThat(house.account(CEDAR).cash(USD)).isEqualTo(USD.amount("858000"));
    }

    private void hear(RiskFacts facts, int seconds) {
        for (int i = 0; i < seconds; i++) {
            house.judge(CEDAR, facts);
            house.carrier.run(Duration.ofSeconds(1));
        }
    }
}
