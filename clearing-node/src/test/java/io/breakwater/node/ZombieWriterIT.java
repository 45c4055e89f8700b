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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The zombie: a node that owns accounts is stopped while requests wait in its socket, its peers take the accounts over,
 * and then it wakes up and goes on as if nothing had happened. With the fence nothing that was acknowledged is lost and no
 * number is given twice; without it the same test loses an acknowledged write, which shows that it can see one.
 */
final class ZombieWriterIT {

    private static final String MEMBER = "alder";

    /** Accounts that are opened; the test looks at those that one node owns. */
    private static final int OPENED = 36;

    /** Requests that wait in the paused owner's socket, for each of its accounts in turn. */
    private static final int QUEUED = 120;

    private static final int BY_OTHERS = 300;

    /** A resumed node has some 20 ms before it learns that it was replaced; a cold one would not write a row in that. */
    private static final int WARM_ROUNDS = 60;

    private static final Duration PAUSE = Duration.ofSeconds(40);
    /** A resumed node may learn that it was replaced before it has tried to write; then the story is told again. */
    private static final int TRIES = 3;

    private final Path logs = Path.of(System.getProperty("breakwater.home"), "clearing-node", "target", "zombie-logs");

    @Test
    void aNodeThatWakesUpAfterItsAccountWasTakenOverLosesNothing() {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Outcome outcome = run(List.of());
            outcome.print("with the fence, try " + attempt);
            assertThat(outcome.lost()).as("acknowledged and lost").isEmpty();
            assertThat(outcome.givenTwice())
                    .as("positions acknowledged for two requests")
                    .isEmpty();
            assertThat(outcome.byOthers())
                    .as("written while the owner was paused")
                    .isPositive();
            if (outcome.refused() > 0) {
                return;
            }
        }
        throw new AssertionError("in " + TRIES + " tries no zombie came to write: the fence has not been tried");
    }

    @Test
    void withoutTheFenceTheSameTestSeesAnAcknowledgedWriteLost() {
        List<String> flags = List.of("-Dbreakwater.test.unfenced=true", "-Dbreakwater.journal.fence=off");
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Outcome outcome = run(flags);
            outcome.print("without the fence, try " + attempt);
            if (!outcome.lost().isEmpty()) {
                return;
            }
        }
        throw new AssertionError("no acknowledged write was lost without the fence in " + TRIES
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
        long refused;
        try (Cluster cluster = Cluster.start(3, store, logs.resolve(keyspace), jvmFlags)) {
            NodeProcess first = cluster.nodes().get(0);
            House.setTerms(first);
            Owned owned = openAccounts(cluster, first);
            NodeProcess other = cluster.nodes().stream()
                    .filter(node -> node != owned.by())
                    .findFirst()
                    .orElseThrow();
            owned.accounts().forEach(account -> acknowledged.add(firstWrite(owned.by(), account)));
            for (int round = 0; round < WARM_ROUNDS; round++) {
                acknowledged.addAll(writeToEach(owned));
            }
            long pausedAt = System.nanoTime();
            owned.by().pause();
            List<Asked> queued = queue(owned);
            byOthers = writeUntil(other, owned, pausedAt + PAUSE.toNanos(), acknowledged);
            long refusedBefore = refusedWrites(owned.by());
            owned.by().resume();
            int before = acknowledged.size();
            queued.forEach(asked -> asked.acknowledged().ifPresent(acknowledged::add));
            byZombie = acknowledged.size() - before;
            refused = refusedWrites(owned.by()) - refusedBefore;
        }
        return new Outcome(acknowledged, rows(settings), byOthers, byZombie, refused);
    }

    /** Opens accounts and picks the node that owns most of them. */
    private static Owned openAccounts(Cluster cluster, NodeProcess through) {
        SortedMap<String, List<String>> byNode = new TreeMap<>();
        for (int n = 1; n <= OPENED; n++) {
            String account = MEMBER + ".a" + n;
            House.openAccount(through, account, MEMBER);
            byNode.computeIfAbsent(House.nodeOf(through, account), node -> new ArrayList<>())
                    .add(account);
        }
        Map.Entry<String, List<String>> most = byNode.entrySet().stream()
                .max(Comparator.comparing(node -> node.getValue().size()))
                .orElseThrow();
        return new Owned(cluster.at(most.getKey()), most.getValue());
    }

    /** One write to each account at the same time, so that the owner does such work fast when it wakes up. */
    private static List<Acknowledged> writeToEach(Owned owned) {
        List<Asked> asked = owned.accounts().stream()
                .map(account -> Asked.of(owned.by(), account, Duration.ofSeconds(10)))
                .toList();
        return asked.stream().flatMap(each -> each.acknowledged().stream()).toList();
    }

    private static List<Asked> queue(Owned owned) {
        List<Asked> queued = new ArrayList<>();
        for (int n = 0; n < QUEUED; n++) {
            queued.add(Asked.of(owned.by(), owned.turn(n), PAUSE.plusSeconds(20)));
        }
        return queued;
    }

    /** Writes through another node as soon as it can, up to a number, and waits until the time is over. */
    private static int writeUntil(NodeProcess other, Owned owned, long untilNanos, List<Acknowledged> acknowledged) {
        int written = 0;
        while (System.nanoTime() < untilNanos && written < BY_OTHERS) {
            Optional<Acknowledged> answer =
                    Asked.of(other, owned.turn(written), Duration.ofSeconds(2)).acknowledged();
            answer.ifPresent(acknowledged::add);
            written += answer.isPresent() ? 1 : 0;
        }
        await("the end of the pause").atMost(PAUSE.plusSeconds(5)).until(() -> System.nanoTime() >= untilNanos);
        return written;
    }

    /** Writes that the journal refused a node, as its log says. */
    private static long refusedWrites(NodeProcess node) {
        try (Stream<String> lines = Files.lines(node.log())) {
            return lines.filter(line -> line.contains("refused write")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Acknowledged firstWrite(NodeProcess node, String account) {
        return await("the first write to " + account)
                .atMost(Duration.ofSeconds(30))
                .until(() -> Asked.of(node, account, Duration.ofSeconds(5)).acknowledged(), Optional::isPresent)
                .orElseThrow();
    }

    private static Map<String, SortedMap<Long, String>> rows(CassandraSettings settings) {
        Map<String, SortedMap<Long, String>> rows = new TreeMap<>();
        try (CqlSession session = CassandraSessions.openNow(settings)) {
            JournalReader journal = new JournalReader(session, settings.keyspace());
            for (int n = 1; n <= OPENED; n++) {
                SortedMap<Long, String> requests = new TreeMap<>();
                for (JournalRow row : journal.rows("account|" + MEMBER + ".a" + n)) {
                    requests.put(
                            row.sequenceNumber(),
                            row.event().attribution().orElseThrow().requestId());
                }
                rows.put(MEMBER + ".a" + n, requests);
            }
        }
        return rows;
    }

    /** The accounts of one node. */
    private record Owned(NodeProcess by, List<String> accounts) {

        String turn(int n) {
            return accounts.get(n % accounts.size());
        }
    }

    /** A request that is under way. */
    private record Asked(String account, String request, CompletableFuture<GetRequestStatusResponse> answer) {

        static Asked of(NodeProcess node, String account, Duration patience) {
            String request = Requests.newId();
            return new Asked(account, request, Requests.status(node, account, MEMBER, request, patience));
        }

        Optional<Acknowledged> acknowledged() {
            return Requests.settled(answer)
                    .map(status -> new Acknowledged(
                            account, request, status.getPosition().getNumber()));
        }
    }

    /** A request whose client was told that it is persisted, and under which number. */
    private record Acknowledged(String account, String request, long number) {}

    /** What clients were told, and what the journal holds once all nodes are dead. */
    private record Outcome(
            List<Acknowledged> acknowledged,
            Map<String, SortedMap<Long, String>> rows,
            int byOthers,
            int byZombie,
            long refused) {

        void print(String story) {
            System.out.printf(
                    "%s: %d acknowledged, of them %d while the owner was paused and %d by it afterwards, which was"
                            + " refused %d writes; %d lost, %d numbers given twice%n",
                    story,
                    acknowledged.size(),
                    byOthers,
                    byZombie,
                    refused,
                    lost().size(),
                    givenTwice().size());
        }

        List<Acknowledged> lost() {
            return acknowledged.stream()
                    .filter(write -> !write.request()
                            .equals(rows.getOrDefault(write.account(), new TreeMap<>())
                                    .get(write.number())))
                    .toList();
        }

        /** Places in an account's history that two requests were told they have. */
        List<String> givenTwice() {
            Map<String, Integer> told = new TreeMap<>();
            acknowledged.forEach(write -> told.merge(write.account() + " " + write.number(), 1, Integer::sum));
            return told.entrySet().stream()
                    .filter(place -> place.getValue() > 1)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
