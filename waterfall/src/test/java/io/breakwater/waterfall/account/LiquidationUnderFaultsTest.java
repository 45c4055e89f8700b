package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.util.Optional;

/** An account, its desk, bucket, bank and house, over a network that loses and doubles, on entities that crash. */
class LiquidationUnderFaultsTest {

    private static final String ACCOUNT = "alfa.c1";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** One run of the world: an account that cannot pay, and bids of all kinds. */
    private static final class World {
        final Generator any;
        final TestHouse house;
        final ScriptedDesk desk = new ScriptedDesk();
        final Station<ScriptedDesk.Books, Long, Message, ScriptedDesk.Filled> station;
        final Station<Account, AccountMemory, Message, AccountEvent> account;
        final AccountKind kind;
        final long traded;
        final Market market;
        RiskFacts facts;

        World(Generator any) {
            this.any = any;
            house = new TestHouse(new Carrier(any, Faults.any(any)));
            station = house.carrier.host(TestHouse.DESK, desk);
            house.carrier.host(
                    HouseMessage.MAIN,
                    new Listener(word -> word instanceof HouseMessage.ReportDeficit report
                            ? Optional.of(new HouseMessage.DeficitTaken(report.account(), report.liquidation()))
                            : Optional.empty()));
            kind = any.oneIn(3) ? AccountKind.DIRECT : AccountKind.CLIENT;
            market = new Market(
                    kind == AccountKind.DIRECT
                            ? CallPolicy.venueDirect(DEADLINE)
                            : CallPolicy.clearingClient(DEADLINE));
            traded = any.oneIn(2) ? 100 : -100;
            account = house.open(ACCOUNT, kind);
            house.deposit(ACCOUNT, USD.amount("800000"));
            LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(traded), Mark.of(CLK0.price("25.00")));
            house.book(ACCOUNT, Purpose.TRADE, Posting.of(TestHouse.id(ACCOUNT), leg));
            facts = market.settle("25.00");
            hear(5);
            facts = market.settle(traded > 0 ? "22.00" : "28.00");
            hear(40);
        }

        void step() {
            long ticks = any.between(-900, 300) * Long.signum(traded);
            long price = facts.find(CLK0.id()).orElseThrow().mark().price().ticks() + ticks;
            switch ((int) any.between(0, 6)) {
                case 0, 1 -> desk.bid(CLK0.text(Price.ofTicks(price)), any.between(1, 40));
                case 2 -> house.deposit(ACCOUNT, USD.minor(any.between(1, 10_000_000)));
                case 3 -> account.crash();
                case 4 -> station.crash();
                case 5 -> desk.forget(1);
                default -> house.carrier.houseTime(!any.oneIn(3));
            }
            hear(any.between(1, 6));
        }

        void hear(long times) {
            for (int i = 0; i < times; i++) {
                house.carrier.tell(TestHouse.id(ACCOUNT), new AccountInput.Open(new AccountTerms("alfa", kind, USD)));
                house.repeatLines();
                house.repeatBookings(ACCOUNT);
                house.judge(ACCOUNT, facts);
                house.carrier.run(Duration.ofSeconds(2));
            }
        }

        void heal() {
            house.carrier.heal();
            house.carrier.houseTime(true);
            hear(60);
        }
    }

    @SeededTest(runs = 80)
    void lotsCloseExactlyOnce(Generator any) {
        World world = played(any);
        long booked = world.station.state().filled().stream()
                .mapToLong(filled -> filled.booked().count())
                .sum();
        Account account = world.account.state();
        assertThat(account.position(CLK0.id(), USD).lots().count()).isEqualTo(world.traded + booked);
        assertThat(booked * Long.signum(world.traded)).isBetween(-Math.abs(world.traded), 0L);
    }

    @SeededTest(runs = 80)
    void oneOrderAtATimeNeverBeyondThePositionAndClosedAsFilled(Generator any) {
        World world = played(any);
        AccountRules rules = new AccountRules();
        Account state = rules.initial(world.account.id());
        for (Numbered<AccountEvent> event : world.account.journal()) {
            Optional<Order> open = state.calls().liquidations().open();
            if (event.event() instanceof AccountEvent.OrderGiven given) {
                assertThat(open).isEmpty();
                assertThat(given.order().number()).isEqualTo(event.number());
                Lots own = state.position(CLK0.id(), USD).lots();
                assertThat(own.isOpposite(given.order().lots())).isTrue();
                assertThat(given.order().lots().size()).isLessThanOrEqualTo(own.size());
                assertThat(given.order().limit().isPresent()).isEqualTo(world.kind == AccountKind.DIRECT);
            } else if (event.event() instanceof AccountEvent.OrderClosed closed) {
                assertThat(open.map(Order::number)).contains(closed.order());
                assertThat(world.station.state().filled().stream()
                                .filter(filled -> filled.order().number() == closed.order())
                                .map(ScriptedDesk.Filled::booked))
                        .containsExactly(closed.filled());
            }
            state = rules.apply(state, event);
        }
    }

    @SeededTest(runs = 80)
    void whateverHappensTheAccountComesToAnEnd(Generator any) {
        World world = played(any);
        Account account = world.account.state();
        Standing standing = account.standing();
        assertThat(standing).isNotInstanceOf(Standing.UnderCall.class);
        boolean flat = account.position(CLK0.id(), USD).lots().isFlat();
        if (standing instanceof Standing.Unsold) {
            assertThat(world.kind).isEqualTo(AccountKind.DIRECT);
        } else if (standing instanceof Standing.Deficient deficient) {
            assertThat(world.kind).isEqualTo(AccountKind.CLIENT);
            assertThat(flat && deficient.taken()).isTrue();
            assertThat(account.cash(USD).isNegative()).isTrue();
        } else if (standing instanceof Standing.Good) {
            assertThat(account.calls().liquidations().open()).isEmpty();
        } else {
            assertThat(flat).as("a client goes on only while it has lots").isFalse();
        }
    }

    private static World played(Generator any) {
        World world = new World(any);
        for (int i = 0; i < 15; i++) {
            world.step();
        }
        world.heal();
        return world;
    }
}
