package io.breakwater.node.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.testkit.TestProbe;
import org.junit.jupiter.api.Test;

/** What Pekko's own kit does not state: how many snapshots stay, and what an unreadable one does. */
final class CassandraSnapshotStoreIT {

    @Test
    void onlyTheNewestStayAndAnUnreadableOneIsPassedOver() {
        try (TestKeyspace keyspace = TestKeyspace.create()) {
            ActorTestKit system =
                    ActorTestKit.create("snapshot-test", keyspace.config("breakwater.snapshot-store.keep-newest = 3"));
            try {
                Snapshots snapshots = new Snapshots(system);
                for (int number = 1; number <= 7; number++) {
                    snapshots.save(number, "state " + number);
                }
                assertThat(snapshots.load()).isEqualTo("state 7");
                assertThat(rows(keyspace)).isEqualTo(3);
                keyspace.session()
                        .execute("UPDATE " + keyspace.name() + ".snapshot SET serializer_id = 999999"
                                + " WHERE persistence_id = 'a' AND sequence_number = 7");
                assertThat(snapshots.load()).isEqualTo("state 6");
            } finally {
                system.shutdownTestKit();
            }
        }
    }

    private static long rows(TestKeyspace keyspace) {
        return keyspace.session()
                .execute("SELECT sequence_number FROM " + keyspace.name() + ".snapshot WHERE persistence_id = 'a'")
                .all()
                .size();
    }

    private static final class Snapshots {
        private final ActorRef store;
        private final TestProbe probe;

        Snapshots(ActorTestKit system) {
            this.store =
                    Persistence.get(Adapter.toClassic(system.system())).snapshotStoreFor("", ConfigFactory.empty());
            this.probe = new TestProbe(Adapter.toClassic(system.system()));
        }

        void save(long number, String state) {
            store.tell(
                    new SnapshotProtocol.SaveSnapshot(new SnapshotMetadata("a", number, number), state), probe.ref());
            probe.expectMsgClass(SaveSnapshotSuccess.class);
        }

        Object load() {
            store.tell(
                    new SnapshotProtocol.LoadSnapshot("a", SnapshotSelectionCriteria.latest(), Long.MAX_VALUE),
                    probe.ref());
            SnapshotProtocol.LoadSnapshotResult result =
                    probe.expectMsgClass(SnapshotProtocol.LoadSnapshotResult.class);
            return result.snapshot().get().snapshot();
        }
    }
}
