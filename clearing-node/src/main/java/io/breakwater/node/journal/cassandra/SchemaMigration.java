package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a keyspace to the schema of this release, one numbered migration after the other, and checks at start that it is
 * there. Migrations are applied under a claim taken by compare-and-set, so that two appliers never interleave; nodes
 * never create tables.
 */
public final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    /** Migrations in order; the schema's version is how many of them have been applied. Never edited, only appended to. */
    private static final List<String> MIGRATIONS = List.of("001-journal.cql", "002-claim.cql");

    private final CqlSession session;
    private final String keyspace;

    private SchemaMigration(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /** The schema version of this release. */
    public static int version() {
        return MIGRATIONS.size();
    }

    /** Like {@link #apply(CqlSession, String, Replication)}, with a session of its own and replicas in its datacenter. */
    public static void apply(CassandraSettings settings, int replicationFactor) {
        Replication replication = new Replication(settings.datacenter(), replicationFactor);
        try (CqlSession session = CassandraSessions.openNow(settings)) {
            apply(session, settings.keyspace(), replication);
        } catch (AllNodesFailedException e) {
            throw new UnreachableCassandraException("no Cassandra node answers at " + settings.contactPoints(), e);
        }
    }

    /**
     * Creates the keyspace if it is missing, applies what is missing, and fixes the fixed settings; harmless when there is
     * nothing to do. Throws {@link SchemaMismatchException} when the keyspace is newer than this release or its fixed
     * settings differ. Blocks; waits for another applier.
     */
    public static void apply(CqlSession session, String keyspace, Replication replication) {
        CassandraNames.requireKeyspace(keyspace);
        SchemaMigration migration = new SchemaMigration(session, keyspace);
        migration.ddl("CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = " + replication.cql());
        SchemaClaim.createTable(migration::ddl, keyspace);
        try (SchemaClaim claim = SchemaClaim.take(session, keyspace)) {
            migration.applyUnder(claim);
        }
        check(session, keyspace);
    }

    /** Throws {@link SchemaMismatchException} unless the keyspace has exactly the schema and settings of this release. */
    public static void check(CqlSession session, String keyspace) {
        CassandraNames.requireKeyspace(keyspace);
        new SchemaMigration(session, keyspace).check();
    }

    /** A fixed setting of a keyspace, such as {@link FixedSettings#CLUSTER_ID}. */
    public static Optional<String> fixedSetting(CqlSession session, String keyspace, String name) {
        CassandraNames.requireKeyspace(keyspace);
        return new SchemaMigration(session, keyspace).setting(name);
    }

    private void applyUnder(SchemaClaim claim) {
        int present = claim.version();
        if (present > version()) {
            throw tooNew(present);
        }
        ddl("CREATE TABLE IF NOT EXISTS " + keyspace + ".fixed_setting (name text PRIMARY KEY, value text)");
        FixedSettings.demanded().forEach(this::fix);
        checkFixedSettings();
        FixedSettings.drawn().forEach((name, draw) -> fix(name, draw.get()));
        for (int version = present + 1; version <= version(); version++) {
            String migration = MIGRATIONS.get(version - 1);
            LOG.info("applying {} to keyspace {}", migration, keyspace);
            CqlScript.statements(migration, keyspace).forEach(this::ddl);
            claim.advance(version);
        }
    }

    private void ddl(String statement) {
        ResultSet result =
                session.execute(SimpleStatement.newInstance(statement).setTimeout(SchemaClaim.DDL_TIMEOUT));
        if (!result.getExecutionInfo().isSchemaInAgreement() && !session.checkSchemaAgreement()) {
            throw new IllegalStateException("the ring does not agree on its schema after: " + statement);
        }
    }

    private void fix(String name, String value) {
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO " + keyspace + ".fixed_setting (name, value) VALUES (?, ?) IF NOT EXISTS", name, value));
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(session.execute(SimpleStatement.newInstance(
                                        "SELECT value FROM " + keyspace + ".fixed_setting WHERE name = ?", name)
                                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL))
                        .one())
                .map(row -> row.getString("value"));
    }

    private void check() {
        if (!exists("keyspaces", "")) {
            throw new SchemaMismatchException(
                    "keyspace " + keyspace + " does not exist: run `breakwater schema apply`");
        }
        int present = exists("tables", " AND table_name = '" + SchemaClaim.TABLE + "'")
                ? SchemaClaim.version(session, keyspace)
                : 0;
        if (present < version()) {
            throw new SchemaMismatchException("keyspace " + keyspace + " has schema version " + present
                    + ", this release needs " + version() + ": run `breakwater schema apply`");
        }
        if (present > version()) {
            throw tooNew(present);
        }
        checkFixedSettings();
    }

    private boolean exists(String systemTable, String restriction) {
        return session.execute("SELECT keyspace_name FROM system_schema." + systemTable + " WHERE keyspace_name = '"
                                + keyspace + "'" + restriction)
                        .one()
                != null;
    }

    private SchemaMismatchException tooNew(int present) {
        return new SchemaMismatchException("keyspace " + keyspace + " has schema version " + present
                + ", which is newer than this release knows (" + version() + ")");
    }

    private void checkFixedSettings() {
        for (Map.Entry<String, String> demanded : FixedSettings.demanded().entrySet()) {
            String present = setting(demanded.getKey()).orElse("nothing");
            if (!present.equals(demanded.getValue())) {
                throw new SchemaMismatchException("keyspace " + keyspace + " was created with " + demanded.getKey()
                        + " = " + present + ", which can never change; this release has " + demanded.getValue());
            }
        }
    }
}
