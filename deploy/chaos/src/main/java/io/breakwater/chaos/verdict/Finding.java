package io.breakwater.chaos.verdict;

import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import java.util.ArrayList;
import java.util.List;

/** What one check finds: the first violations in words, how many there are, and how much was looked at. */
final class Finding {

    private static final int DESCRIBED = 3;

    private final String check;
    private final List<String> described = new ArrayList<>();
    private long violations;
    private long looked;

    Finding(String check) {
        this.check = check;
    }

    /** One more thing that was looked at. */
    void looked() {
        looked++;
    }

    void violated(String what) {
        violations++;
        if (described.size() < DESCRIBED) {
            described.add(what);
        }
    }

    void violated(Operation operation, String what) {
        violated("operation " + operation.number() + " (" + operation.client() + " " + operation.call() + " "
                + operation.resource() + (operation.requestId().isEmpty() ? "" : " " + operation.requestId()) + "): "
                + what);
    }

    /** The verdict; one that has looked at nothing knows nothing. */
    Verdict verdict(String what) {
        if (violations > 0) {
            String more = violations > described.size() ? "; and " + (violations - described.size()) + " more" : "";
            return new Verdict(check, Judgement.VIOLATED, String.join("; ", described) + more);
        }
        return looked == 0
                ? new Verdict(check, Judgement.UNKNOWN, "there were no " + what)
                : new Verdict(check, Judgement.HOLDS, looked + " " + what);
    }
}
