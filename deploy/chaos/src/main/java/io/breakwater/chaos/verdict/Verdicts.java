package io.breakwater.chaos.verdict;

import io.breakwater.chaos.run.Verdict;
import java.util.List;

/** All checks of a run, in the order in which a report shows them. */
public final class Verdicts {

    private static final List<RunCheck> CHECKS = List.of();

    private Verdicts() {}

    /** What every check says of a run. A run has passed when each of them says that it holds. */
    public static List<Verdict> of(Evidence evidence) {
        return CHECKS.stream()
                .flatMap(check -> check.of(evidence).stream())
                .toList();
    }

    /** True when every check holds; what was shown too little of has not passed. */
    public static boolean passed(List<Verdict> verdicts) {
        return !verdicts.isEmpty()
                && verdicts.stream().allMatch(verdict -> verdict.judgement() == Verdict.Judgement.HOLDS);
    }
}
