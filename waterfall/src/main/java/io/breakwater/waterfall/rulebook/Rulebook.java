package io.breakwater.waterfall.rulebook;

import io.breakwater.waterfall.money.Ratio;
import java.util.EnumSet;
import java.util.List;

/**
 * An ordered list of layers, each drawn once and completely before the next. The defaulter pays first, and one layer
 * closes the lots that nobody bought.
 *
 * @param version the revision of these rules; an episode keeps the one it was declared under
 */
public record Rulebook(String name, long version, List<Layer> layers, AssessmentTerms assessment) {

    private static final Ratio ALL = Ratio.percent(100);
    private static final Ratio TWICE = Ratio.percent(200);
    private static final int PERIOD = 20;

    public Rulebook {
        layers = List.copyOf(layers);
        if (layers.isEmpty()
                || layers.get(0) != Layer.DEFAULTER_COLLATERAL
                || layers.size() != EnumSet.copyOf(layers).size()) {
            throw new IllegalArgumentException("not the layers of a rulebook: " + layers);
        }
        if (layers.stream().filter(Layer::closesLots).count() != 1) {
            throw new IllegalArgumentException("one layer must close the unsold lots: " + layers);
        }
    }

    /**
     * Of venues: contributions are the defaulter's own layer and the key of assessments, no mutual fund; those who gain
     * from the default are deleveraged before anybody's new money is asked for. ADR 0005.
     */
    public static Rulebook venue() {
        return new Rulebook(
                "venue",
                1,
                List.of(
                        Layer.DEFAULTER_COLLATERAL,
                        Layer.DEFAULTER_CONTRIBUTION,
                        Layer.OWN_CAPITAL,
                        Layer.INSURANCE_FUND,
                        Layer.ADL,
                        Layer.ASSESSMENT),
                new AssessmentTerms(ALL, TWICE, PERIOD));
    }

    /** Of clearinghouses: own capital, then the survivors' fund, then their new money; lots are torn up last, at the mark. */
    public static Rulebook classic() {
        return new Rulebook(
                "classic",
                1,
                List.of(
                        Layer.DEFAULTER_COLLATERAL,
                        Layer.DEFAULTER_CONTRIBUTION,
                        Layer.OWN_CAPITAL,
                        Layer.MUTUAL_FUND,
                        Layer.ASSESSMENT,
                        Layer.TEAR_UP),
                new AssessmentTerms(ALL, TWICE, PERIOD));
    }
}
