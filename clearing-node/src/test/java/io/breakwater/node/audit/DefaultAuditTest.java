package io.breakwater.node.audit;

import static io.breakwater.node.audit.MadeDefault.BIRCH;
import static io.breakwater.node.audit.MadeDefault.CEDAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.scenario.report.DemoReport;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.rulebook.Layer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The invariants of a default, on an honest one and on each of the ways in which it may go wrong. */
final class DefaultAuditTest {

    private final MadeJournal journal = new MadeJournal();
    private final MadeDefault made = new MadeDefault();

    @ParameterizedTest
    @EnumSource(
            value = Invariant.class,
            names = {"HISTORY", "EPISODES", "LOSSES", "CAPS", "DELEVERAGING", "CAUSES"})
    void anHonestDefaultKeepsItsInvariants(Invariant invariant) {
        made.writeTo(journal);
        assertThat(found(invariant).holds()).as(found(invariant).detail()).isTrue();
    }

    @Test
    void anEpisodeThatTheHouseDeclaredOtherwiseIsNamed() {
        made.with(1, EpisodeEvent.Declared.class, was -> new EpisodeEvent.Declared(MadeDefault.declaration("birch")));
        assertViolated(Invariant.EPISODES, "episode|1 1: episode 1 is none that the house has declared just so");
    }

    @Test
    void assessmentsOfAnEarlierPeriodCount() {
        journal.append(
                MadeDefault.HOUSE,
                new HouseEvent.PeriodSet(
                        LocalDate.parse("2020-03-25"),
                        LocalDate.parse("2020-04-23"),
                        new TreeMap<>(Map.of("birch", MadeDefault.money("400.01"))),
                        List.of()));
        assertViolated(Invariant.CAPS, "the assessment of birch for the period is USD 800.01, at most USD 800.00");
    }

    @Test
    void aLayerThatIsSkippedIsNamed() {
        made.without(12);
        assertViolated(Invariant.EPISODES, "episode|1 12: draws ADL as layer 4 of");
    }

    @Test
    void aLayerDrawnTwiceIsNamed() {
        made.with(
                11,
                EpisodeEvent.LayerDrawn.class,
                was -> MadeDefault.layer(
                        Layer.DEFAULTER_CONTRIBUTION, "0.00", "15000.00", HouseAccounts.contribution("elm")));
        assertViolated(Invariant.EPISODES, "episode|1 11: draws DEFAULTER_CONTRIBUTION as layer 3 of");
    }

    @Test
    void aLossThatItsInventoryContradictsIsNamed() {
        made.with(
                6,
                EpisodeEvent.LossFixed.class,
                was -> new EpisodeEvent.LossFixed(MadeDefault.loss("17499.99"), List.of()));
        assertViolated(
                Invariant.LOSSES,
                "the loss of account|elm.house is fixed at USD 17499.99, its inventory makes it USD 17500.00");
    }

    @Test
    void aLayerThatKeepsWhatItHasIsNamed() {
        made.with(
                11,
                EpisodeEvent.LayerDrawn.class,
                was -> MadeDefault.layer(Layer.OWN_CAPITAL, "1999.99", "13000.01", HouseAccounts.OWN_CAPITAL));
        assertViolated(Invariant.LOSSES, "USD 13000.00 is said to be lacking after INSURANCE_FUND, it is USD 13000.01");
    }

    @Test
    void aLossThatIsNotUncoveredInFullIsNamed() {
        made.with(
                MadeDefault.CONCLUDED,
                EpisodeEvent.Concluded.class,
                was -> new EpisodeEvent.Concluded(
                        MadeDefault.money("8499.00"), was.surplus(), was.estateOf(), was.entries(), List.of()));
        assertViolated(Invariant.LOSSES, "episode|1 22: USD 8499.00 is uncovered");
    }

    @Test
    void aContributionBeyondWhatWasFrozenIsNamed() {
        made.with(
                MadeDefault.CONTRIBUTION_DRAWN,
                EpisodeEvent.LayerDrawn.class,
                was -> MadeDefault.layer(
                        Layer.DEFAULTER_CONTRIBUTION, "1000.01", "14999.99", HouseAccounts.contribution("elm")));
        assertViolated(
                Invariant.CAPS, "episode|1 10: the defaulter's contribution is USD 1000.01, at most USD 1000.00");
    }

    @Test
    void anAssessmentBeyondItsCapIsNamed() {
        made.with(
                MadeDefault.LEVIED,
                EpisodeEvent.AssessmentsLevied.class,
                was -> new EpisodeEvent.AssessmentsLevied(
                        1,
                        was.residual(),
                        new TreeMap<>(Map.of("birch", MadeDefault.money("400.01"))),
                        was.limits(),
                        List.of()));
        assertViolated(
                Invariant.CAPS,
                "episode|1 18: the assessment of birch for one default is USD 400.01, at most USD 400.00");
    }

