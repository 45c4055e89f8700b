package io.breakwater.node.cli;

import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.SchemaMigration;
import io.breakwater.node.journal.cassandra.SchemaMismatchException;
import io.breakwater.node.journal.cassandra.UnreachableCassandraException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code breakwater schema}: the tables of the house in Cassandra. */
@Command(
        name = "schema",
        description = "Brings the tables of a house in Cassandra to this release.",
        subcommands = SchemaCommand.Apply.class)
final class SchemaCommand {

    /** Creates the keyspace if it is missing and applies what is missing; harmless when repeated. */
    @Command(
            name = "apply",
            description = "Creates the keyspace if it is missing and applies the migrations that are missing. "
                    + "Safe to repeat, and to run twice at once.")
    static final class Apply implements Runnable {

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(
                names = "--cassandra",
                paramLabel = "HOST:PORT",
                split = ",",
                required = true,
                description = "Contact points of the ring.")
        private List<String> contactPoints = List.of();

        @Mixin
        private RingOptions ring = new RingOptions();

        @Option(
                names = "--replication-factor",
                paramLabel = "N",
                required = true,
                description = "Copies of each row when the keyspace is created; 3 or more in production.")
        private int replicationFactor;

        @Override
        public void run() {
            try {
                apply(CassandraSettings.of(contactPoints, ring.datacenter(), ring.keyspace()));
            } catch (IllegalArgumentException wrong) {
                throw CommandFailure.refused(String.valueOf(wrong.getMessage()), wrong);
            } catch (SchemaMismatchException | UnreachableCassandraException wrong) {
                throw CommandFailure.failed(String.valueOf(wrong.getMessage()), wrong);
            }
        }

        private void apply(CassandraSettings settings) {
            SchemaMigration.apply(settings, replicationFactor);
            spec.commandLine()
                    .getOut()
                    .println("keyspace " + settings.keyspace() + " has schema version " + SchemaMigration.version());
            spec.commandLine().getOut().flush();
        }
    }
}
