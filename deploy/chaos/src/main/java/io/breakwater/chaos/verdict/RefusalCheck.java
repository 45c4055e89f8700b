package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import java.util.List;
import java.util.Set;

/**
 * No false refusals: nothing is refused but for a reason that it may have, bad input always is, and no fault of the house is
 * answered to a client. Whoever is overloaded or out of reach may say so to everybody.
 */
final class RefusalCheck implements RunCheck {

    /** Said to anybody at any time, of this attempt alone: the same request may be sent again. */
    static final Set<String> ANYBODY = Set.of("OVERLOADED", "TOO_LATE", "CATALOGUE_UNREACHABLE", "REQUEST_WINDOW_FULL");

    private static final String FAULT = "INTERNAL";

    private final Finding finding = new Finding("no-false-refusals");

    @Override
    public List<Verdict> of(Evidence evidence) {
        evidence.operations().forEach(this::judge);
        return List.of(finding.verdict("answers, with no refusal that was not due"));
    }

    private void judge(Operation operation) {
        String must = operation.facts().getOrDefault(Facts.MUST_BE_REFUSED, "");
        String may = operation.facts().getOrDefault(Facts.MAY_BE_REFUSED, "");
        if (operation.result() == Result.UNKNOWN) {
            if (operation.reason().equals(FAULT)) {
                finding.violated(operation, "was answered INTERNAL");
            }
            return;
        }
        finding.looked();
        if (operation.result() == Result.OK) {
            if (!must.isEmpty()) {
                finding.violated(operation, "was taken, and had to be refused for " + must);
            }
            return;
        }
        Set<String> reasons = Set.of((must.isEmpty() ? may : must).split(",", -1));
        if (!ANYBODY.contains(operation.reason()) && !reasons.contains(operation.reason())) {
            finding.violated(operation, "was refused for " + operation.reason());
        }
    }
}
