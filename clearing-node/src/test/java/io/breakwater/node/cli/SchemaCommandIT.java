package io.breakwater.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.TestCassandra;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SchemaCommandIT {

    @Test
    void applyCreatesTheKeyspaceAndMayBeRepeated() {
        String keyspace = "c" + UUID.randomUUID().toString().replace("-", "");
        for (int times = 0; times < 2; times++) {
            Outcome outcome = run(TestCassandra.contactPoint(), keyspace);
            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out()).isEqualTo("keyspace " + keyspace + " has schema version 2\n");
        }
    }

    @Test
    void aKeyspaceThatIsNoNameIsRefusedInOneLine() {
        Outcome outcome = run(TestCassandra.contactPoint(), "no-name");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("breakwater: not a keyspace name: 'no-name'\n");
    }

    @Test
    void aRingThatDoesNotAnswerIsReportedInOneLine() {
        Outcome outcome = run("127.0.0.1:1", "breakwater");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("breakwater: no Cassandra node answers")
                .hasLineCount(1);
    }

    private static Outcome run(String contactPoint, String keyspace) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        OneLineErrors errors = new OneLineErrors();
        int status = new CommandLine(new SchemaCommand())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "apply",
                        "--cassandra=" + contactPoint,
                        "--datacenter=" + TestCassandra.datacenter(),
                        "--keyspace=" + keyspace,
                        "--replication-factor=1");
        return new Outcome(status, out.toString(), err.toString());
    }

    private record Outcome(int status, String out, String err) {}
}
