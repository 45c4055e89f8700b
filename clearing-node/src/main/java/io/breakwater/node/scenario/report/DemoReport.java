package io.breakwater.node.scenario.report;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a played scenario came to: counts of what happened, the ladder of every default, what the audit found, and where
 * the time went. Built from figures of the house, never from the scenario. Without an audit it says nothing of invariants.
 */
public record DemoReport(
        String scenario,
        int nodes,
        long trades,
        CallCounts calls,
        long liquidations,
        List<EpisodeLadder> episodes,
        Optional<AuditFindings> audit,
        Timing timing) {

    public DemoReport {
        episodes = List.copyOf(episodes);
    }

    /**
     * Calls by what became of them. {@code partlyMet}: received a part payment before their last state;
     * {@code superseded}: raises by a worse price.
     */
    public record CallCounts(long issued, long met, long partlyMet, long superseded, long expired) {}

    /** The loss of one default and how the layers bore it: loss = sum of drawn + uncovered, checked here. */
    public record EpisodeLadder(String member, Currency currency, Money loss, List<LayerDraw> layers, Money uncovered) {
        public EpisodeLadder {
            layers = List.copyOf(layers);
            Money placed = layers.stream().map(LayerDraw::drawn).reduce(uncovered, Money::plus);
            if (!placed.equals(loss)) {
                throw new IllegalArgumentException(
                        "layers and uncovered of " + member + " sum to " + placed + ", the loss is " + loss);
            }
        }
    }

    /** What a layer had, what was drawn from it, and by whom it was paid: payers sum to drawn, checked here. */
    public record LayerDraw(String layer, Money available, Money drawn, List<Payer> payers) {
        public LayerDraw {
            payers = List.copyOf(payers);
            Money paid =
                    payers.stream().map(Payer::amount).reduce(drawn.currency().zero(), Money::plus);
            if (!paid.equals(drawn)) {
                throw new IllegalArgumentException("payers of " + layer + " sum to " + paid + ", drawn is " + drawn);
            }
        }
    }

    /** A member, an account (for deleveraging), {@code own-capital} or {@code insurance-fund}. */
    public record Payer(String id, Money amount) {}

    /** How many events the audit read and what it found of each invariant. */
    public record AuditFindings(long events, List<Invariant> invariants) {
        public AuditFindings {
            invariants = List.copyOf(invariants);
        }

        public boolean allHold() {
            return invariants.stream().allMatch(Invariant::holds);
        }
    }

    /** One invariant; {@code detail} says what was compared, or what is wrong. */
    public record Invariant(String name, boolean holds, String detail) {}

    /** Where the time went. */
    public record Timing(Duration build, Duration start, Duration scenario, Duration audit) {}
}