    @Test
    void aVictimOutOfRankOrderIsNamed() {
        Victim first = MadeDefault.victim(1, CEDAR, -3, "100.00", "9000.00", "100.00", "100.00");
        Victim second = MadeDefault.victim(2, BIRCH, -1, "5000.00", "9000.00", "5000.00", "4000.00");
        chosen(List.of(first, second));
        assertViolated(Invariant.DELEVERAGING, "episode|1 15: account|birch.house has rank 2 out of order");
    }

    @Test
    void aVictimThatGivesMoreThanItsGainIsNamed() {
        chosen(List.of(
                MadeDefault.victim(1, BIRCH, -3, "3999.99", "9000.00", "4000.00", "4000.00"),
                MadeDefault.victims().get(1)));
        assertViolated(Invariant.DELEVERAGING, "episode|1 15: account|birch.house gives USD 4000.00 of USD 4000.00");
    }

    @Test
    void aVictimOnTheSameSideIsNamed() {
        chosen(List.of(
                MadeDefault.victim(1, BIRCH, 3, "5000.00", "9000.00", "5000.00", "4000.00"),
                MadeDefault.victims().get(1)));
        assertViolated(Invariant.DELEVERAGING, "episode|1 15: account|birch.house closes 3 lots of CLK0 for 4 unsold");
    }

    @Test
    void lotsLeftUnsoldAreNamed() {
        oneVictim();
        assertViolated(Invariant.DELEVERAGING, "episode|1 17: ADL is drawn with lots unsold: {CLK0=1}");
    }

    @Test
    void anEntryThatClosesLotsOfNobodyIsNamed() {
        made.with(
                MadeDefault.LOTS_CLOSED,
                EpisodeEvent.LotsClosed.class,
                was -> new EpisodeEvent.LotsClosed(
                        was.instrument(),
                        1,
                        was.victims().subList(0, 1),
                        was.available(),
                        was.lacks(),
                        was.entries(),
                        List.of()));
        assertViolated(Invariant.DELEVERAGING, "episode|1 16: entry adl-15-1 closes lots of nobody who is named");
    }

    @Test
    void lotsThatTheHouseTakesAreClosed() {
        oneVictim();
        made.after(MadeDefault.LOTS_CLOSED, MadeDefault.absorbed(1)).writeTo(journal);
        assertThat(found(Invariant.DELEVERAGING).holds())
                .as(found(Invariant.DELEVERAGING).detail())
                .isTrue();
    }

    @Test
    void aHouseThatTakesMoreLotsThanAreLeftIsNamed() {
        oneVictim();
        made.after(MadeDefault.LOTS_CLOSED, MadeDefault.absorbed(2));
        assertViolated(Invariant.DELEVERAGING, "episode|1 17: -2 lots of CLK0 are closed for 1 unsold");
    }

    @Test
    void aClientThatPaysForAnotherIsNamed() {
        made.with(
                11,
                EpisodeEvent.LayerDrawn.class,
                was -> MadeDefault.layer(Layer.OWN_CAPITAL, "2000.00", "13000.00", CEDAR));
        assertViolated(Invariant.CAUSES, "account|cedar.c1 pays a layer of a default that is not its own");
    }

    @Test
    void anAssessmentPaidByAClientIsNamed() {
        made.writeTo(journal);
        journal.append(
                MadeDefault.HOUSE,
                new MadeDefault.Booked(List.of(MadeDefault.pays(CEDAR, Purpose.ASSESSMENT, "levy-2", "1.00"))));
        assertThat(found(Invariant.CAUSES).detail()).contains("account|cedar.c1 pays what a member owes");
        assertThat(found(Invariant.LOSSES).detail())
                .contains("episode 1 drew USD 400.00 of assessments, the house booked USD 401.00");
    }

    private void chosen(List<Victim> victims) {
        made.with(
                MadeDefault.VICTIMS_CHOSEN,
                EpisodeEvent.VictimsChosen.class,
                was -> new EpisodeEvent.VictimsChosen(was.instrument(), 1, victims, was.available(), List.of()));
    }

    /** The first of two victims is the only one; one lot is left. */
    private void oneVictim() {
        made.with(
                MadeDefault.LOTS_CLOSED,
                EpisodeEvent.LotsClosed.class,
                was -> new EpisodeEvent.LotsClosed(
                        was.instrument(),
                        1,
                        was.victims().subList(0, 1),
                        was.available(),
                        was.lacks(),
                        was.entries().subList(0, 1),
                        List.of()));
    }

    private void assertViolated(Invariant invariant, String named) {
        made.writeTo(journal);
        assertThat(found(invariant).holds()).as(invariant + " holds").isFalse();
        assertThat(found(invariant).detail()).contains(named);
    }

    private DemoReport.Invariant found(Invariant invariant) {
        return Audit.of(journal).invariants().stream()
                .filter(each -> each.name().equals(invariant.title()))
                .findFirst()
                .orElseThrow();
    }
}
