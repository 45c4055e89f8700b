package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.protocol.defaults.v1.EpisodePhase;
import io.breakwater.protocol.defaults.v1.Layer;
import io.breakwater.waterfall.episode.Phase;
import org.junit.jupiter.api.Test;

/** The wire has a word for every phase and layer of the rules, and no other. */
final class EpisodeViewsTest {

    private static final int UNSPECIFIED_AND_UNRECOGNIZED = 2;

    @Test
    void everyPhaseHasItsWord() {
        for (Phase phase : Phase.values()) {
            assertThat(EpisodeViews.phase(phase).name()).isEqualTo("EPISODE_PHASE_" + phase.name());
        }
        assertThat(EpisodePhase.values()).hasSize(Phase.values().length + UNSPECIFIED_AND_UNRECOGNIZED);
    }

    @Test
    void everyLayerHasItsWord() {
        for (io.breakwater.waterfall.rulebook.Layer layer : io.breakwater.waterfall.rulebook.Layer.values()) {
            assertThat(EpisodeViews.layer(layer).name()).isEqualTo("LAYER_" + layer.name());
        }
        assertThat(Layer.values())
                .hasSize(io.breakwater.waterfall.rulebook.Layer.values().length + UNSPECIFIED_AND_UNRECOGNIZED);
    }
}
