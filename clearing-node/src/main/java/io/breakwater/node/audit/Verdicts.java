package io.breakwater.node.audit;

import io.breakwater.node.scenario.report.DemoReport;
import io.breakwater.node.scenario.report.DemoReport.AuditFindings;
import io.breakwater.waterfall.process.EntityId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is found of each invariant: every violation is counted, the first few are described. */
final class Verdicts {

    /** Violations of one invariant that are described. */
    static final int DESCRIBED = 5;

    private final Map<Invariant, Verdict> verdicts = new EnumMap<>(Invariant.class);

    Verdicts() {
        for (Invariant invariant : Invariant.values()) {
            verdicts.put(invariant, new Verdict());
        }
    }

    /** An event that violates an invariant. */
    void violated(Invariant invariant, AuditedEvent event, String what) {
        violated(invariant, event.entity(), event.number(), what);
    }

    /** A number of an entity at which an invariant is violated. */
    void violated(Invariant invariant, EntityId entity, long number, String what) {
        violated(invariant, entity + " " + number + ": " + what);
    }

    /** A violation that lies in no single event. */
    void violated(Invariant invariant, String what) {
        of(invariant).violated(what);
    }

    /** What was compared. */
    void compared(Invariant invariant, String what) {
        of(invariant).compared.add(what);
    }

    boolean holds(Invariant invariant) {
        return of(invariant).count == 0;
    }

    /** Every invariant in its order. */
    AuditFindings findings(long events) {
        List<DemoReport.Invariant> found = new ArrayList<>();
        verdicts.forEach((invariant, verdict) -> found.add(
                new DemoReport.Invariant(invariant.title(), verdict.count == 0, verdict.detail(invariant.notShown()))));
        return new AuditFindings(events, found);
    }

    private Verdict of(Invariant invariant) {
        return verdicts.computeIfAbsent(invariant, missing -> new Verdict());
    }

    private static final class Verdict {
        private final List<String> described = new ArrayList<>();
        private final List<String> compared = new ArrayList<>();
        private long count;

        void violated(String what) {
            count++;
            if (described.size() < DESCRIBED) {
                described.add(what);
            }
        }

        String detail(String notShown) {
            if (count > 0) {
                String more = count > described.size() ? "; and " + (count - described.size()) + " more" : "";
                return String.join("; ", described) + more;
            }
            List<String> said = new ArrayList<>(compared);
            if (!notShown.isEmpty()) {
                said.add("not shown by a journal: " + notShown);
            }
            return String.join("; ", said);
        }
    }
}
