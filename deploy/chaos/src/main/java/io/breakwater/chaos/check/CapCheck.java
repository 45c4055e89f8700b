package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** No contribution beyond what was frozen; no survivor assessed beyond its cap for one default, nor for the period. */
final class CapCheck implements Check {

    private final Map<EntityId, Declaration> declarations = new HashMap<>();
    private final Map<String, Long> ofDefault = new HashMap<>();
    /** A run is shorter than a period, so all of its defaults are of one. */
    private final Map<String, Long> ofPeriod = new HashMap<>();

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof EpisodeEvent.Declared declared) {
            declarations.put(row.entity(), declared.declaration());
            return;
        }
        Declaration of = declarations.get(row.entity());
        if (of != null && row.event() instanceof EpisodeEvent.LayerDrawn drawn) {
            drawn(row, of, drawn);
        } else if (of != null && row.event() instanceof EpisodeEvent.AssessmentsLevied levied) {
            levied.shares().forEach((member, share) -> assessed(row, of, member, share.minorUnits()));
        }
    }

    private static void drawn(Journal.Row row, Declaration of, EpisodeEvent.LayerDrawn drawn) {
        if (drawn.record().layer() == Layer.DEFAULTER_CONTRIBUTION) {
            long frozen = of.contribution().map(Money::minorUnits).orElse(0L);
            within(row, "the defaulter's contribution", drawn.record().drawn().minorUnits(), frozen);
        } else if (drawn.record().layer() == Layer.MUTUAL_FUND) {
            drawn.record()
                    .payers()
                    .forEach((member, paid) ->
                            within(row, "the contribution of " + member, paid.minorUnits(), contribution(of, member)));
        }
    }

    private void assessed(Journal.Row row, Declaration of, String member, long share) {
        long contribution = contribution(of, member);
        var terms = of.terms().rulebook().assessment();
        long sum = ofDefault.merge(row.entity() + " " + member, share, Long::sum);
        long all = ofPeriod.merge(member, share, Long::sum);
        within(row, "the assessment of " + member, sum, floor(terms.capPerDefault(), contribution));
        within(row, "the period's assessments of " + member, all, floor(terms.capPerPeriod(), contribution));
        if (of.member().equals(Optional.of(member))) {
            within(row, "the defaulter's assessment", share, 0);
        }
    }

    private static long contribution(Declaration of, String member) {
        return Optional.ofNullable(of.contributions().get(member))
                .map(Money::minorUnits)
                .orElse(0L);
    }

    private static long floor(Ratio share, long of) {
        return Math.floorDiv(Math.multiplyExact(of, share.numerator()), share.denominator());
    }

    private static void within(Journal.Row row, String what, long amount, long most) {
        if (amount > most) {
            throw new Violation(
                    Invariant.CAPS, row.entity() + " " + row.number() + ": " + what + " is " + amount + " of " + most);
        }
    }
}
