package io.breakwater.waterfall.episode;

import static io.breakwater.waterfall.episode.ElmDefault.ELM;
import static io.breakwater.waterfall.episode.ElmDefault.candidate;
import static io.breakwater.waterfall.episode.ElmDefault.elm;
import static io.breakwater.waterfall.episode.ElmDefault.record;
import static io.breakwater.waterfall.episode.ElmDefault.usd;
import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.deleveraging.Candidate;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lots that no survivor can close, because they are settled for good or all of the other side is in default too. */
final class AbsorbedLotsTest {

    /**
     * The final settlement of the 21st of April, 10.01, comes after any of the events: accounts have nothing left, and the
     * 240 lots that nobody bought are closed against the house at the mark at which the loss was fixed.
     */
    @Test
    void aFinalSettlementAtAnyMomentLeavesNothingUnplaced() {
        for (long after = 0; after <= 40; after++) {
            DefaultWorld world = elm(Rulebook.classic());
            world.expiring.put(CLK0.id(), Mark.of(CLK0.price("10.01")));
            world.expiresAfter = after;

            Episode end = world.run();

            assertThat(end.phase()).as("settled after %s", after).isEqualTo(Phase.CLOSED);
            assertThat(world.books.converted(HouseAccounts.inventory(2, ELM), USD))
                    .as("settled after %s", after)
                    .isEqualTo(usd("0"));
            assertThat(world.books.converted(HouseAccounts.uncovered(2), USD))
                    .as("settled after %s", after)
                    .isEqualTo(
                            end.conclusion().orElseThrow().uncovered().negated().plus(sinceFrozen(world, end)));
        }
    }

    /** elm's 600 lots are worth 10.01 each to anybody: nobody is asked to buy them, and no survivor closes any. */
    @Test
    void whatHasHadItsFinalSettlementIsNotOffered() {
        DefaultWorld world = elm(Rulebook.classic());
        world.expiring.put(CLK0.id(), Mark.of(CLK0.price("10.01")));

        Episode end = world.run();

        assertThat(end.offered().isEmpty()).isTrue();
        assertThat(record(end, Layer.TEAR_UP).victims()).isEmpty();
        Money worth =
                CLK0.value(Lots.of(600), CLK0.price("10.01")).minus(CLK0.value(Lots.of(600), CLK0.price("-37.63")));
        assertThat(end.loss().orElseThrow().total()).isEqualTo(usd("33540000").minus(worth));
    }

    /** All of the other side is in default too: the house takes the 240 lots at -14.00, and nobody gives anything. */
    @Test
    void theHouseTakesWhatNobodyIsLeftFor() {
        DefaultWorld world = elm(Rulebook.venue(), List.of());

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        assertThat(record(end, Layer.ADL).victims()).isEmpty();
        assertThat(record(end, Layer.ADL).drawn()).isEqualTo(usd("0"));
        assertThat(world.books.lots(HouseAccounts.uncovered(2), CLK0.id())).isEqualTo(Lots.of(240));
        assertThat(world.books.converted(HouseAccounts.inventory(2, ELM), USD)).isEqualTo(usd("0"));
    }

    /** The house has 100 lots of episode 1 on the other side: they close first, juniper closes 140. */
    @Test
    void lotsThatTheHouseHasOfAnEarlierDefaultCloseFirst() {
        Candidate house = candidate("uncovered:1", -100, "0");
        DefaultWorld world = elm(
                Rulebook.venue(),
                List.of(
                        candidate("juniper.house", -500, "23345000"),
                        new Candidate(
                                house.account(), "ash", AccountKind.UNCOVERED, house.position(), house.equity())));

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        assertThat(world.books.lots(HouseAccounts.uncovered(1), CLK0.id())).isEqualTo(Lots.NONE);
        assertThat(world.balance(HouseAccounts.uncovered(1))).isEqualTo(usd("0"));
        assertThat(record(end, Layer.ADL).victims())
                .extracting(victim -> victim.account().key(), victim -> victim.lots()
                        .count())
                .containsExactly(tuple("juniper.house", -140L));
    }

    /** What it has left then is unsold for good, so whoever stops the instrument knows what is left for nobody. */
    @Test
    void anotherEpisodesStopWaitsForTheAuction() {
        DefaultWorld world = elm(Rulebook.venue());
        world.other = Optional.of(new StopMessage.PlaceStop(
                new StopId(EntityId.of(EntityKind.EPISODE, "1"), 12), new StopSubject.OfInstrument(CLK0.id())));

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        assertThat(world.journal)
                .extracting(event -> event.event().getClass().getSimpleName())
                .containsSubsequence("PortfolioSold", "StopPlaced");
    }

    /** What the final price makes of the lots that the house took at the frozen mark. */
    private static Money sinceFrozen(DefaultWorld world, Episode end) {
        Mark frozen = end.loss().orElseThrow().frozen().mark(CLK0.id()).orElseThrow();
        Mark last = Optional.ofNullable(world.expiring.get(CLK0.id())).orElseThrow();
        return world.journal.stream()
                .map(Numbered::event)
                .filter(EpisodeEvent.LotsAbsorbed.class::isInstance)
                .flatMap(event -> ((EpisodeEvent.LotsAbsorbed) event).takers().values().stream())
                .map(lots -> CLK0.value(lots, last).minus(CLK0.value(lots, frozen)))
                .reduce(usd("0"), Money::plus);
    }
}
