package io.breakwater.waterfall.house;

import static io.breakwater.waterfall.house.HouseDouble.DESK;
import static io.breakwater.waterfall.house.HouseDouble.STREAM;
import static io.breakwater.waterfall.house.HouseDouble.account;
import static io.breakwater.waterfall.house.HouseDouble.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the report of an unmet call to the frozen subject, the turn and the end. */
class DefaultsTest {

    private final HouseDouble house = HouseDouble.withTerms();

    @BeforeEach
    void aHouseWithThreeMembersAndAStream() {
        house.members(new TreeMap<>(Map.of("alder", "660000", "birch", "480000", "gorse", "100000")));
        house.register(STREAM);
    }

    @Test
    void anUnmetCallDeclaresOneDefaultThatFreezesTheSurvivorsContributions() {
        house.fails("gorse");
        house.fails("gorse");
        house.member("alder", "1");
        assertThat(house.events(HouseEvent.DefaultDeclared.class)).hasSize(1);
        Declaration declared =
                house.events(HouseEvent.DefaultDeclared.class).get(0).declared().declaration();
        assertThat(declared.episode()).isEqualTo(1);
        assertThat(declared.accounts()).isEqualTo(Map.of(account("gorse.house"), AccountKind.HOUSE));
        assertThat(declared.contributions()).isEqualTo(Map.of("alder", usd("660000"), "birch", usd("480000")));
        assertThat(declared.contribution()).contains(usd("100000"));
        assertThat(declared.cause()).isEqualTo("call 1 of account|gorse.house");
        assertThat(house.state().declaration(1)).isEqualTo(declared);
    }

    @Test
    void theEpisodeIsToldUntilItHasBegun() {
        house.fails("gorse");
        assertThat(house.sent(HouseMessage.OpenEpisode.class)).hasSize(1);
        house.house.restart();
        house.tick();
        assertThat(house.sent(HouseMessage.OpenEpisode.class))
                .extracting(HouseMessage.OpenEpisode::declaration)
                .containsExactly(house.state().declaration(1));
        house.house.ask(new HouseInput.Opened(new HouseMessage.EpisodeOpened(1)));
        house.house.restart();
        house.tick();
        assertThat(house.sent(HouseMessage.OpenEpisode.class)).isEmpty();
    }

    @Test
    void aPeriodBeginsWithTheFirstDefaultAndLastsTwentyBusinessDaysAfterIt() {
        house.fails("gorse", HouseDouble.time("2020-03-25"));
        AssessmentPeriod march = house.state().period().orElseThrow();
        assertThat(march.opened()).isEqualTo(LocalDate.parse("2020-03-25"));
        assertThat(march.ends()).isEqualTo(LocalDate.parse("2020-04-23"));
        house.fails("birch", HouseDouble.time("2020-04-23"));
        assertThat(house.state().period()).contains(march);
        house.fails("alder", HouseDouble.time("2020-04-24"));
        assertThat(house.state().period().orElseThrow().opened()).isEqualTo(LocalDate.parse("2020-04-24"));
    }

    @Test
    void aDefaultVoidsWhatTheMemberOwesAndTakesItsShortClientsAlong() {
        house.deficit("gorse", "gorse.c1", 1, "500.00");
        house.fails("gorse");
        HouseEvent.DefaultDeclared event =
                house.events(HouseEvent.DefaultDeclared.class).get(0);
        assertThat(event.declared().voided()).containsExactly(1L);
        assertThat(event.declared().declaration().accounts())
                .isEqualTo(Map.of(account("gorse.house"), AccountKind.HOUSE, account("gorse.c1"), AccountKind.CLIENT));
        assertThat(house.state().payables().open()).isEmpty();
        assertThat(house.state().payables().settled().find(1L).orElseThrow().stage())
                .isEqualTo(HouseReply.Obligation.Stage.VOIDED);
    }

    @Test
    void aSubjectIsFrozenWhenItsStopIsDrainedAtEverySourceAndEveryPayouts() {
        house.fails("gorse");
        StopMessage.PlaceStop place = house.sent(StopMessage.PlaceStop.class).get(0);
        assertThat(place.subject()).isEqualTo(new StopSubject.OfMember("gorse"));
        house.drain(new TreeSet<>(List.of(STREAM)));
        assertThat(frozen(1)).isEmpty();
        house.house.ask(new HouseInput.Placed(new StopMessage.StopPlaced(place.id(), STREAM, 3)));
        assertThat(frozen(1)).isEmpty();
        house.house.ask(new HouseInput.Drained(new StopMessage.Drained(place.id(), STREAM, 3, 0)));
        assertThat(frozen(1)).contains(new HouseMessage.SubjectFrozen(1));
        house.house.restart();
        assertThat(frozen(1)).contains(new HouseMessage.SubjectFrozen(1));
    }

    @Test
    void aPlaceGetsTheNextStopWhenItHasConfirmedTheOneBefore() {
        house.fails("gorse");
        house.fails("birch");
        house.house.pass(Duration.ofSeconds(40));
        house.tick();
        assertThat(toStream()).containsExactly(1L);
        StopMessage.PlaceStop first = house.sent(StopMessage.PlaceStop.class).get(0);
        house.house.ask(new HouseInput.Placed(new StopMessage.StopPlaced(first.id(), STREAM, 3)));
        assertThat(toStream()).containsExactly(2L);
    }

