package io.breakwater.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.breakwater.node.journal.cassandra.CassandraSessionExtension;
import io.breakwater.node.journal.cassandra.EventReader;
import io.breakwater.node.journal.cassandra.Fence;
import io.breakwater.node.journal.cassandra.SchemaMismatchException;
import io.breakwater.node.journal.cassandra.TestKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.journal.Tagged;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FencedJournalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<ActorTestKit> systems = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // before all tests
    private TestKeyspace keyspace;

    private int ids;

    @BeforeAll
    void createKeyspace() {
        keyspace = TestKeyspace.create();
    }

    @AfterEach
    void stopSystems() {
        systems.forEach(ActorTestKit::shutdownTestKit);
        systems.clear();
    }

    @AfterAll
    void dropKeyspace() {
        keyspace.close();
    }

    @Test
    void eventsAndTheirAuthorsComeBackInAnotherSystem() {
        String id = freshId();
        Attribution by = new Attribution(
                "member/ALFA",
                Optional.of("person/jane"),
                "r-1",
                Optional.of(Instant.parse("2026-11-20T09:00:00.123456789Z")));
        ActorTestKit before = system();
        note(before, notebook(before, id), new Attributed("lodged", by));
        note(before, notebook(before, id), new Tagged(new Attributed("tagged", by), Set.of("t1", "t2")));
        note(before, notebook(before, id), "bare");

        ActorTestKit after = system();
        assertThat(read(after, notebook(after, id))).isEqualTo("lodged@r-1\ntagged@r-1\nbare\n");
        List<JournalRow> rows = keyspace.reader().rows(id);
        assertThat(rows)
                .extracting(row -> row.event().attribution())
                .containsExactly(Optional.of(by), Optional.of(by), Optional.empty());
        assertThat(rows.get(1).event().tags()).containsExactlyInAnyOrder("t1", "t2");
        assertThat(rows.get(0).event().payload().bytes().utf8String()).isEqualTo("lodged");
        assertChainUnbroken(id, rows);
    }

    @Test
    void theChainGoesOnBehindASnapshotAndInAnotherSystem() {
        String id = freshId();
        ActorTestKit before = system();
        ActorRef<Notebook.Command> notebook = notebook(before, id);
        IntStream.rangeClosed(1, 7).forEach(number -> note(before, notebook, "n" + number));
        ActorTestKit after = system();
        ActorRef<Notebook.Command> again = notebook(after, id);
        IntStream.rangeClosed(8, 10).forEach(number -> note(after, again, "n" + number));
        assertThat(read(after, again).lines()).hasSize(10);
        List<JournalRow> rows = keyspace.reader().rows(id);
        assertThat(rows).hasSize(10);
        assertChainUnbroken(id, rows);
        assertThat(keyspace.reader().head(id, 0).map(Head::chain))
                .contains(rows.get(9).chain());
    }

    @Test
    void aHeadThatWasForgottenIsReadBeforeTheNextWrite() {
        ActorTestKit system = system("breakwater.journal.remembered-heads = 1");
        String one = freshId();
        String other = freshId();
        ActorRef<Notebook.Command> first = notebook(system, one);
        ActorRef<Notebook.Command> second = notebook(system, other);
        for (int round = 1; round <= 3; round++) {
            note(system, first, "a" + round);
            note(system, second, "b" + round);
        }
        assertChainUnbroken(one, keyspace.reader().rows(one));
        assertThat(keyspace.reader().rows(one)).hasSize(3);
        assertThat(keyspace.reader().rows(other)).hasSize(3);
    }

    @Test
    void manyStaleWritersAreRefusedAndStopAndABystanderGoesOn() {
        ActorTestKit stale = system();
        ActorTestKit fresh = system();
        List<String> taken =
                IntStream.range(0, 15).mapToObj(number -> freshId()).toList();
        List<ActorRef<Notebook.Command>> zombies = new ArrayList<>();
        for (String id : taken) {
            ActorRef<Notebook.Command> zombie = notebook(stale, id);
            note(stale, zombie, "first");
            zombies.add(zombie);
            note(fresh, notebook(fresh, id), "second");
        }
        TestProbe<String> replies = stale.createTestProbe();
        for (ActorRef<Notebook.Command> zombie : zombies) {
            zombie.tell(new Notebook.Note("zombie", replies.getRef()));
            replies.expectTerminated(zombie, PATIENCE);
        }
        replies.expectNoMessage(Duration.ofMillis(100));
        assertThat(read(stale, notebook(stale, freshId()))).isEmpty();
        String bystander = freshId();
        assertThat(note(stale, notebook(stale, bystander), "alive")).isEqualTo("alive\n");
        for (String id : taken) {
            assertThat(read(stale, notebook(stale, id))).isEqualTo("first\nsecond\n");
            assertChainUnbroken(id, keyspace.reader().rows(id));
        }
    }

    @Test
    void aWriterIsRefusedAsSoonAsItsSuccessorHasRecovered() {
        ActorTestKit stale = system("breakwater.journal.remembered-heads = 1");
        ActorTestKit fresh = system();
        for (boolean forgotten : List.of(false, true)) {
            String id = freshId();
            ActorRef<Notebook.Command> zombie = notebook(stale, id);
            note(stale, zombie, "first");
            ActorRef<Notebook.Command> successor = notebook(fresh, id);
            assertThat(read(fresh, successor)).isEqualTo("first\n");
            if (forgotten) {
                note(stale, notebook(stale, freshId()), "another id, whose head is remembered instead");
            }
            TestProbe<String> replies = stale.createTestProbe();
            zombie.tell(new Notebook.Note("zombie", replies.getRef()));
            replies.expectTerminated(zombie, PATIENCE);
            assertThat(note(fresh, successor, "second")).isEqualTo("first\nsecond\n");
            assertThat(read(stale, notebook(stale, id))).isEqualTo("first\nsecond\n");
        }
    }

    @Test
    void aWriteWhoseReplyWasLostIsFoundByRecovery() {
        ActorTestKit system = system("breakwater.journal.store = \"" + LostReplies.class.getName() + "\"");
        String id = freshId();
        ActorRef<Notebook.Command> notebook = notebook(system, id);
        note(system, notebook, "one");
        LostReplies.TO_LOSE.set(1);
        TestProbe<String> replies = system.createTestProbe();
        notebook.tell(new Notebook.Note("two", replies.getRef()));
        replies.expectTerminated(notebook, PATIENCE);
        ActorRef<Notebook.Command> again = notebook(system, id);
        assertThat(read(system, again)).isEqualTo("one\ntwo\n");
        assertThat(note(system, again, "three")).isEqualTo("one\ntwo\nthree\n");
        assertChainUnbroken(id, keyspace.reader().rows(id));
    }

    @Test
    void anEventBeyondTheLimitOrWithoutSerializerFailsAndNothingIsWritten() {
        ActorTestKit system = system("breakwater.journal.max-event-bytes = 1000");
        String id = freshId();
        note(system, notebook(system, id), "x".repeat(1000));
        for (Object refused : List.of("x".repeat(1001), new Object())) {
            ActorRef<Notebook.Command> notebook = notebook(system, id);
            TestProbe<String> replies = system.createTestProbe();
            notebook.tell(new Notebook.Note(refused, replies.getRef()));
            replies.expectTerminated(notebook, PATIENCE);
        }
        assertThat(keyspace.reader().rows(id)).hasSize(1);
        assertThat(note(system, notebook(system, id), "small")).endsWith("small\n");
    }

    @Test
    void anEntityMayReadItsOwnEventsAgain() {
        ActorTestKit system = system();
        String id = freshId();
        ActorRef<Notebook.Command> notebook = notebook(system, id);
        IntStream.rangeClosed(1, 4).forEach(number -> note(system, notebook, "n" + number));
        EventReader reader = new EventReader(system.system().classicSystem());
        assertThat(reader.read(id, 2, 2).toCompletableFuture().join())
                .extracting(repr -> repr.payload())
                .containsExactly("n2", "n3");
        assertThat(reader.read(id, 5, 2).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void withoutTheFenceAnAcknowledgedWriteIsLost() {
        System.setProperty(Fence.TEST_PROPERTY, "true");
        try {
            ActorTestKit stale = system("breakwater.journal.fence = off");
            ActorTestKit fresh = system("breakwater.journal.fence = off");
            String id = freshId();
            ActorRef<Notebook.Command> zombie = notebook(stale, id);
            note(stale, zombie, "first");
            assertThat(note(fresh, notebook(fresh, id), "acknowledged")).isEqualTo("first\nacknowledged\n");
            note(stale, zombie, "zombie");
            assertThat(read(fresh, notebook(fresh, id))).isEqualTo("first\nzombie\n");
        } finally {
            System.clearProperty(Fence.TEST_PROPERTY);
        }
    }

    @Test
    void aSystemOnAKeyspaceWithoutSchemaSaysSo() {
        ActorTestKit system = system("breakwater.cassandra.keyspace = no_such_keyspace");
        assertThatThrownBy(() -> CassandraSessionExtension.of(system.system())
                        .opened()
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("breakwater schema apply");
    }

    private ActorTestKit system(String... settings) {
        Config config = keyspace.config(String.join("\n", settings));
        ActorTestKit system = ActorTestKit.create("journal-test-" + systems.size(), config);
        systems.add(system);
        return system;
    }

    private static ActorRef<Notebook.Command> notebook(ActorTestKit system, String id) {
        return system.spawn(Notebook.create(id));
    }

    private static String note(ActorTestKit system, ActorRef<Notebook.Command> notebook, Object event) {
        TestProbe<String> replies = system.createTestProbe();
        notebook.tell(new Notebook.Note(event, replies.getRef()));
        return replies.receiveMessage(PATIENCE);
    }

    private static String read(ActorTestKit system, ActorRef<Notebook.Command> notebook) {
        TestProbe<String> replies = system.createTestProbe();
        notebook.tell(new Notebook.Read(replies.getRef()));
        return replies.receiveMessage(PATIENCE);
    }

    private static void assertChainUnbroken(String id, List<JournalRow> rows) {
        Chain link = Chain.GENESIS;
        long number = 0;
        for (JournalRow row : rows) {
            number++;
            link = link.next(id, number, row.event().payload());
            assertThat(row.chain()).as("row %d of %s", number, id).isEqualTo(link);
        }
    }

    private String freshId() {
        ids++;
        return "notebook|" + ids;
    }
}
