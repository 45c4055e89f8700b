package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One account, its bucket and its bank over a network that loses, on entities that crash, with clocks that are off. */
class CallsUnderFaultsTest {

    private static final String CLIENT = "alfa.c1";
    private static final LocalDate DAY = LocalDate.of(2020, 4, 8);
    private static final AssetId BILLS = AssetId.of("BILL");
    private static final CollateralTerms TERMS = CollateralTerms.of(BILLS, USD.amount("1.00"), Haircut.percent(2));
    private static final FixedMargin MARGIN =
            new FixedMargin(new TreeMap<>(Map.of(DAY, FixedMargin.perLot(USD.amount("6700"), Ratio.percent(110)))));

    /** One run of the world. */
    private static final class World {
        final Generator any;
        final TestHouse house;
        final Station<Account, AccountMemory, Message, AccountEvent> client;
        final CallPolicy policy;
        final List<Settlement> settlements = new ArrayList<>();
        long snapshot;
        RiskFacts facts;

        World(Generator any) {
            this.any = any;
            house = new TestHouse(new Carrier(any, Faults.any(any)));
            client = house.open(CLIENT, AccountKind.CLIENT);
            Duration deadline = Duration.ofSeconds(any.between(4, 60));
            policy = any.oneIn(4) ? CallPolicy.venueDirect(deadline) : CallPolicy.clearingClient(deadline);
            facts = facts(CLK0.price("25.09"), false);
            house.deposit(CLIENT, USD.amount("400000"));
            trade(any.oneIn(2) ? 50 : -50);
        }

        void step() {
            switch ((int) any.between(0, 9)) {
                case 0 -> trade(any.between(-15, 15));
                case 1, 2, 8 -> price(any.oneIn(2));
                case 3 -> house.deposit(CLIENT, USD.minor(any.between(1, 1_000_000)));
                case 4, 9 -> pay();
                case 5 -> house.lodge(CLIENT, BILLS, any.between(1, 20_000));
                case 6 -> crash();
                case 7 -> house.carrier.houseTime(!any.oneIn(3));
                default -> house.judge(CLIENT, facts);
            }
            repeat();
            house.carrier.run(Duration.ofMillis(any.between(0, any.oneIn(15) ? 90_000 : 4_000)));
        }

        void repeat() {
            house.carrier.tell(TestHouse.id(CLIENT), new AccountInput.Open(new AccountTerms("alfa", kind(), USD)));
            house.repeatLines();
            house.repeatBookings(CLIENT);
            house.judge(CLIENT, facts);
        }

        void heal() {
            house.carrier.heal();
            house.carrier.houseTime(true);
            for (int i = 0; i < 4; i++) {
                repeat();
                house.carrier.run(Duration.ofSeconds(40));
            }
            house.carrier.run(Duration.ofMinutes(10));
        }

        /** What is owed, or somewhat more; half of the time only a part of it. */
        private void pay() {
            client.state().standing().openCall().ifPresent(call -> {
                long owed = call.unpaid().total().minorUnits();
                house.deposit(
                        CLIENT, USD.minor(any.oneIn(2) ? owed + any.between(0, 9) : 1 + owed / any.between(2, 5)));
            });
        }

        private void crash() {
            if (any.oneIn(2)) {
                client.crash();
            } else {
                house.bank.crash();
            }
        }

        private void trade(long lots) {
            if (lots != 0) {
                LotsLeg leg = LotsLeg.trade(
                        CLK0,
                        Lots.of(lots),
                        Mark.of(facts.find(CLK0.id())
                                .orElseThrow()
                                .mark()
                                .price()
                                .plusTicks(any.between(-20, 20))));
                house.book(CLIENT, Purpose.TRADE, Posting.of(TestHouse.id(CLIENT), leg));
            }
        }

        private void price(boolean settles) {
            long last = facts.find(CLK0.id()).orElseThrow().mark().price().ticks();
            facts = facts(Price.ofTicks(last + any.between(-400, 400)), settles);
            house.judge(CLIENT, facts);
        }

        private RiskFacts facts(Price price, boolean settles) {
            if (settles) {
                settlements.add(new Settlement(settlements.size() + 1L, DAY, price, 0, false));
            }
            return new RiskFacts(
                    ++snapshot,
                    new BusinessTime(DAY, DAY.atStartOfDay()),
                    TestHouse.quoted(
                            new RiskFacts.Quoted(new Listing(CLK0, MARGIN), Mark.of(price), settlements, settles)),
                    new TreeMap<>(Map.of(BILLS, TERMS)),
                    Optional.of(policy),
                    new TreeSet<>(Set.of(TestHouse.BANK)));
        }

