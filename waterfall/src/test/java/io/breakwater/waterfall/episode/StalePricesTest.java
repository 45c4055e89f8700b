package io.breakwater.waterfall.episode;

import static io.breakwater.waterfall.episode.ElmDefault.elm;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a node decides that has no house time, or whose newest prices are stale: nothing. */
final class StalePricesTest {

    /** Ten seconds without house time, and the price service is heard once: what it said is too old by then. */
    @Test
    void aLossIsNotFixedAtStalePrices() {
        DefaultWorld world = elm(Rulebook.venue());
        world.timelessIn.add(Phase.FIXING_LOSS);
        world.timelessUntil = Duration.ofSeconds(60);
        world.silentIn.add(Phase.FIXING_LOSS);
        world.rounds = 300;

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.FIXING_LOSS);
        assertThat(end.loss()).isEmpty();
    }

    @Test
    void aLossIsFixedOnceHouseTimeIsBackAndPricesAreHeard() {
        DefaultWorld world = elm(Rulebook.venue());
        world.timelessIn.add(Phase.FIXING_LOSS);
        world.timelessUntil = Duration.ofSeconds(60);

        assertThat(world.run().phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void nobodyIsChosenWithoutHouseTime() {
        DefaultWorld world = elm(Rulebook.venue());
        world.timelessIn.add(Phase.DRAWING);
        world.rounds = 300;

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.DRAWING);
        assertThat(world.journal).extracting(Numbered::event).noneMatch(EpisodeEvent.VictimsChosen.class::isInstance);
    }

    /** House time is back after a minute; the price service was heard once, before. */
    @Test
    void nobodyIsChosenWhileThePriceServiceIsSilent() {
        DefaultWorld world = elm(Rulebook.venue());
        world.timelessIn.add(Phase.DRAWING);
        world.timelessUntil = Duration.ofSeconds(60);
        world.silentIn.add(Phase.DRAWING);
        world.rounds = 300;

        Episode end = world.run();

        assertThat(world.journal).extracting(Numbered::event).noneMatch(EpisodeEvent.VictimsChosen.class::isInstance);
        assertThat(end.phase()).isEqualTo(Phase.DRAWING);
    }

    @Test
    void whoWasToBeChosenIsChosenWhenHouseTimeIsBack() {
        DefaultWorld world = elm(Rulebook.venue());
        world.timelessIn.add(Phase.DRAWING);
        world.timelessUntil = Duration.ofSeconds(60);

        assertThat(world.run().phase()).isEqualTo(Phase.CLOSED);
    }
}
