package io.breakwater.node.audit;

import static io.breakwater.node.audit.MadeHouse.ALDER;
import static io.breakwater.node.audit.MadeHouse.BANK;
import static io.breakwater.node.audit.MadeHouse.DOGWOOD;
import static io.breakwater.node.audit.MadeHouse.TRADES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.node.TestCassandra;
import io.breakwater.node.cli.Breakwater;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code breakwater audit} on a journal in the real Cassandra: an honest one, and each way in which one was tampered with. */
final class AuditIT {

    @Test
    void anHonestJournalKeepsEveryInvariant() throws IOException {
        try (StoredHouse house = StoredHouse.busy()) {
            Outcome table = audit(house);
            assertThat(table.status()).as(table.toString()).isZero();
            assertThat(table.out())
                    .contains("keyspace " + house.keyspace(), "audit of 42 events", "14 attribution")
                    .doesNotContain("VIOLATED");
            Outcome json = audit(house, "--json");
            assertThat(json.status()).isZero();
            JsonNode tree = new ObjectMapper().readTree(json.out());
            assertThat(tree.get("events").asLong()).isEqualTo(42);
            assertThat(tree.get("invariants"))
                    .hasSize(Invariant.values().length)
                    .allSatisfy(
                            each -> assertThat(each.get("holds").asBoolean()).isTrue());
        }
    }

    @Test
    void anAmountAlteredOnBothSidesIsNamed() {
        try (StoredHouse house = StoredHouse.busy()) {
            house.alter(BANK, 1, "10000000", "10000100");
            assertViolated(audit(house), "5 history", "bank|main 1: its link in the hash chain");
            house.chainAnew(BANK);
            Outcome covered = audit(house);
            assertThat(line(covered, "5 history")).doesNotContain("VIOLATED");
            assertViolated(covered, "3 exactly once", "bank|main 1: account|alder.house took something else");
        }
    }

    @Test
    void aMissingRowIsNamed() {
        try (StoredHouse house = StoredHouse.busy()) {
            house.remove(DOGWOOD, 3);
            assertViolated(audit(house), "5 history", "account|dogwood.client 3: the row is missing");
        }
    }

    @Test
    void anEffectBookedAgainUnderANewNumberIsNamed() {
        try (StoredHouse house = StoredHouse.busy()) {
            house.appendAgain(TRADES, 1);
            Outcome found = audit(house);
            assertThat(line(found, "5 history")).doesNotContain("VIOLATED");
            assertViolated(found, "3 exactly once", "trades|nymex:may20 5: books entry 1:t-1 again, first booked as 1");
        }
    }

    @Test
    void exchangedRowsAreNamed() {
        try (StoredHouse house = StoredHouse.busy()) {
            house.exchange(ALDER, 3, 4);
            assertViolated(
                    audit(house), "5 history", "account|alder.house 3: its link", "account|alder.house 4: its link");
        }
    }

    @Test
    void whatCannotBeReadIsOneLineAndStatusTwo() {
        assertRefused(run("audit", "--cassandra=127.0.0.1:1"), "no Cassandra node answers");
        assertRefused(
                run("audit", "--cassandra=" + TestCassandra.contactPoint(), "--keyspace=nothing_here"),
                "does not exist");
        assertRefused(run("audit", "--cassandra=127.0.0.1:1", "--data=."), "--cassandra and --data exclude each other");
        assertRefused(run("audit", "--cassandra=nowhere"), "is not HOST:PORT");
        assertRefused(run("audit", "--data=target/no-such-directory"), "there is no data directory");
    }

    private static void assertViolated(Outcome found, String invariant, String... named) {
        assertThat(found.status()).as(found.toString()).isEqualTo(1);
        assertThat(line(found, invariant)).contains("VIOLATED").contains(named);
    }

    private static void assertRefused(Outcome refused, String why) {
        assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.err()).contains(why).hasLineCount(1);
        assertThat(refused.out()).isEmpty();
    }

    private static String line(Outcome found, String invariant) {
        return found.out()
                .lines()
                .filter(line -> line.startsWith(invariant))
                .findFirst()
                .orElseThrow();
    }

    private static Outcome audit(StoredHouse house, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "audit",
                "--cassandra=" + TestCassandra.contactPoint(),
                "--datacenter=" + TestCassandra.datacenter(),
                "--keyspace=" + house.keyspace()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine breakwater =
                Breakwater.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Outcome(breakwater.execute(arguments), out.toString(), err.toString());
    }

    private record Outcome(int status, String out, String err) {}
}
