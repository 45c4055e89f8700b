package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Invariant 3, of answers: the same request with the same content is answered the same, and not refused once it was taken;
 * what a batch was told is what stands.
 */
final class SameAnswerCheck implements RunCheck {

    private static final String ACCEPTED = "accepted";

    /** What is too old to be remembered may be refused; a promise to pay is about a debt that may be gone. */
    private static final Set<String> TOO_OLD = Set.of("SEQUENCE_TOO_OLD", "LINE_TOO_OLD", "REQUEST_ID_TOO_OLD");

    private static final String PROMISE = "PayObligation";

    private final Finding finding = new Finding("same-answer");

    @Override
    public List<Verdict> of(Evidence evidence) {
        for (Collection<Requested> contents :
                Requested.in(evidence.operations()).values()) {
            contents.forEach(this::compare);
            contents.forEach(this::notRefusedOnceTaken);
        }
        Map<String, Effect> batches = new TreeMap<>();
        evidence.journal().effects().stream()
                .filter(effect -> effect.kind() == Effect.Kind.BATCH)
                .forEach(effect -> batches.put(effect.key(), effect));
        evidence.operations().stream()
                .filter(each -> each.result() == Result.OK && each.call().equals("SubmitTrades"))
                .forEach(each -> Optional.ofNullable(
                                batches.get(RequestKeys.of(each).get(0)))
                        .ifPresent(effect -> outcomes(each, effect)));
        return List.of(finding.verdict("requests that were sent more than once, and batches, answered the same"));
    }

    private void compare(Requested request) {
        List<Operation> answered = request.attempts().stream()
                .filter(each -> each.result() == Result.OK)
                .filter(each -> each.facts().containsKey(Facts.ANSWER))
                .toList();
        if (answered.size() < 2) {
            return;
        }
        finding.looked();
        Operation first = answered.get(0);
        answered.stream()
                .filter(each -> !answer(each).equals(answer(first)))
                .findFirst()
                .ifPresent(other -> finding.violated(
                        other,
                        "was answered '" + answer(other) + "' and before, as operation " + first.number() + ", '"
                                + answer(first) + "'"));
    }

    private void notRefusedOnceTaken(Requested request) {
        request.attempts().stream()
                .filter(each -> each.result() == Result.OK && !each.call().equals(PROMISE))
                .min(Comparator.comparingLong(Operation::endedAt))
                .ifPresent(taken -> request.attempts().stream()
                        .filter(each -> each.result() == Result.REFUSED && each.invokedAt() > taken.endedAt())
                        .filter(each -> !RefusalCheck.ANYBODY.contains(each.reason()))
                        .filter(each -> !TOO_OLD.contains(each.reason()))
                        .forEach(each -> finding.violated(
                                each,
                                "was refused for " + each.reason() + " after it was taken as operation "
                                        + taken.number())));
    }

    private static String answer(Operation operation) {
        return operation.facts().getOrDefault(Facts.ANSWER, "");
    }

    private void outcomes(Operation operation, Effect effect) {
        finding.looked();
        for (String outcome : answer(operation).split(";", -1)) {
            String trade = outcome.substring(0, outcome.indexOf(' '));
            String said = outcome.substring(outcome.indexOf(' ') + 1);
            String stands = effect.details().getOrDefault(Effect.TRADE + trade, "nothing");
            boolean same = said.equals(ACCEPTED) ? stands.contains(" ") : stands.equals(said);
            if (!same) {
                finding.violated(
                        operation, "was told of trade " + trade + ": " + said + ", and there stands " + stands);
            }
        }
    }
}
