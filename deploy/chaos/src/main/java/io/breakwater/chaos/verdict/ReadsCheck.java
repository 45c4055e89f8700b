package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads of accounts: what was seen at a number stands in the journal at that number (once seen, never unseen), and a read
 * that waits for a position never shows an account before it.
 */
final class ReadsCheck implements RunCheck {

    private static final String READ = "GetAccount";

    private final Finding seen = new Finding("seen-stays");
    private final Finding tokens = new Finding("read-tokens");

    @Override
    public List<Verdict> of(Evidence evidence) {
        AccountHistory accounts = new AccountHistory(evidence.journal().steps());
        for (Operation operation : evidence.operations()) {
            if (operation.call().equals(READ) && operation.result() == Result.OK) {
                seen(operation, accounts);
                fresh(operation, accounts);
            }
        }
        return List.of(
                seen.verdict("reads that the journal bears out"),
                tokens.verdict("positions that reads waited for and showed"));
    }

    private void seen(Operation read, AccountHistory accounts) {
        seen.looked();
        long number = RequestKeys.number(read, Facts.NUMBER);
        long cash = RequestKeys.number(read, Facts.CASH);
        if (number > accounts.last(read.resource())) {
            seen.violated(
                    read,
                    "showed the account at " + number + ", and its journal ends at " + accounts.last(read.resource()));
        } else if (cash != accounts.cash(read.resource(), number)) {
            seen.violated(
                    read,
                    "showed " + cash + " at " + number + ", where there was " + accounts.cash(read.resource(), number));
        }
    }

    private void fresh(Operation read, AccountHistory accounts) {
        long number = RequestKeys.number(read, Facts.NUMBER);
        Tokens.of(read).forEach((source, wanted) -> {
            tokens.looked();
            OptionalLong at = accounts.appliedAt(read.resource(), source, wanted);
            if (at.isEmpty() || at.getAsLong() > number) {
                tokens.violated(
                        read,
                        "waited for " + source + " " + wanted + " and showed the account at " + number + ", before "
                                + (at.isEmpty() ? "it came at all" : "it came at " + at.getAsLong()));
            }
        });
    }
}
