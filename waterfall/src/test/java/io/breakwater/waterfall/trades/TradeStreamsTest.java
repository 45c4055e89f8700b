package io.breakwater.waterfall.trades;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountMemory;
import io.breakwater.waterfall.account.AccountRules;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.bucket.BucketMachine;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.carrier.Understanding;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import io.breakwater.waterfall.trades.TradesInput.SubmitTrades;
import io.breakwater.waterfall.trades.TradesReply.Registered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two venues and five accounts over a bad network: what was answered is what is booked, once, and the book matches. */
class TradeStreamsTest {

    @SeededTest(runs = 40)
    void everyAcceptedTradeIsOnBothAccountsOnceAndTheBookMatches(Generator any) {
        World world = new World(any, Faults.any(any));
        for (int round = 0; round < 12; round++) {
            world.streams.values().forEach(world::submitNext);
            world.carrier.run(Duration.ofMillis(any.between(0, 1_500)));
        }
        world.carrier.heal();
        world.streams.values().forEach(world::submitNext);
        world.carrier.run(Duration.ofMinutes(3));
        world.assertAnswersAreWhatIsBooked();
        world.assertAccountsHaveWhatIsBooked();
        world.assertBookMatches();
        world.streams.values().forEach(stream -> assertThat(
                        stream.state().outbox().isSettled())
                .isTrue());
    }

    private static final class World {

        private final Generator any;
        private final Carrier carrier;
        private final Map<EntityId, Station<TradeStream, OutboxMemory, Message, TradesEvent>> streams = new TreeMap<>();
        private final Map<EntityId, Station<Account, AccountMemory, Message, AccountEvent>> accounts = new TreeMap<>();
        private final Map<String, SubmitTrades> submitted = new TreeMap<>();

        private World(Generator any, Faults faults) {
            this.any = any;
            carrier = new Carrier(any, faults);
            for (String key : List.of("v:1", "v:2")) {
                EntityId id = EntityId.of(EntityKind.TRADES, key);
                streams.put(
                        id,
                        carrier.host(
                                id,
                                new Understanding<>(new TradeRules(Keys.FIXED), word -> Optional.of(ofTrades(word)))));
            }
            TreeSet<EntityId> buckets = new TreeSet<>();
            for (EntityId id : Trades.accounts()) {
                accounts.put(
                        id,
                        carrier.host(
                                id, new Understanding<>(new AccountRules(), word -> Optional.of(ofAccount(word)))));
                buckets.add(Buckets.of(id));
            }
            buckets.forEach(bucket -> carrier.host(bucket, new BucketMachine()));
        }

        private static TradesInput ofTrades(Message message) {
            return message instanceof PostingsAcknowledged word
                    ? new TradesInput.Acknowledged(word)
                    : (TradesInput) message;
        }

        private static AccountInput ofAccount(Message message) {
            if (message instanceof PostingsMessage postings) {
                return new AccountInput.Post(List.of(postings));
            }
            if (message instanceof EnlistmentKept kept) {
                return new AccountInput.Kept(kept);
            }
            return message instanceof AccountInput input ? input : new AccountInput.Tick();
        }

        /** The batch after the last one, several times; also one of the older ones, and one that nobody should take. */
        private void submitNext(Station<TradeStream, OutboxMemory, Message, TradesEvent> stream) {
            long next = stream.state().lastSequence() + 1;
            for (int copy = 0; copy < any.between(1, 3); copy++) {
                carrier.tell(stream.id(), batch(stream.id(), next));
            }
            carrier.tell(stream.id(), batch(stream.id(), any.between(1, next)));
            carrier.tell(
                    stream.id(), new SubmitTrades(any.between(1, next), List.of(Trades.trade("x")), Trades.view()));
        }

        private SubmitTrades batch(EntityId stream, long sequence) {
            return submitted.computeIfAbsent(stream.key() + "#" + sequence, key -> {
                String prefix = key.replace(':', '-').replace('#', '-') + "-";
                List<Trade> trades = new ArrayList<>();
                for (int i = 0; i < any.between(1, 6); i++) {
                    trades.add(anyTrade(prefix + i));
                }
                return new SubmitTrades(sequence, trades, Trades.view());
            });
        }

