package io.breakwater.chaos.verdict;

import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import java.util.ArrayList;
import java.util.List;

/** A run that has shown too little says nothing: too few answers, no fault, no failover, no default that ran to its end. */
final class EnoughCheck implements RunCheck {

    /** Answers that a run must have at least. */
    static final long ANSWERS = 500;

    @Override
    public List<Verdict> of(Evidence evidence) {
        long answered = evidence.operations().stream()
                .map(Operation::result)
                .filter(Result.OK::equals)
                .count();
        List<Failover> failovers = Failover.in(evidence.operations(), evidence.faults());
        JournalFacts journal = evidence.journal();
        List<String> lacks = new ArrayList<>();
        if (answered < ANSWERS) {
            lacks.add("only " + answered + " operations were answered");
        }
        if (evidence.faults().isEmpty()) {
            lacks.add("no fault struck");
        }
        if (failovers.isEmpty()) {
            lacks.add("nothing failed over");
        }
        if (journal.defaultsClosed() == 0) {
            lacks.add("no default ran to its end");
        }
        String counted = answered + " answers, " + evidence.faults().size() + " faults, " + failovers.size()
                + " failovers, " + journal.defaultsClosed() + " defaults closed; layers " + journal.layers();
        return List.of(new Verdict(
                "enough",
                lacks.isEmpty() ? Judgement.HOLDS : Judgement.UNKNOWN,
                lacks.isEmpty() ? counted : String.join(", ", lacks) + " (" + counted + ")"));
    }
}
