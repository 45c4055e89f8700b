package io.breakwater.chaos.verdict;

import io.breakwater.chaos.run.Verdict;
import java.util.List;

/** All checks of a run, in the order in which a report shows them. */
public final class Verdicts {

    private Verdicts() {}

    /** Checks are made anew for each run: they count. */
    private static List<RunCheck> checks() {
        return List.of(
                new EnoughCheck(),
                new ExactlyOnceCheck(),
                new SameAnswerCheck(),
                new AcknowledgedCheck(),
                new ReadsCheck(),
                new LinearizableCheck(),
                new ConservationCheck(),
                new RefusalCheck(),
                new LivenessCheck(),
                new AuditCheck());
    }

    /** What every check says of a run. A run has passed when each of them says that it holds. */
    public static List<Verdict> of(Evidence evidence) {
        return checks().stream().flatMap(check -> check.of(evidence).stream()).toList();
    }

    /** True when every check holds; what was shown too little of has not passed. */
    public static boolean passed(List<Verdict> verdicts) {
        return !verdicts.isEmpty()
                && verdicts.stream().allMatch(verdict -> verdict.judgement() == Verdict.Judgement.HOLDS);
    }
}
