package io.breakwater.node.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.breakwater.node.TestCassandra;
import io.breakwater.node.journal.Claim;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalStore;
import io.breakwater.node.journal.Partitions;
import io.breakwater.node.journal.StoredEvents;
import io.breakwater.node.journal.WriteOutcome;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SchemaMigrationIT {

    @Test
    void aMissingKeyspaceIsNamed() {
        try (TestKeyspace keyspace = TestKeyspace.empty()) {
            assertMismatch(keyspace, "keyspace " + keyspace.name() + " does not exist");
        }
    }

    @Test
    void aKeyspaceWithoutOurSchemaIsTooOld() {
        try (TestKeyspace keyspace = TestKeyspace.empty()) {
            keyspace.session()
                    .execute(SimpleStatement.newInstance("CREATE KEYSPACE " + keyspace.name() + " WITH replication = "
                                    + new Replication(TestCassandra.datacenter(), 1).cql())
                            .setTimeout(SchemaClaim.DDL_TIMEOUT));
            assertMismatch(keyspace, "schema version 0");
        }
    }

    @Test
    void aNewerSchemaIsRefusedByCheckAndByApply() {
        try (TestKeyspace keyspace = TestKeyspace.create()) {
            keyspace.session()
                    .execute("UPDATE " + keyspace.name() + ".schema_version SET version = 999 WHERE name = 'breakwater'"
                            + " IF EXISTS");
            assertMismatch(keyspace, "newer");
            assertThatExceptionOfType(SchemaMismatchException.class).isThrownBy(() -> apply(keyspace));
        }
    }

    @Test
    void aFixedSettingThatDiffersIsNamed() {
        try (TestKeyspace keyspace = TestKeyspace.create()) {
            keyspace.session()
                    .execute("UPDATE " + keyspace.name() + ".fixed_setting SET value = '1024'"
                            + " WHERE name = 'journal.partition-rows' IF EXISTS");
            assertMismatch(keyspace, "journal.partition-rows = 1024");
        }
    }

    @Test
    void aJournalOfTheFirstVersionIsMigratedAndGoesOn() {
        try (TestKeyspace keyspace = TestKeyspace.create()) {
            String journal = keyspace.name() + ".journal";
            String id = "account|old";
            Partitions partitions = new Partitions(4);
            Head head = Head.NONE;
            for (int number = 1; number <= 4; number++) {
                EventBatch batch = EventBatch.continuing(head, StoredEvents.range(id, "w", number, number));
                keyspace.store(partitions)
                        .write(List.of(batch))
                        .get(0)
                        .toCompletableFuture()
                        .join();
                head = batch.head(partitions);
            }
            keyspace.session().execute(ddl("ALTER TABLE " + journal + " DROP claim"));
            keyspace.session()
                    .execute("UPDATE " + keyspace.name() + ".schema_version SET version = 1 WHERE name = 'breakwater'"
                            + " IF EXISTS");
            assertMismatch(keyspace, "schema version 1");
            apply(keyspace);
            JournalStore store = keyspace.store(partitions);
            Head recovered = store.recover(id, 0, () -> new Claim(new UUID(0, 1), 1))
                    .toCompletableFuture()
                    .join();
            assertThat(recovered.sequenceNumber()).isEqualTo(4);
            EventBatch next = EventBatch.continuing(recovered, StoredEvents.range(id, "w", 5, 6));
            assertThat(store.write(List.of(next)).get(0).toCompletableFuture().join())
                    .isEqualTo(new WriteOutcome.Written());
            assertThat(keyspace.reader().rows(id)).hasSize(6);
        }
    }

    @Test
    void applyingAgainChangesNothing() {
        try (TestKeyspace keyspace = TestKeyspace.create()) {
            String clusterId = clusterId(keyspace);
            apply(keyspace);
            assertThat(clusterId(keyspace)).isEqualTo(clusterId).hasSize(36);
        }
    }

    @Test
    void twoAppliersAtOnceEndWithOneSchema() {
        try (TestKeyspace keyspace = TestKeyspace.empty()) {
            CompletableFuture<?> one = CompletableFuture.runAsync(() -> apply(keyspace));
            CompletableFuture<?> other = CompletableFuture.runAsync(() -> apply(keyspace));
            CompletableFuture.allOf(one, other).join();
            assertThatNoException().isThrownBy(() -> SchemaMigration.check(keyspace.session(), keyspace.name()));
        }
    }

    private static SimpleStatement ddl(String statement) {
        return SimpleStatement.newInstance(statement).setTimeout(SchemaClaim.DDL_TIMEOUT);
    }

    private static void apply(TestKeyspace keyspace) {
        SchemaMigration.apply(keyspace.session(), keyspace.name(), new Replication(TestCassandra.datacenter(), 1));
    }

    private static String clusterId(TestKeyspace keyspace) {
        return SchemaMigration.fixedSetting(keyspace.session(), keyspace.name(), FixedSettings.CLUSTER_ID)
                .orElse("none");
    }

    private static void assertMismatch(TestKeyspace keyspace, String message) {
        assertThatExceptionOfType(SchemaMismatchException.class)
                .isThrownBy(() -> SchemaMigration.check(keyspace.session(), keyspace.name()))
                .withMessageContaining(message);
    }
}
