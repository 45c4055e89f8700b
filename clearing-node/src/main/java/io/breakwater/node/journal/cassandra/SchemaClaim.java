package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to migrate one keyspace, and the record of how far it has got. Taken by compare-and-set; the server takes it
 * back by itself when an applier dies, after {@link #CLAIM_SECONDS}.
 */
final class SchemaClaim implements AutoCloseable {
    static final String TABLE = "schema_version";
    static final Duration DDL_TIMEOUT = Duration.ofSeconds(30);
    private static final int CLAIM_SECONDS = 120;
    private static final int TRIES = 600;
    private static final long PAUSE_MILLIS = 250;
    private static final String NAME = "breakwater";

    private final CqlSession session;
    private final String keyspace;
    private final UUID applier = UUID.randomUUID();

    private SchemaClaim(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /** Two appliers may both do this at once, before any claim exists; equal table ids make that harmless. */
    static void createTable(Consumer<String> ddl, String keyspace) {
        UUID id = UUID.nameUUIDFromBytes((keyspace + "." + TABLE).getBytes(StandardCharsets.UTF_8));
        ddl.accept("CREATE TABLE IF NOT EXISTS " + keyspace + "." + TABLE
                + " (name text PRIMARY KEY, version int, applier uuid) WITH id = " + id);
    }

    /** Waits for its turn, for a little longer than a dead applier's claim lasts. */
    static SchemaClaim take(CqlSession session, String keyspace) {
        SchemaClaim claim = new SchemaClaim(session, keyspace);
        claim.execute("INSERT INTO %s (name, version) VALUES (?, 0) IF NOT EXISTS", NAME);
        for (int tries = 0; tries < TRIES; tries++) {
            if (claim.renewed(null)) {
                return claim;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        throw new IllegalStateException("another process holds the schema of keyspace " + keyspace);
    }

    static int version(CqlSession session, String keyspace) {
        return new SchemaClaim(session, keyspace).version();
    }

    /** Migrations applied so far. */
    int version() {
        Row row = session.execute(SimpleStatement.newInstance(
                                "SELECT version FROM " + keyspace + "." + TABLE + " WHERE name = ?", NAME)
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL))
                .one();
        return row == null ? 0 : row.getInt("version");
    }

    /** Records that a migration is applied, and holds the claim for the next one. */
    void advance(int version) {
        if (!execute("UPDATE %s SET version = ? WHERE name = ? IF applier = ?", version, NAME, applier)
                || !renewed(applier)) {
            throw new IllegalStateException("the claim on the schema of keyspace " + keyspace + " was lost");
        }
    }

    private boolean renewed(@Nullable UUID holder) {
        return execute(
                "UPDATE %s USING TTL " + CLAIM_SECONDS + " SET applier = ? WHERE name = ? IF applier = ?",
                applier,
                NAME,
                holder);
    }

    private boolean execute(String cql, @Nullable Object... values) {
        return session.execute(SimpleStatement.newInstance(cql.formatted(keyspace + "." + TABLE), values))
                .wasApplied();
    }

    /** Gives the claim back; a claim that was lost meanwhile is left to its new holder. */
    @Override
    public void close() {
        execute("UPDATE %s SET applier = null WHERE name = ? IF applier = ?", NAME, applier);
    }
}
