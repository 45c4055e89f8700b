package io.breakwater.node.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Incarnation;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GateTest {

    private static final EntityId ID = EntityId.of(EntityKind.HOUSE, "tally");
    private static final Config IN_MEMORY = ConfigFactory.parseString(
                    "breakwater.journal.class = \"" + PersistenceTestKitPlugin.class.getName() + "\"\n"
                            + "breakwater.snapshot-store.class = \"" + PersistenceTestKitSnapshotPlugin.class.getName()
                            + "\"\n"
                            + "pekko.persistence.testkit.events.serialize = off\n"
                            + "pekko.persistence.testkit.snapshots.serialize = off\n")
            .withFallback(PersistenceTestKitPlugin.config());

    private final ActorTestKit kit = ActorTestKit.create("gate", IN_MEMORY.withFallback(ConfigFactory.load()));
    private final TestProbe<Answer> asker = kit.createTestProbe(Answer.class);
    private final FixedRuntime runtime = new FixedRuntime();
    private final ActorRef<EntityCommand> gate = kit.spawn(Gate.create(Tally.type(), ID, runtime));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void anAnswerIsGivenOnceItsEventIsPersisted() {
        tell(new Tally.Input.Add(5));
        asker.expectMessage(new Answer.Given(new Tally.Total(5)));
    }

    @Test
    void whatCannotBeDecidedYetIsAnsweredWhenItCan() {
        for (long total = 1; total <= 3; total++) {
            tell(new Tally.Input.AwaitTotal(total));
        }
        tell(new Tally.Input.AwaitTotal(9));
        asker.expectNoMessage(Duration.ofMillis(50));
        tell(new Tally.Input.Add(4));
        asker.expectMessage(new Answer.Given(new Tally.Total(4)));
        for (int answered = 0; answered < 3; answered++) {
            asker.expectMessage(new Answer.Given(new Tally.Total(4)));
        }
        tell(new Tally.Input.Add(5));
        asker.expectMessage(new Answer.Given(new Tally.Total(9)));
        asker.expectMessage(new Answer.Given(new Tally.Total(9)));
    }

    @Test
    void oneMoreThanMayBeUndecidedIsRefused() {
        for (int waiting = 0; waiting < Incarnation.UNDECIDED_LIMIT; waiting++) {
            tell(new Tally.Input.AwaitTotal(1));
        }
        tell(new Tally.Input.AwaitTotal(1));
        asker.expectMessage(new Answer.Overloaded("undecided", Incarnation.UNDECIDED_LIMIT));
        tell(new Tally.Input.Add(1));
        for (int answered = 0; answered <= Incarnation.UNDECIDED_LIMIT; answered++) {
            asker.expectMessage(new Answer.Given(new Tally.Total(1)));
        }
    }

    @Test
    void whatNobodyWaitsForAnyMoreMakesRoom() {
        for (int waiting = 0; waiting < Incarnation.UNDECIDED_LIMIT; waiting++) {
            tell(new Tally.Input.AwaitTotal(9), Duration.ofSeconds(1));
        }
        asker.expectNoMessage(Duration.ofMillis(50));
        runtime.uptime = Duration.ofSeconds(2);
        tell(new Tally.Input.AwaitTotal(1));
        tell(new Tally.Input.Add(1));
        asker.expectMessage(new Answer.Given(new Tally.Total(1)));
        asker.expectMessage(new Answer.Given(new Tally.Total(1)));
    }

    @Test
    void whoIsAskedAllTheTimeWakesNonetheless() {
        tell(new Tally.Input.Add(Tally.WAKEFUL));
        asker.expectMessage(new Answer.Given(new Tally.Total(Tally.WAKEFUL)));
        Answer last = new Answer.Given(new Tally.Total(Tally.WAKEFUL));
        for (int asked = 0; asked < 20_000 && last.equals(new Answer.Given(new Tally.Total(Tally.WAKEFUL))); asked++) {
            tell(new Tally.Input.AwaitTotal(0));
            last = asker.receiveMessage();
        }
        assertThat(last).isEqualTo(new Answer.Given(new Tally.Total(Tally.WAKEFUL + 1)));
    }

    @Test
    void ticksThatCannotBeDecidedTakeNoRoom() {
        tell(new Tally.Input.Add(Tally.UNDECIDED));
        asker.expectMessage(new Answer.Given(new Tally.Total(Tally.UNDECIDED)));
        asker.expectNoMessage(Tally.NAP.multipliedBy(3));
        for (int waiting = 0; waiting < Incarnation.UNDECIDED_LIMIT; waiting++) {
            tell(new Tally.Input.AwaitTotal(Tally.UNDECIDED + 1));
        }
        tell(new Tally.Input.Add(1));
        for (int answered = 0; answered <= Incarnation.UNDECIDED_LIMIT; answered++) {
            asker.expectMessage(new Answer.Given(new Tally.Total(Tally.UNDECIDED + 1)));
        }
    }

    @Test
    void anInputWhoseAskerHasGivenUpHasNoEffect() {
        runtime.uptime = Duration.ofSeconds(1);
        tell(new Tally.Input.Add(5), Duration.ofSeconds(-1));
        asker.expectMessage(new Answer.TooLate());
        tell(new Tally.Input.Add(1));
        asker.expectMessage(new Answer.Given(new Tally.Total(1)));
    }

    @Test
    void aFailedWriteIsAnsweredAsUnknownAndEndsTheEntity() {
        Config unwritable = ConfigFactory.parseString("pekko.persistence.testkit.events.serialize = on")
                .withFallback(IN_MEMORY)
                .withFallback(ConfigFactory.load());
        ActorTestKit other = ActorTestKit.create("gate-unwritable", unwritable);
        try {
            TestProbe<Answer> otherAsker = other.createTestProbe(Answer.class);
            ActorRef<EntityCommand> doomed = other.spawn(Gate.create(Tally.type(), ID, runtime));
            doomed.tell(delivery(new Tally.Input.Add(5), Duration.ofSeconds(5), otherAsker.ref()));
            otherAsker.expectMessage(new Answer.OutcomeUnknown());
            otherAsker.expectTerminated(doomed, Duration.ofSeconds(3));
        } finally {
            other.shutdownTestKit();
        }
    }

    @Test
    void aNewInstanceGoesOnFromTheJournal() {
        tell(new Tally.Input.Add(5));
        asker.expectMessage(new Answer.Given(new Tally.Total(5)));
        TestProbe<Object> undertaker = kit.createTestProbe();
        gate.tell(EntityCommand.Leave.LEAVE);
        undertaker.expectTerminated(gate, Duration.ofSeconds(3));
        ActorRef<EntityCommand> next = kit.spawn(Gate.create(Tally.type(), ID, runtime));
        next.tell(delivery(new Tally.Input.Add(2), Duration.ofSeconds(5)));
        asker.expectMessage(new Answer.Given(new Tally.Total(7)));
    }

    @Test
    void itTellsWhereItLives() {
        gate.tell(new EntityCommand.Locate(ID, asker.ref()));
        asker.expectMessage(new Answer.LivesAt("127.0.0.1:1"));
    }

    private void tell(Tally.Input input) {
        tell(input, Duration.ofSeconds(5));
    }

    private void tell(Tally.Input input, Duration budget) {
        gate.tell(delivery(input, budget));
    }

    private EntityCommand.Deliver delivery(Tally.Input input, Duration budget) {
        return delivery(input, budget, asker.ref());
    }

    private static EntityCommand.Deliver delivery(Tally.Input input, Duration budget, ActorRef<Answer> replyTo) {
        Cause cause = new Cause("operator/test", Optional.empty(), "r-1");
        return new EntityCommand.Deliver(ID, input, Optional.empty(), cause, Optional.of(budget), Optional.of(replyTo));
    }

    /** A node with a clock that a test sets. */
    private static final class FixedRuntime implements EntityRuntime {

        private volatile Duration uptime = Duration.ZERO;

        @Override
        public String node() {
            return "127.0.0.1:1";
        }

        @Override
        public Duration uptime() {
            return uptime;
        }

        @Override
        public Optional<HouseInstant> houseTime() {
            return Optional.empty();
        }

        @Override
        public void send(EntityId from, Send send, Cause cause) {
            throw new AssertionError("a tally tells nobody: " + send);
        }

        @Override
        public void tell(Send send, Cause cause) {
            throw new AssertionError("a tally tells nobody: " + send);
        }

        @Override
        public CompletionStage<List<Numbered<Object>>> ownEvents(EntityId self, long from, int limit) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public int eventsPerSnapshot() {
            return 100;
        }
    }
}