    @Test
    void aSourceThatComesLaterIsRegisteredWhenEveryStopIsPlacedAtIt() {
        house.fails("gorse");
        house.drain();
        assertThat(house.register(DESK)).isEmpty();
        StopMessage.PlaceStop place = house.sent(StopMessage.PlaceStop.class).get(0);
        assertThat(house.register(DESK)).isEmpty();
        house.house.ask(new HouseInput.Placed(new StopMessage.StopPlaced(place.id(), DESK, 0)));
        assertThat(house.register(DESK)).contains(new SourceMessage.Registered(DESK));
        assertThat(house.register(account("not-a-source"))).isEmpty();
    }

    @Test
    void whileATurnIsOutNobodyIsRegisteredAndNobodyElseIsFrozen() {
        house.fails("gorse");
        house.drain();
        house.fails("birch");
        assertThat(turn(1)).isEmpty();
        house.tick();
        HouseMessage.TurnGiven given = (HouseMessage.TurnGiven) turn(1).orElseThrow();
        assertThat(given.sources()).containsExactly(STREAM);
        house.drain();
        assertThat(frozen(2)).isEmpty();
        house.register(DESK);
        house.drain();
        assertThat(house.register(DESK)).isEmpty();
        assertThat(turn(1)).contains(given);
        assertThat(release(1)).contains(new HouseMessage.TurnReleased(1));
        house.drain();
        assertThat(frozen(2)).contains(new HouseMessage.SubjectFrozen(2));
        house.register(DESK);
        house.drain();
        assertThat(house.register(DESK)).contains(new SourceMessage.Registered(DESK));
    }

    @Test
    void turnsAreGivenOneAtATimeInTheOrderInWhichLossesCame() {
        house.fails("gorse");
        house.fails("birch");
        house.drain();
        turn(2);
        turn(1);
        house.tick();
        HouseMessage.TurnGiven given = (HouseMessage.TurnGiven) turn(2).orElseThrow();
        assertThat(given.sources()).containsExactly(STREAM, EntityId.of(EntityKind.EPISODE, "1"));
        assertThat(turn(1)).isEmpty();
        assertThat(release(1)).isEmpty();
        release(2);
        house.tick();
        assertThat(turn(1)).isPresent();
        assertThat(release(2)).contains(new HouseMessage.TurnReleased(2));
        assertThat(turn(2)).isEmpty();
    }

    @Test
    void whoAsksIsToldTheFirstEpisodeThatIsNotClosed() {
        assertThat(closedBelow()).isEqualTo(1);
        house.fails("gorse");
        house.fails("birch");
        house.drain();
        List.of(1L, 2L).forEach(each -> house.house.ask(new HouseInput.Opened(new HouseMessage.EpisodeOpened(each))));
        close(2, 0);
        assertThat(closedBelow()).isEqualTo(1);
        close(1, 0);
        assertThat(closedBelow()).isEqualTo(3);
    }

    private long closedBelow() {
        Message answer = house.house
                .ask(HouseInput.of(new HouseMessage.AskClosed(account("alder.house")))
                        .orElseThrow())
                .orElseThrow();
        return ((HouseMessage.EpisodesClosed) answer).below();
    }

    @Test
    void aClosedEpisodeAddsItsFingerprintAndIsNoSourceAnyMore() {
        house.fails("gorse");
        house.fails("birch");
        house.drain();
        List.of(1L, 2L).forEach(each -> house.house.ask(new HouseInput.Opened(new HouseMessage.EpisodeOpened(each))));
        assertThat(close(1, FingerprintKey.PRIME - 1)).contains(new HouseMessage.EpisodeClosed(1));
        assertThat(close(1, 5)).contains(new HouseMessage.EpisodeClosed(1));
        turn(2);
        house.tick();
        HouseMessage.TurnGiven given = (HouseMessage.TurnGiven) turn(2).orElseThrow();
        assertThat(given.sources()).containsExactly(STREAM);
        assertThat(given.closed()).isEqualTo(Map.of(InstrumentId.of("CLK0"), FingerprintKey.PRIME - 1));
        assertThat(close(2, 3)).contains(new HouseMessage.EpisodeClosed(2));
        assertThat(house.state().closed()).isEqualTo(Map.of(InstrumentId.of("CLK0"), 2L));
        assertThat(house.state().defaults().firstOpen()).isEqualTo(3);
    }

    private List<Long> toStream() {
        return house.house.sent().stream()
                .filter(send -> send.to().equals(STREAM))
                .map(send -> ((StopMessage.PlaceStop) send.body()).id().number())
                .toList();
    }

    private Optional<Message> frozen(long episode) {
        return house.house.ask(new HouseInput.AskFrozen(new HouseMessage.AskFrozen(episode)));
    }

    private Optional<Message> turn(long episode) {
        return house.house.ask(new HouseInput.AskTurn(new HouseMessage.AskTurn(episode, usd("1.00"))));
    }

    private Optional<Message> release(long episode) {
        return house.house.ask(new HouseInput.ReleaseTurn(new HouseMessage.ReleaseTurn(episode)));
    }

    private Optional<Message> close(long episode, long fingerprint) {
        return house.house.ask(new HouseInput.Close(
                new HouseMessage.CloseEpisode(episode, new TreeMap<>(Map.of(InstrumentId.of("CLK0"), fingerprint)))));
    }
}
