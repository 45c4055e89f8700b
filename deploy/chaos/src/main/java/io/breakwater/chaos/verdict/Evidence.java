package io.breakwater.chaos.verdict;

import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Struck;
import io.breakwater.node.scenario.report.DemoReport.AuditFindings;
import java.util.List;

/**
 * Everything that a run is judged by.
 *
 * @param operations what clients did and were answered, in the order in which it was sent
 * @param faults what struck
 * @param journal what the journal says of requests and accounts
 * @param audit what the auditor says of the journal
 * @param healedAt when the last fault had ended, in milliseconds since the run began
 * @param stoppedAt when clients began nothing new any more
 */
public record Evidence(
        List<Operation> operations,
        List<Struck> faults,
        JournalFacts journal,
        AuditFindings audit,
        long healedAt,
        long stoppedAt) {
    public Evidence {
        operations = List.copyOf(operations);
        faults = List.copyOf(faults);
    }
}