        private static AccountKind kind() {
            return AccountKind.CLIENT;
        }
    }

    /** The state before each event, and the event. */
    private record Past(Account before, AccountEvent event, Instant at) {}

    private static List<Past> past(World world) {
        AccountRules rules = new AccountRules();
        List<Past> past = new ArrayList<>();
        Account state = rules.initial(world.client.id());
        for (Numbered<AccountEvent> event : world.client.journal()) {
            Instant at = world.house.carrier.trueTime(world.client.persistedAt().get((int) event.number() - 1));
            past.add(new Past(state, event.event(), at));
            state = rules.apply(state, event);
        }
        return past;
    }

    @SeededTest(runs = 120)
    void oneLiveCallThatEndsOnceAndNeverEarly(Generator any) {
        World world = played(any);
        for (Past each : past(world)) {
            if (each.event() instanceof AccountEvent.Judged judged) {
                legal(each.before().standing(), judged.change());
            } else if (each.event() instanceof AccountEvent.Posted posted
                    && posted.paid().isPresent()) {
                assertThat(numberOf(each.before().standing()))
                        .contains(posted.paid().get().call().number());
            } else if (each.event() instanceof AccountEvent.CallExpired expired) {
                assertThat(numberOf(each.before().standing()))
                        .contains(expired.call().number());
                assertThat(each.before().standing().openCall().flatMap(MarginCall::nextDeadline))
                        .contains(expired.deadline());
                assertThat(each.at()).isAfterOrEqualTo(expired.deadline());
                assertThat(expired.unpaid().total().isPositive()).isTrue();
            }
        }
    }

    @SeededTest(runs = 120)
    void noCallExpiresWithItsCureAtTheBank(Generator any) {
        World world = played(any);
        for (Past each : past(world)) {
            if (each.event() instanceof AccountEvent.CallExpired expired) {
                long applied = each.before().marks().of(TestHouse.BANK);
                for (Numbered<BankEvent> event : world.house.bank.journal()) {
                    Instant at = world.house.carrier.trueTime(
                            world.house.bank.persistedAt().get((int) event.number() - 1));
                    boolean forClient = event.event().entries().stream()
                            .flatMap(entry -> entry.postings().stream())
                            .anyMatch(posting -> posting.account().equals(world.client.id()));
                    if (forClient && !at.isAfter(expired.deadline())) {
                        assertThat(event.number()).isLessThanOrEqualTo(applied);
                    }
                }
            }
        }
    }

    @SeededTest(runs = 60)
    void everyOpenCallEndsOnceTheWorldIsWell(Generator any) {
        World world = played(any);
        Standing standing = world.client.state().standing();
        assertThat(standing).isNotInstanceOf(Standing.UnderCall.class);
    }

    @SeededTest(runs = 60)
    void conversionsKeepCashLessCost(Generator any) {
        World world = played(any);
        Account account = world.client.state();
        long moved = 0;
        for (AccountEvent.Posted posted : world.house.events(CLIENT, AccountEvent.Posted.class)) {
            for (AccountEvent.FromSource from : posted.received()) {
                moved += from.deliveries().stream()
                        .flatMap(delivery -> delivery.bookings().stream())
                        .flatMap(booking -> booking.posting().legs().stream())
                        .mapToLong(CallsUnderFaultsTest::cashLessCost)
                        .sum();
            }
        }
        long cost = account.positions().values().stream()
                .mapToLong(position -> position.cost().minorUnits())
                .sum();
        assertThat(account.cash(USD).minorUnits() - cost).isEqualTo(moved);
    }

    private static long cashLessCost(io.breakwater.waterfall.posting.Leg leg) {
        if (leg instanceof LotsLeg lots) {
            return -lots.cost().minorUnits();
        }
        return leg instanceof io.breakwater.waterfall.posting.Leg.MoneyLeg money
                ? money.amount().minorUnits()
                : 0;
    }

    private static World played(Generator any) {
        World world = new World(any);
        for (int i = 0; i < 40; i++) {
            world.step();
        }
        world.heal();
        return world;
    }

    private static Optional<Long> numberOf(Standing standing) {
        return standing.openCall().map(MarginCall::number);
    }

    private static void legal(Standing before, CallChange change) {
        if (change instanceof CallChange.Issued) {
            assertThat(before).isInstanceOf(Standing.Good.class);
        } else if (change instanceof CallChange.Raised raised) {
            assertThat(numberOf(before)).contains(raised.call().number());
        } else if (change instanceof CallChange.Released released) {
            assertThat(numberOf(before)).contains(released.call().number());
        } else if (change instanceof CallChange.ClosedOut) {
            assertThat(before).isNotInstanceOf(Standing.Expired.class);
        }
    }
}
