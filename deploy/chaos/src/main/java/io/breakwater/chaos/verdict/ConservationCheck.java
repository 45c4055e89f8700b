package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Invariant 1, as the house says it of itself at the end: the last trial balance is balanced, and what the banks hold in it
 * is what clients know was paid in less what was paid out. Between, only what was in flight may have been lacking, which the
 * auditor follows posting by posting.
 */
final class ConservationCheck implements RunCheck {

    private final Finding finding = new Finding("conservation");

    @Override
    public List<Verdict> of(Evidence evidence) {
        List<Operation> balances = evidence.operations().stream()
                .filter(each -> each.call().equals("GetTrialBalance") && each.result() == Result.OK)
                .toList();
        balances.forEach(each -> finding.looked());
        Optional<Operation> last =
                balances.isEmpty() ? Optional.empty() : Optional.of(balances.get(balances.size() - 1));
        last.ifPresent(each -> atTheEnd(each, evidence.operations()));
        return List.of(finding.verdict("trial balances, the last of them balanced and as the banks say"));
    }

    private void atTheEnd(Operation balance, List<Operation> operations) {
        if (!Boolean.parseBoolean(balance.facts().getOrDefault(Facts.BALANCED, ""))) {
            finding.violated(
                    balance,
                    "the last trial balance has " + balance.facts().getOrDefault(Facts.DIFFERENCES, "?")
                            + " differences");
            return;
        }
        long paidIn = Requested.in(operations).values().stream()
                .flatMap(Collection::stream)
                .filter(each -> each.has(Result.OK))
                .mapToLong(each -> paidIn(each.content()))
                .sum();
        long held = -RequestKeys.number(balance, Facts.BANKS);
        if (held != paidIn) {
            finding.violated(balance, "banks hold " + held + ", and " + paidIn + " were paid in net");
        }
    }

    /** What a line brings to the bank; nothing when it is no line or the money has not left it. */
    private static long paidIn(String content) {
        String[] words = content.split(" ", -1);
        return switch (words[0]) {
            case "deposit", "sold" -> Long.parseLong(words[words.length - 1]);
            case "paid" -> -Long.parseLong(words[words.length - 1]);
            default -> 0;
        };
    }
}