        private Trade anyTrade(String id) {
            InstrumentId instrument = any.oneOf(List.of(Trades.OIL.id(), Trades.GAS.id(), Trades.OLD.id()));
            String price = any.oneOf(List.of("20.00", "-37.63", "0.00", "20.001"));
            return new Trade(
                    id,
                    instrument,
                    any.oneOf(Trades.accounts()),
                    any.oneOf(Trades.accounts()),
                    any.between(0, 9),
                    price);
        }

        private void assertAnswersAreWhatIsBooked() {
            Map<String, Registered> answers = new TreeMap<>();
            for (Message reply : carrier.replies()) {
                if (reply instanceof Registered answer) {
                    Registered first = new Registered(answer.sequence(), answer.number(), answer.outcomes(), false);
                    String batch = answer.outcomes().get(0).trade();
                    Registered before = answers.putIfAbsent(batch + "#" + answer.sequence(), first);
                    assertThat(before == null || batch.equals("x") || before.equals(first))
                            .as("%s and %s", before, first)
                            .isTrue();
                }
            }
            assertThat(answers).isNotEmpty();
            streams.values().forEach(stream -> assertSequencesAreGapless(stream.journal()));
            answers.values().stream()
                    .filter(answer -> !answer.outcomes().get(0).trade().equals("x"))
                    .forEach(this::assertBooked);
        }

        private static void assertSequencesAreGapless(List<Numbered<TradesEvent>> journal) {
            long last = 0;
            for (Numbered<TradesEvent> event : journal) {
                if (event.event() instanceof TradesEvent.TradesRegistered registered) {
                    assertThat(registered.sequence()).isEqualTo(++last);
                }
            }
        }

        private void assertBooked(Registered answer) {
            String stream = answer.outcomes().get(0).trade().startsWith("v-1") ? "v:1" : "v:2";
            TradesEvent event = Objects.requireNonNull(streams.get(EntityId.of(EntityKind.TRADES, stream)))
                    .journal()
                    .get((int) answer.number() - 1)
                    .event();
            List<String> accepted = answer.outcomes().stream()
                    .filter(outcome -> outcome.refused().isEmpty())
                    .map(outcome -> answer.sequence() + ":" + outcome.trade())
                    .toList();
            assertThat(event.entries()).extracting(Entry::id).containsExactlyElementsOf(accepted);
        }

        private void assertAccountsHaveWhatIsBooked() {
            Map<String, Long> booked = new TreeMap<>();
            for (var stream : streams.values()) {
                for (Numbered<TradesEvent> event : stream.journal()) {
                    for (Entry entry : event.event().entries()) {
                        entry.postings().forEach(posting -> count(posting, booked));
                    }
                }
            }
            Map<String, Long> held = new TreeMap<>();
            accounts.forEach((id, account) -> account.state()
                    .positions()
                    .forEach((instrument, position) ->
                            held.put(id + " " + instrument, position.lots().count())));
            assertThat(held).isEqualTo(booked);
        }

        private static void count(Posting posting, Map<String, Long> into) {
            LotsLeg leg = (LotsLeg) posting.legs().get(0);
            into.merge(posting.account() + " " + leg.instrument(), leg.lots().count(), Long::sum);
        }

        private void assertBookMatches() {
            Map<InstrumentId, Long> lots = new TreeMap<>();
            long cashLessCost = 0;
            for (var station : accounts.values()) {
                Account account = station.state();
                cashLessCost += account.cash(Trades.USD).minorUnits();
                for (Map.Entry<InstrumentId, Position> row : account.positions().entrySet()) {
                    lots.merge(row.getKey(), row.getValue().lots().count(), Long::sum);
                    cashLessCost -= row.getValue().cost().minorUnits();
                }
            }
            assertThat(lots.values()).allMatch(sum -> sum == 0);
            assertThat(cashLessCost).isZero();
        }
    }
}
