package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Liveness: from 60 s after healing until clients stop every call is answered; in the end every request has a definite answer or status, no
 * withdrawal or bid is undecided, and nothing goes on in the house.
 */
final class LivenessCheck implements RunCheck {

    /** How long a healed house may need until it answers everything. */
    static final long HEALS_WITHIN = 60_000;

    private static final String PENDING = "_PENDING";

    private final Finding finding = new Finding("liveness");

    @Override
    public List<Verdict> of(Evidence evidence) {
        List<Operation> operations = evidence.operations();
        long from = evidence.healedAt() + HEALS_WITHIN;
        List<Operation> late = operations.stream()
                .filter(each -> each.invokedAt() >= from && each.invokedAt() < evidence.stoppedAt())
                .toList();
        if (late.isEmpty()) {
            return List.of(new Verdict(
                    "liveness",
                    Verdict.Judgement.UNKNOWN,
                    "nobody called " + HEALS_WITHIN / 1_000 + " s after healing"));
        }
        late.stream()
                .filter(each -> each.result() == Result.UNKNOWN)
                .filter(each -> !each.reason().equals("NEVER_ENDED"))
                .forEach(each -> finding.violated(
                        each,
                        "was not answered " + (each.invokedAt() - evidence.healedAt()) / 1_000 + " s after healing: "
                                + each.reason()));
        Set<String> told = told(operations);
        Requested.in(operations).values().stream().flatMap(Collection::stream).forEach(each -> settled(each, told));
        rest(operations);
        return List.of(finding.verdict("requests with a definite answer, and a house at rest"));
    }

    /** The ids whose status was told, each with its principal. */
    private static Set<String> told(List<Operation> operations) {
        Set<String> told = new HashSet<>();
        operations.stream()
                .filter(each -> each.result() == Result.OK && each.facts().containsKey(Facts.ABOUT))
                .forEach(each ->
                        told.add(RequestKeys.ofId(each.client(), each.facts().getOrDefault(Facts.ABOUT, ""))));
        return told;
    }

    private void settled(Requested request, Set<String> told) {
        finding.looked();
        boolean refused = request.attempts().stream()
                .anyMatch(each -> each.result() == Result.REFUSED
                        && !(request.has(Result.UNKNOWN) && RefusalCheck.ANYBODY.contains(each.reason())));
        if (!request.has(Result.OK) && !refused && !told.contains(request.key())) {
            finding.violated(request.first(), "never had a definite answer");
            return;
        }
        boolean pending = request.has(Result.OK)
                && request.first().call().equals("RequestWithdrawal")
                && request.attempts().stream()
                        .filter(each -> each.result() == Result.OK)
                        .allMatch(each ->
                                each.facts().getOrDefault(Facts.DECISION, "").endsWith(PENDING));
        if (pending) {
            finding.violated(request.first(), "was never decided");
        }
    }

    private void rest(List<Operation> operations) {
        List<Operation> looks =
                operations.stream().filter(each -> each.call().equals("Rest")).toList();
        if (looks.isEmpty()) {
            finding.violated("nobody has looked whether the house came to rest");
            return;
        }
        Operation last = looks.get(looks.size() - 1);
        String goingOn = last.facts().getOrDefault(Facts.GOING_ON, "");
        if (last.result() != Result.OK || !goingOn.isEmpty()) {
            finding.violated("in the end there still went on: "
                    + (last.result() == Result.OK ? goingOn : "nobody could tell what"));
        }
    }
}
