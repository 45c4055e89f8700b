package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.verdict.Effect.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Invariant 3, with what clients were answered: what was acknowledged has exactly one effect, under the number that was
 * answered; what was refused has none; what nobody was told of has none or one, and its status says which; nothing has an
 * effect that nobody has asked for.
 */
final class ExactlyOnceCheck implements RunCheck {

    /** A word that is given while the house collects already changes nothing, as its API says. */
    private static final String PROMISE = "PayObligation";

    private final Finding finding = new Finding("exactly-once");

    @Override
    public List<Verdict> of(Evidence evidence) {
        Map<String, List<Effect>> effects = new TreeMap<>();
        evidence.journal().effects().forEach(effect -> effects.computeIfAbsent(effect.key(), key -> new ArrayList<>())
                .add(effect));
        Map<String, Collection<Requested>> requested = Requested.in(evidence.operations());
        effects.forEach((key, some) -> alone(key, some, requested));
        requested.forEach((key, contents) -> {
            List<Effect> some = effects.getOrDefault(key, List.of());
            contents.forEach(each -> judged(each, taken(some)));
        });
        statuses(evidence.operations(), effects);
        return List.of(finding.verdict("requests with the effect that their clients were told of"));
    }

    private static List<Effect> taken(List<Effect> effects) {
        return effects.stream().filter(effect -> effect.kind() != Kind.VOID).toList();
    }

    private void alone(String key, List<Effect> effects, Map<String, Collection<Requested>> requested) {
        List<Effect> taken = taken(effects);
        if (taken.size() > 1) {
            finding.violated(key + " stands twice: " + where(taken.get(0)) + " and " + where(taken.get(1)));
        }
        if (!taken.isEmpty() && taken.size() < effects.size()) {
            finding.violated(key + " was voided and has taken effect at " + where(taken.get(0)));
        }
        if (!taken.isEmpty() && !requested.containsKey(key)) {
            finding.violated(key + " stands at " + where(taken.get(0)) + " and was never asked for");
        }
    }

    private static String where(Effect effect) {
        return effect.entity() + " " + effect.number();
    }

    private void judged(Requested request, List<Effect> taken) {
        finding.looked();
        Optional<Effect> own =
                taken.stream().filter(effect -> isOf(effect, request)).findFirst();
        for (Operation attempt : request.attempts()) {
            if (attempt.result() == Result.OK) {
                acknowledged(request, attempt, own);
            }
        }
        boolean refused = request.has(Result.REFUSED) && !request.has(Result.OK) && !request.has(Result.UNKNOWN);
        if (refused && own.isPresent()) {
            finding.violated(request.first(), "was refused and stands at " + where(own.get()));
        }
    }

    private void acknowledged(Requested request, Operation attempt, Optional<Effect> own) {
        if (own.isEmpty() && attempt.call().equals(PROMISE)) {
            return;
        }
        if (own.isEmpty()) {
            finding.violated(attempt, "was acknowledged, and the journal has no " + request.key() + " of this content");
            return;
        }
        long told = RequestKeys.number(attempt, Facts.NUMBER);
        boolean counts = own.get().kind() == Kind.BATCH || own.get().kind() == Kind.ACKNOWLEDGEMENT;
        if (counts && told != own.get().number()) {
            finding.violated(attempt, "was told number " + told + " and stands at " + where(own.get()));
        }
    }

    /** True when the effect is that of this content: of another one under the same key it is another's. */
    private static boolean isOf(Effect effect, Requested request) {
        return switch (effect.kind()) {
            case LINE, WITHDRAWAL, ACKNOWLEDGEMENT, BID, BID_WITHDRAWAL ->
                effect.details().getOrDefault(Effect.CONTENT, "").equals(request.content());
            case BATCH -> Batch.of(request.content()).matches(effect);
            case PUBLICATION, PAYMENT -> true;
            case VOID -> false;
        };
    }

    private void statuses(List<Operation> operations, Map<String, List<Effect>> effects) {
        for (Operation operation : operations) {
            String about = operation.facts().getOrDefault(Facts.ABOUT, "");
            if (about.isEmpty() || operation.result() != Result.OK) {
                continue;
            }
            finding.looked();
            List<Effect> some = effects.getOrDefault(RequestKeys.ofId(operation.client(), about), List.of());
            String status = operation.facts().getOrDefault(Facts.STATUS, "");
            boolean taken = !taken(some).isEmpty();
            if (status.endsWith("_COMMITTED") && !taken) {
                finding.violated(operation, "was told that " + about + " took effect, which it did not");
            } else if (status.endsWith("_VOIDED") && taken) {
                finding.violated(operation, "was told that " + about + " never will take effect, which it did");
            }
        }
    }
}
