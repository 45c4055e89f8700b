package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Invariant 4: every deposit and every trade that was acknowledged has reached the accounts that it is for. */
final class AcknowledgedCheck implements RunCheck {

    private static final String DEPOSIT = "deposit ";

    private final Finding finding = new Finding("set-full");

    @Override
    public List<Verdict> of(Evidence evidence) {
        AccountHistory accounts = new AccountHistory(evidence.journal().steps());
        for (Operation operation : evidence.operations()) {
            if (operation.result() != Result.OK) {
                continue;
            }
            for (String account : touched(operation)) {
                finding.looked();
                long number = RequestKeys.number(operation, Facts.NUMBER);
                if (accounts.appliedAt(account, operation.resource(), number).isEmpty()) {
                    finding.violated(
                            operation,
                            "was acknowledged as " + operation.resource() + " " + number + ", and " + account
                                    + " has never applied it");
                }
            }
        }
        return List.of(finding.verdict("acknowledged deposits and sides of trades on their accounts"));
    }

    private static List<String> touched(Operation operation) {
        List<String> accounts = new ArrayList<>();
        String content = operation.facts().getOrDefault(Facts.CONTENT, "");
        if (operation.call().equals(RequestKeys.LINES)) {
            for (String line : content.split(";", -1)) {
                if (line.startsWith(DEPOSIT)) {
                    accounts.add(line.split(" ", -1)[1]);
                }
            }
        } else if (operation.call().equals("SubmitTrades")) {
            String answer = operation.facts().getOrDefault(Facts.ANSWER, "");
            List<String> outcomes = List.of(answer.split(";", -1));
            for (Batch.Sent trade : Batch.of(content).trades()) {
                if (outcomes.contains(trade.id() + " accepted")) {
                    accounts.add(trade.buyer());
                    accounts.add(trade.seller());
                }
            }
        }
        return accounts;
    }
}
