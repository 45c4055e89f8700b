package io.breakwater.waterfall.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.BucketEvent;
import io.breakwater.waterfall.bucket.BucketMachine;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.StopMessage.Drained;
import io.breakwater.waterfall.posting.StopMessage.LiftStop;
import io.breakwater.waterfall.posting.StopMessage.PlaceStop;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class ChannelsTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final EntityId HOUSE = EntityId.of(EntityKind.HOUSE, "main");

    @SeededTest(runs = 40)
    void everyPostingArrivesExactlyOnceInOrderAndEveryObligationEnds(Generator any) {
        World world = new World(any, Faults.any(any));
        world.book((int) any.between(20, 150));
        world.healAndSettle();
        world.assertAllArrivedOnceInOrder();
        world.assertNothingOwed();
    }

    @SeededTest(runs = 15)
    void anAccountThatIsFarBehindCatchesUpFromTheJournal(Generator any) {
        World world = new World(any, Faults.NONE);
        for (int i = 0; i < 400; i++) {
            world.bookOne();
            world.carrier.run(Duration.ofMillis(1));
        }
        world.sources.values().forEach(Station::crash);
        world.book(20);
        world.healAndSettle();
        world.assertAllArrivedOnceInOrder();
        world.assertNothingOwed();
    }

    @SeededTest(runs = 30)
    void nothingOfAStoppedAccountIsBookedAfterTheCutOrUnderWayOnceDrained(Generator any) {
        World world = new World(any, Faults.any(any));
        EntityId subject = any.oneOf(List.copyOf(world.accounts.keySet()));
        PlaceStop stop = new PlaceStop(new StopId(HOUSE, 1), new StopSubject.OfAccount(subject));
        for (int round = 0; round < 30; round++) {
            world.book(3);
            if (round >= 10) {
                world.sources.keySet().forEach(source -> world.carrier.tell(source, stop));
            }
            world.assertDrainedIsTrue(subject);
        }
        world.healAndSettle();
        world.sources.keySet().forEach(source -> world.carrier.tell(source, stop));
        world.healAndSettle();
        world.assertDrainedIsTrue(subject);
        assertThat(world.drainedBy()).isEqualTo(world.sources.keySet());
        world.sources.keySet().forEach(source -> world.carrier.tell(source, new LiftStop(stop.id())));
        world.sources.keySet().forEach(source -> world.carrier.tell(source, stop));
        world.healAndSettle();
        world.sources
                .values()
                .forEach(source -> assertThat(source.state().stops().standing()).isEmpty());
        world.assertAllArrivedOnceInOrder();
    }

    @SeededTest(runs = 10)
    void anAccountPersistsNothingBeforeItsBucketHasEnlistedIt(Generator any) {
        World world = new World(any, Faults.any(any));
        for (int round = 0; round < 40; round++) {
            world.book(2);
            world.carrier.run(Duration.ofSeconds(any.between(0, 9)));
        }
        world.healAndSettle();
        world.assertEnlistedBeforeEachEvent();
    }

    @SeededTest(runs = 3)
    void theSameSeedGivesTheSameHistory(Generator any) {
        long seed = any.anyLong();
        assertThat(history(seed)).isEqualTo(history(seed));
    }

    private static List<String> history(long seed) {
        Generator any = new Generator(seed);
        World world = new World(any, Faults.any(any));
        world.book(40);
        world.healAndSettle();
        return world.carrier.log();
    }

    /** Three sources, eight accounts, and their buckets. */
    private static final class World {

        private final Generator any;
        private final Carrier carrier;
        private final Map<EntityId, Station<PlainSource.Books, OutboxMemory, Message, PlainSource.Booked>> sources =
                new TreeMap<>();
        private final Map<EntityId, Station<PlainAccount.Ledger, PlainAccount.Mind, Message, PlainAccount.Applied>>
                accounts = new TreeMap<>();
        private int booked;

        private World(Generator any, Faults faults) {
            this.any = any;
            carrier = new Carrier(any, faults);
            for (String venue : List.of("trades|v:1", "bank|main", "desk|OIL")) {
                EntityId source = EntityId.parse(venue);
                sources.put(source, carrier.host(source, new PlainSource(bounds(any))));
            }
            Set<EntityId> buckets = new TreeSet<>();
            for (int i = 0; i < 8; i++) {
                EntityId account = EntityId.of(EntityKind.ACCOUNT, "A" + i);
                accounts.put(account, carrier.host(account, new PlainAccount()));
                buckets.add(Buckets.of(account));
            }
            buckets.forEach(bucket -> carrier.host(bucket, new BucketMachine()));
        }

        /** Often so narrow that most of what is owed has to be read again. */
        private static OutboxBounds bounds(Generator any) {
            return any.oneIn(3)
                    ? OutboxBounds.STANDARD
                    : new OutboxBounds((int) any.between(0, 12), (int) any.between(0, 12), (int) any.between(1, 5));
        }

        private void book(int entries) {
            for (int i = 0; i < entries; i++) {
                bookOne();
                carrier.run(Duration.ofMillis(any.between(0, 800)));
            }
        }

        private void bookOne() {
            List<EntityId> some = any.shuffled(List.copyOf(accounts.keySet()));
            long cents = any.between(1, 1_000);
            Entry entry = Entry.of(
                    "e" + booked++,
                    Purpose.TRADE,
                    Posting.of(some.get(0), new Leg.MoneyLeg(USD.minor(cents))),
                    Posting.of(some.get(1), new Leg.MoneyLeg(USD.minor(-cents))));
            carrier.tell(any.oneOf(List.copyOf(sources.keySet())), new PlainSource.Book(entry));
        }

        private void healAndSettle() {
            carrier.heal();
            carrier.run(Duration.ofMinutes(5));
        }

        private void assertAllArrivedOnceInOrder() {
            accounts.forEach((account, station) -> {
                List<String> applied = station.state().applied();
                sources.forEach((source, books) -> assertThat(applied.stream()
                                .filter(line -> line.startsWith(source + " "))
                                .toList())
                        .isEqualTo(owed(source, books.journal(), account)));
            });
        }

        private static List<String> owed(
                EntityId source, List<Numbered<PlainSource.Booked>> journal, EntityId account) {
            List<String> owed = new ArrayList<>();
            for (Numbered<PlainSource.Booked> event : journal) {
                for (Entry entry : event.event().entries()) {
                    if (PlainSource.accounts(entry).contains(account)) {
                        owed.add(source + " " + entry.id());
                    }
                }
            }
            return owed;
        }

        private void assertNothingOwed() {
            sources.values().forEach(source -> {
                assertThat(source.state().outbox().isSettled()).isTrue();
                assertThat(source.memory().toPersist()).isEmpty();
                assertThat(source.memory().paged()).isZero();
                assertThat(source.memory().bodies().bySlot()).isEmpty();
            });
        }

        /** After Drained, everything of the subject up to the cut is applied; after the cut there is nothing of it. */
        private void assertDrainedIsTrue(EntityId subject) {
            for (Message reply : carrier.replies()) {
                if (reply instanceof Drained drained) {
                    List<Numbered<PlainSource.Booked>> journal = Objects.requireNonNull(sources.get(drained.source()))
                            .journal();
                    List<String> upToCut = owed(drained.source(), journal.subList(0, (int) drained.cut()), subject);
                    assertThat(owed(drained.source(), journal, subject)).isEqualTo(upToCut);
                    Station<PlainAccount.Ledger, ?, ?, ?> account = Objects.requireNonNull(accounts.get(subject));
                    assertThat(account.state().applied()).containsAll(upToCut);
                }
            }
        }

        private Set<EntityId> drainedBy() {
            Set<EntityId> by = new TreeSet<>();
            for (Message reply : carrier.replies()) {
                if (reply instanceof Drained drained) {
                    by.add(drained.source());
                }
            }
            return by;
        }

        /** Reads the log: whenever an account persists, its bucket's newest word about it is that it is enlisted. */
        private void assertEnlistedBeforeEachEvent() {
            Map<String, Boolean> enlisted = new TreeMap<>();
            for (String line : carrier.log()) {
                for (EntityId account : accounts.keySet()) {
                    if (line.contains(account + " persists")) {
                        assertThat(enlisted.getOrDefault(account.key(), false))
                                .as(line)
                                .isTrue();
                    }
                    if (line.contains("bucket|") && line.contains("persists") && line.contains("account=" + account)) {
                        enlisted.put(account.key(), line.contains(BucketEvent.Enlisted.class.getSimpleName() + "["));
                    }
                }
            }
            assertThat(enlisted).isNotEmpty();
        }
    }
}
