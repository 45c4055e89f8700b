package io.breakwater.chaos.verdict;

import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import java.util.List;
import java.util.Locale;

/**
 * What the auditor finds in the journal, invariant by invariant: the matched book, the hash chain and the numbers, folds,
 * calls, the order and sums of layers, caps, deleveraging, named causes.
 */
final class AuditCheck implements RunCheck {

    @Override
    public List<Verdict> of(Evidence evidence) {
        return evidence.audit().invariants().stream()
                .map(found -> new Verdict(
                        "audit-" + found.name().replace(' ', '-').toLowerCase(Locale.ROOT),
                        found.holds() ? Judgement.HOLDS : Judgement.VIOLATED,
                        found.detail()))
                .toList();
    }
}
