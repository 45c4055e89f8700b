package io.breakwater.node.cli;

import io.breakwater.node.embedded.EmbeddedCassandra;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code breakwater cassandra}: the embedded Cassandra on its own. */
@Command(
        name = "cassandra",
        description = "Runs the embedded Cassandra on its own.",
        subcommands = CassandraCommand.Run.class)
final class CassandraCommand {

    /** Holds the server until Ctrl-C; it stays up as long as others use it. */
    @Command(
            name = "run",
            description = "Starts the embedded Cassandra of a data directory, or joins the one that runs, prints where "
                    + "it listens, and holds it until Ctrl-C.")
    static final class Run implements Runnable {

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Mixin
        private EmbeddedCassandraOptions cassandra = new EmbeddedCassandraOptions();

        @Override
        public void run() {
            EmbeddedCassandra server = cassandra.open();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "cassandra-close"));
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    "Cassandra listens on 127.0.0.1:" + server.contactPoint().getPort() + " (datacenter "
                            + server.datacenter() + ", pid " + server.pid() + "). Ctrl-C ends this use of it.");
            out.flush();
            untilTheProcessEnds();
        }

        private static void untilTheProcessEnds() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
