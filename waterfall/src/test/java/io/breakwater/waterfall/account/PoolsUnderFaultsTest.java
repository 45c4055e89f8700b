package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMachine;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.carrier.Understanding;
import io.breakwater.waterfall.desk.DeskInput;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.desk.DeskRules;
import io.breakwater.waterfall.desk.DeskTerms;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.House;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.house.HouseInput;
import io.breakwater.waterfall.house.HouseMemory;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.house.HouseRules;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.rulebook.Rulebook;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Direct accounts that a fall leaves without a bid, the buckets they are in and the house that pools them. Messages are
 * lost, doubled and late, entities crash, and each account is judged at a moment of its own.
 */
class PoolsUnderFaultsTest {

    /** What remains after the fall: closed out, called with a call that nobody pays, and neither. */
    private static final List<String> CASH = List.of("800000", "890000", "1000000");

    private static final class World {
        final Generator any;
        final TestHouse house;
        final Market market = new Market(CallPolicy.venueDirect(Duration.ofSeconds(10)));
        final Map<String, String> accounts = new TreeMap<>();
        final Station<House, HouseMemory, Message, HouseEvent> main;
        RiskFacts facts = market.settle("25.00");

        World(Generator any) {
            this.any = any;
            house = new TestHouse(new Carrier(any, Faults.NONE));
            for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
                String key = Integer.toString(bucket);
                house.carrier.host(
                        EntityId.of(EntityKind.BUCKET, key),
                        new Understanding<>(
                                new BucketMachine(),
                                word -> word instanceof BucketMessage own ? Optional.of(own) : Optional.empty()));
                house.carrier.host(EntityId.of(EntityKind.PAYOUTS, key), new Listener(word -> Optional.empty()));
            }
            house.carrier.host(EntityId.of(EntityKind.EPISODE, "1"), new Listener(word -> Optional.empty()));
            house.carrier.host(
                    TestHouse.DESK,
                    new Understanding<>(new DeskRules(new FingerprintKey(1, 2)), PoolsUnderFaultsTest::atDesk));
            DeskTerms desk = new DeskTerms(CLK0, USD.zero(), TestHouse.id("fund"), Duration.ofSeconds(1));
            house.carrier.tell(TestHouse.DESK, new DeskInput.SetTerms(desk));
            main = house.carrier.host(
                    HouseMessage.MAIN, new Understanding<>(new HouseRules(), PoolsUnderFaultsTest::atHouse));
            house.carrier.tell(HouseMessage.MAIN, new HouseInput.SetTerms(terms()));
            for (long i = any.between(3, 12); i > 0; i--) {
                open("d" + i, CASH.get((int) any.between(0, CASH.size() - 1)));
            }
            open("d0", CASH.get(0));
            accounts.keySet().forEach(account -> hear(account));
            house.carrier.run(Duration.ofSeconds(5));
        }

        private void open(String account, String cash) {
            EntityId id = TestHouse.id(account);
            house.open(account, AccountKind.DIRECT);
            house.carrier.tell(Buckets.of(id), new BucketMessage.OpenAccount(id, account, AccountKind.DIRECT));
            house.carrier.run(Duration.ofMillis(50));
            house.deposit(account, USD.amount(cash));
            LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(100), Mark.of(CLK0.price("25.00")));
            house.book(account, Purpose.TRADE, Posting.of(id, leg));
            house.carrier.run(Duration.ofSeconds(4));
            accounts.put(account, cash);
        }

        private void hear(String account) {
            house.judge(account, facts);
        }

        /** The fall: each account hears of it when it happens to, over a bad network; then everybody has. */
        void fall() {
            facts = market.mark("23.00");
            house.carrier.disturb(Faults.any(any));
            List<String> late = new ArrayList<>(accounts.keySet());
            while (!late.isEmpty()) {
                String next = late.get((int) any.between(0, late.size() - 1));
                hear(next);
                house.carrier.run(Duration.ofMillis(any.between(0, 3_500)));
                if (any.oneIn(2)) {
                    late.remove(next);
                }
                if (any.oneIn(6)) {
                    main.crash();
                }
            }
            house.carrier.heal();
            for (int second = 0; second < 60; second++) {
                accounts.keySet().forEach(this::hear);
                house.carrier.run(Duration.ofSeconds(1));
            }
        }

        List<Declaration> pools() {
            List<Declaration> pools = new ArrayList<>();
            for (Numbered<HouseEvent> event : main.journal()) {
                if (event.event() instanceof HouseEvent.DefaultDeclared of) {
                    pools.add(of.declared().declaration());
                }
            }
            return pools;
        }
    }

    /** The pool is what the price and the money make of it: all who are not good, however late each was judged. */
    @SeededTest(runs = 30)
    void aFallMakesOnePoolOfAllWhomItLeavesWithoutABid(Generator any) {
        World world = new World(any);
        world.fall();
        List<EntityId> left = world.accounts.entrySet().stream()
                .filter(row -> !row.getValue().equals(CASH.get(2)))
                .map(row -> TestHouse.id(row.getKey()))
                .toList();
        assertThat(world.pools()).hasSize(1);
        assertThat(world.pools().get(0).accounts().keySet()).containsExactlyInAnyOrderElementsOf(left);
    }

    private static Optional<DeskInput> atDesk(Message message) {
        if (message instanceof DeskMessage.AskQuote word) {
            return Optional.of(new DeskInput.Quote(word));
        }
        if (message instanceof DeskMessage.PlaceOrder word) {
            return Optional.of(new DeskInput.Place(word));
        }
        return message instanceof DeskInput input ? Optional.of(input) : Optional.empty();
    }

    private static Optional<HouseInput> atHouse(Message message) {
        if (message instanceof BucketAnswer.RollCalled word) {
            return Optional.of(new HouseInput.RollCalled(word));
        }
        if (message instanceof HouseMessage word) {
            return HouseInput.of(word);
        }
        return message instanceof HouseInput input ? Optional.of(input) : Optional.empty();
    }

    private static HouseTerms terms() {
        return new HouseTerms(
                USD, Rulebook.venue(), Duration.ofSeconds(20), Duration.ofSeconds(3), new TreeMap<>(), new TreeSet<>());
    }
}
