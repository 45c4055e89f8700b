package io.breakwater.waterfall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.Bidders;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMachine;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.bucket.TinyHouse;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.carrier.Understanding;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.HoldingAccount;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A desk with two bidders and an account in liquidation over a bad network: lots move once, and no hold stays. */
class DeskTest {

    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("CLK0"), Currency.of("USD", 2), "0.01", "1000", PriceBand.ofTicks(500));
    private static final EntityId SELF = EntityId.of(EntityKind.DESK, "CLK0");
    private static final EntityId HOUSE = EntityId.of(EntityKind.HOUSE, "main");
    private static final EntityId FUND = EntityId.of(EntityKind.ACCOUNT, "insurance-fund");
    private static final EntityId CEDAR = EntityId.of(EntityKind.ACCOUNT, "cedar.c1");
    private static final List<String> BIDDERS = List.of("hazel", "dogwood");
    private static final DeskTerms TERMS =
            new DeskTerms(OIL, OIL.currency().amount("100.00"), FUND, Duration.ofSeconds(3));
    private static final long LARGE = 1L << 40;

    @SeededTest(runs = 60)
    void everyOrderMovesItsLotsOnceAndNoHoldStays(Generator any) {
        World world = new World(any, Faults.any(any));
        for (int round = 0; round < 25; round++) {
            world.bid();
            world.order();
            world.stop();
            world.carrier.run(Duration.ofMillis(any.between(0, 2_000)));
        }
        world.healAndWithdraw();
        world.assertLotsAreWhatWasFilled();
        world.assertConserved();
        world.assertNothingIsOwed();
    }

    private static final class World {

        private final Generator any;
        private final Carrier carrier;
        private final Map<EntityId, Station<HoldingAccount.Ledger, Boolean, Message, HoldingAccount.Change>> accounts =
                new TreeMap<>();
        private final Station<Desk, Attended.Memory<BookMemory>, Message, DeskEvent> desk;
        private final List<BidInput.RequestBid> requests = new ArrayList<>();
        private final List<Order> orders = new ArrayList<>();
        private long stops;

        private World(Generator any, Faults faults) {
            this.any = any;
            carrier = new Carrier(any, faults);
            carrier.host(HOUSE, new TinyHouse());
            carrier.host(Buckets.of(SELF), new BucketMachine());
            for (EntityId id : List.of(CEDAR, FUND, Bidders.house("hazel"), Bidders.house("dogwood"))) {
                accounts.put(id, carrier.host(id, new HoldingAccount(3)));
            }
            desk = carrier.host(
                    SELF, new Understanding<>(Attended.registered(new DeskRules(Keys.FIXED), HOUSE), World::ofDesk));
        }

        private static Optional<Attended.Input<DeskInput>> ofDesk(Message message) {
            if (message instanceof BucketAnswer.EnlistmentKept kept) {
                return Optional.of(new Attended.Input.Kept<>(kept));
            }
            if (message instanceof SourceMessage.Registered registered) {
                return Optional.of(new Attended.Input.Listed<>(registered));
            }
            if (message instanceof BucketAnswer.Wake) {
                return Optional.of(new Attended.Input.ToSource<>(new DeskInput.Tick()));
            }
            if (message instanceof Attended.Input<?>) {
                return Optional.of(new Attended.Input.ToSource<>(new DeskInput.Tick()));
            }
            return Optional.of(new Attended.Input.ToSource<>(input(message)));
        }

        private static DeskInput input(Message message) {
            if (message instanceof BidInput bid) {
                return new DeskInput.Bidding(bid);
            }
            if (message instanceof HoldMessage word) {
                return new DeskInput.HoldHeard(word);
            }
            if (message instanceof PostingsAcknowledged word) {
                return new DeskInput.Acknowledged(word);
            }
            if (message instanceof StopMessage.PlaceStop stop) {
                return new DeskInput.PlaceStop(stop);
            }
            if (message instanceof StopMessage.LiftStop stop) {
                return new DeskInput.LiftStop(stop);
            }
            return message instanceof DeskMessage.PlaceOrder place ? new DeskInput.Place(place) : (DeskInput) message;
        }

        /** A new bid or an earlier one again, and now and then one is taken back. */
        private void bid() {
            carrier.tell(SELF, new DeskInput.SetTerms(TERMS));
            if (requests.isEmpty() || any.between(1, 3) > 1) {
                String member = any.oneOf(BIDDERS);
                long lots = any.oneIn(4) ? -any.between(1, 20) : any.between(1, 20);
                requests.add(Bidders.request(
                        requests.size(), member, lots, OIL.price("20.00").plusTicks(any.between(-50, 50))));
            }
            BidInput.RequestBid request = any.oneOf(requests);
            carrier.tell(SELF, request);
            carrier.tell(SELF, new BidInput.AwaitBid(request.request()));
            desk.state().book().bids().keySet().stream()
                    .filter(bid -> any.oneIn(10))
                    .forEach(bid -> carrier.tell(
                            SELF,
                            new BidInput.WithdrawBid(
                                    Optional.empty(), Bidders.id(LARGE + any.between(0, LARGE)), bid)));
        }

        /** The account gives its next order only when the one before is done, and repeats it until then. */
        private void order() {
            Optional<DoneOrder> last = desk.state().done().find(CEDAR);
            boolean done = last.map(DoneOrder::number).orElse(0L) == orders.size();
            if (done && any.oneIn(2)) {
                long lots = any.oneIn(4) ? any.between(1, 30) : -any.between(1, 30);
                orders.add(new Order(
                        CEDAR,
                        orders.size() + 1L,
                        OIL,
                        Lots.of(lots),
                        any.oneIn(2) ? Optional.empty() : Optional.of(OIL.price("20.00")),
                        Mark.of(OIL.price("20.11")),
                        OIL.currency().minor(any.between(-100_000, 1_000_000))));
            }
            repeatOrders();
        }

        private void repeatOrders() {
            if (!orders.isEmpty()) {
                carrier.tell(SELF, new DeskMessage.PlaceOrder(orders.get(orders.size() - 1), "cedar", 0));
                carrier.tell(SELF, new DeskMessage.PlaceOrder(any.oneOf(orders), "cedar", 0));
            }
        }

        private void stop() {
            if (any.oneIn(12)) {
                StopSubject subject = any.oneOf(List.of(
                        new StopSubject.OfInstrument(OIL.id()),
                        new StopSubject.OfMember("hazel"),
                        new StopSubject.OfAccount(CEDAR)));
                carrier.tell(SELF, new StopMessage.PlaceStop(new StopId(HOUSE, ++stops), subject));
            }
            if (any.oneIn(3)) {
                lift();
            }
        }

        private void lift() {
            for (long stop = 1; stop <= stops; stop++) {
                carrier.tell(SELF, new StopMessage.LiftStop(new StopId(HOUSE, stop)));
            }
        }

        private void healAndWithdraw() {
            carrier.heal();
            lift();
            repeatOrders();
            carrier.run(Duration.ofMinutes(2));
            repeatOrders();
            carrier.run(Duration.ofMinutes(1));
            for (long bid : desk.state().book().bids().keySet()) {
                carrier.tell(
                        SELF,
                        new BidInput.WithdrawBid(Optional.empty(), Bidders.id(LARGE + any.between(0, LARGE)), bid));
            }
            carrier.run(Duration.ofMinutes(2));
        }

        private HoldingAccount.Ledger ledger(EntityId account) {
            return Objects.requireNonNull(accounts.get(account)).state();
        }

        private void assertLotsAreWhatWasFilled() {
            Map<Long, Long> filled = new TreeMap<>();
            desk.journal().forEach(event -> {
                if (event.event() instanceof DeskEvent.OrderWorked worked) {
                    worked.fills()
                            .forEach(fill -> filled.merge(
                                    worked.order().number(), -fill.lots().count(), Long::sum));
                }
            });
            filled.forEach((number, lots) -> {
                Lots wanted = orders.get((int) (number - 1)).lots();
                assertThat(Long.signum(lots)).isEqualTo(Long.signum(wanted.count()));
                assertThat(Math.absExact(lots)).isLessThanOrEqualTo(wanted.size());
            });
            long all = filled.values().stream().mapToLong(lots -> lots).sum();
            assertThat(ledger(CEDAR).lots(OIL.id())).isEqualTo(all);
            accounts.keySet().forEach(id -> assertThat(ledger(id).unheld()).isZero());
        }

        private void assertConserved() {
            Fingerprint sums = Fingerprint.NONE;
            long lots = 0;
            long cash = 0;
            long cost = 0;
            for (EntityId id : accounts.keySet()) {
                HoldingAccount.Ledger ledger = ledger(id);
                lots += ledger.lots(OIL.id());
                cash += ledger.cash();
                cost += ledger.cost();
                sums = sums.with(Keys.FIXED, OIL.id(), id, Lots.of(ledger.lots(OIL.id())));
            }
            assertThat(List.of(lots, cash, cost)).containsOnly(0L);
            assertThat(desk.state().fingerprint().of(OIL.id())).isEqualTo(sums.of(OIL.id()));
        }

        private void assertNothingIsOwed() {
            assertThat(desk.state().open()).isEmpty();
            assertThat(desk.state().book().bids()).isEmpty();
            assertThat(desk.state().book().holds().lines()).isEmpty();
            assertThat(desk.state().owesNothing()).isTrue();
            accounts.keySet()
                    .forEach(id -> assertThat(ledger(id).holds().live()).isEmpty());
        }
    }
}
