package io.breakwater.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.cassandra.CassandraSessions;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.JournalReader;
import io.breakwater.node.journal.cassandra.SchemaMigration;
import io.breakwater.node.process.Cluster;
import io.breakwater.node.process.House;
import io.breakwater.node.process.NodeProcess;
import io.breakwater.node.process.NodeProcess.Store;
import io.breakwater.node.process.Requests;
import io.breakwater.protocol.accounts.v1.GetRequestStatusResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The zombie: a node that owns an account is stopped while requests wait in its socket, its peers take the account over,
 * and then it wakes up and goes on as if nothing had happened. With the fence nothing that was acknowledged is lost and no
 * number is given twice; without it the same test loses an acknowledged write, which shows that it can see one.
 */
final class ZombieWriterIT {

    private static final String ACCOUNT = "alder.house";
    /** Requests that reach the owner just before it is paused, so that they wait in it, and again as many after. */
    private static final int QUEUED = 60;

    private static final int BY_OTHERS = 300;
    private static final Duration PAUSE = Duration.ofSeconds(40);
    private static final int UNFENCED_TRIES = 3;

    private final Path logs = Path.of(System.getProperty("breakwater.home"), "clearing-node", "target", "zombie-logs");

    @Test
    void aNodeThatWakesUpAfterItsAccountWasTakenOverLosesNothing() {
        Outcome outcome = run(List.of());
        outcome.print("with the fence");
        assertThat(outcome.lost()).as("acknowledged and lost").isEmpty();
        assertThat(outcome.givenTwice())
                .as("positions acknowledged for two requests")
                .isEmpty();
        assertThat(outcome.byOthers()).as("written while the owner was paused").isPositive();
    }

    @Test
    void withoutTheFenceTheSameTestSeesAnAcknowledgedWriteLost() {
        List<String> flags = List.of("-Dbreakwater.test.unfenced=true", "-Dbreakwater.journal.fence=off");
        for (int attempt = 1; attempt <= UNFENCED_TRIES; attempt++) {
            Outcome outcome = run(flags);
            outcome.print("without the fence, try " + attempt);
            if (!outcome.lost().isEmpty()) {
                return;
            }
        }
        throw new AssertionError("no acknowledged write was lost without the fence in " + UNFENCED_TRIES
                + " tries: this test could not have seen one with it");
    }

    /** One run of the whole story on a keyspace of its own. */
    private Outcome run(List<String> jvmFlags) {
        String keyspace =
                "zombie_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        CassandraSettings settings =
                CassandraSettings.of(List.of(TestCassandra.contactPoint()), TestCassandra.datacenter(), keyspace);
        SchemaMigration.apply(settings, 1);
        Store store = new Store(HostPort.parse(TestCassandra.contactPoint()), TestCassandra.datacenter(), keyspace);
        List<Acknowledged> acknowledged = new ArrayList<>();
        int byOthers;
        int byZombie;
        try (Cluster cluster = Cluster.start(3, store, logs.resolve(keyspace), jvmFlags)) {
            NodeProcess first = cluster.nodes().get(0);
            House.setTerms(first);
            House.openAccount(first, ACCOUNT, "alder");
            NodeProcess owner = cluster.at(House.nodeOf(first, ACCOUNT));
            NodeProcess other = cluster.nodes().stream()
                    .filter(node -> node != owner)
                    .findFirst()
                    .orElseThrow();
            acknowledged.addAll(voided(owner, 3));
            Map<String, CompletableFuture<GetRequestStatusResponse>> queued = queue(owner);
            long pausedAt = System.nanoTime();
            owner.pause();
            queued.putAll(queue(owner));
            byOthers = writeUntil(other, pausedAt + PAUSE.toNanos(), acknowledged);
            owner.resume();
            int before = acknowledged.size();
            queued.forEach((request, answer) -> Requests.settled(answer)
                    .ifPresent(status -> acknowledged.add(
                            new Acknowledged(request, status.getPosition().getNumber()))));
            byZombie = acknowledged.size() - before;
        }
        return new Outcome(acknowledged, rows(settings), byOthers, byZombie);
    }

    private static Map<String, CompletableFuture<GetRequestStatusResponse>> queue(NodeProcess owner) {
        Map<String, CompletableFuture<GetRequestStatusResponse>> queued = new TreeMap<>();
        for (int n = 0; n < QUEUED; n++) {
            String request = Requests.newId();
            queued.put(request, Requests.status(owner, ACCOUNT, "alder", request, PAUSE.plusSeconds(20)));
        }
        return queued;
    }

    /** Writes through another node as soon as it can, up to a number, and waits until the time is over. */
    private static int writeUntil(NodeProcess other, long untilNanos, List<Acknowledged> acknowledged) {
        int written = 0;
        while (System.nanoTime() < untilNanos && written < BY_OTHERS) {
            String request = Requests.newId();
            Optional<GetRequestStatusResponse> answer =
                    Requests.settled(Requests.status(other, ACCOUNT, "alder", request, Duration.ofSeconds(2)));
            if (answer.isPresent()) {
                acknowledged.add(
                        new Acknowledged(request, answer.get().getPosition().getNumber()));
                written++;
            }
        }
        await("the end of the pause").atMost(PAUSE.plusSeconds(5)).until(() -> System.nanoTime() >= untilNanos);
        return written;
    }

    private static List<Acknowledged> voided(NodeProcess node, int count) {
        List<Acknowledged> acknowledged = new ArrayList<>();
        await("the first writes").atMost(Duration.ofSeconds(30)).until(() -> {
            String request = Requests.newId();
            Requests.settled(Requests.status(node, ACCOUNT, "alder", request, Duration.ofSeconds(5)))
                    .ifPresent(status -> acknowledged.add(
                            new Acknowledged(request, status.getPosition().getNumber())));
            return acknowledged.size() >= count;
        });
        return acknowledged;
    }

    private static SortedMap<Long, String> rows(CassandraSettings settings) {
        SortedMap<Long, String> requests = new TreeMap<>();
        try (CqlSession session = CassandraSessions.openNow(settings)) {
            for (JournalRow row : new JournalReader(session, settings.keyspace()).rows("account|" + ACCOUNT)) {
                requests.put(
                        row.sequenceNumber(),
                        row.event().attribution().orElseThrow().requestId());
            }
        }
        return requests;
    }

    /** A request whose client was told that it is persisted, and under which number. */
    private record Acknowledged(String request, long number) {}

    /** What clients were told, and what the journal holds once all nodes are dead. */
    private record Outcome(List<Acknowledged> acknowledged, SortedMap<Long, String> rows, int byOthers, int byZombie) {

        void print(String story) {
            System.out.printf(
                    "%s: %d acknowledged, of them %d while the owner was paused and %d by it afterwards; %d lost, %d numbers"
                            + " given twice%n",
                    story,
                    acknowledged.size(),
                    byOthers,
                    byZombie,
                    lost().size(),
                    givenTwice().size());
        }

        List<Acknowledged> lost() {
            return acknowledged.stream()
                    .filter(write -> !write.request().equals(rows.get(write.number())))
                    .toList();
        }

        List<Long> givenTwice() {
            Map<Long, List<Acknowledged>> byNumber = new TreeMap<>();
            acknowledged.forEach(write -> byNumber.computeIfAbsent(write.number(), n -> new ArrayList<>())
                    .add(write));
            return byNumber.entrySet().stream()
                    .filter(number -> number.getValue().size() > 1)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
