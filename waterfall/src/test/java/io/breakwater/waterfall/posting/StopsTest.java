package io.breakwater.waterfall.posting;

import static io.breakwater.waterfall.posting.Postings.ALFA;
import static io.breakwater.waterfall.posting.Postings.BANK;
import static io.breakwater.waterfall.posting.Postings.BRAVO;
import static io.breakwater.waterfall.posting.Postings.CHARLIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.posting.StopMessage.Drained;
import io.breakwater.waterfall.posting.StopMessage.LiftStop;
import io.breakwater.waterfall.posting.StopMessage.PlaceStop;
import io.breakwater.waterfall.posting.StopMessage.StopLifted;
import io.breakwater.waterfall.posting.StopMessage.StopPlaced;
import io.breakwater.waterfall.posting.StopSubject.OfAccount;
import io.breakwater.waterfall.posting.StopSubject.OfInstrument;
import io.breakwater.waterfall.posting.StopSubject.OfMember;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StopsTest {

    private static final EntityId EPISODE = EntityId.of(EntityKind.EPISODE, "1");
    private static final StopId ID = new StopId(EPISODE, 4);
    private static final PlaceStop OF_ALFA = new PlaceStop(ID, new OfAccount(ALFA));

    @Test
    void theSubjectIsRefusedFromTheStopOnUntilItIsLifted() {
        Stops stops = Stops.NONE.placed(OF_ALFA, 10);
        assertThat(stops.forbid(Set.of(new OfAccount(BRAVO), new OfAccount(ALFA))))
                .isTrue();
        assertThat(stops.forbid(Set.of(new OfAccount(BRAVO), new OfMember("ALFA"))))
                .isFalse();
        assertThat(stops.lifted(ID).forbid(Set.of(new OfAccount(ALFA)))).isFalse();
    }

    @Test
    void theCutIsTheLastNumberBeforeTheStop() {
        Outbox outbox = Outbox.EMPTY.after(Postings.booked(9, ALFA, BRAVO));
        assertThat(Stops.NONE.placed(OF_ALFA, 10).answer(BANK, ID, outbox)).isEqualTo(new StopPlaced(ID, BANK, 9));
    }

    @Test
    void anAccountIsDrainedWhenItHasAcknowledgedUpToTheCut() {
        Stops stops = Stops.NONE.placed(OF_ALFA, 10);
        Outbox outbox = Outbox.EMPTY.after(Postings.booked(9, ALFA, BRAVO));
        Outbox heard = outbox.after(Postings.noted(11, List.of(new Acknowledgement(ALFA, 9))));
        assertThat(stops.answer(BANK, ID, heard)).isEqualTo(new Drained(ID, BANK, 9, 0));
    }

    @Test
    void anInstrumentIsDrainedWhenEverybodyHas() {
        PlaceStop place = new PlaceStop(ID, new OfInstrument(InstrumentId.of("OIL")));
        Stops stops = Stops.NONE.placed(place, 10);
        Outbox one = Outbox.EMPTY
                .after(Postings.booked(9, ALFA, BRAVO))
                .after(Postings.noted(11, List.of(new Acknowledgement(ALFA, 9))));
        assertThat(stops.answer(BANK, ID, one)).isInstanceOf(StopPlaced.class);
        Outbox both = one.after(Postings.noted(12, List.of(new Acknowledgement(BRAVO, 9))))
                .after(Postings.booked(13, ALFA, CHARLIE));
        assertThat(stops.answer(BANK, ID, both)).isInstanceOf(Drained.class);
    }

    @Test
    void aLateCopyCannotPlaceAStopThatWasLifted() {
        Stops stops = Stops.NONE.placed(OF_ALFA, 10).lifted(ID);
        assertThat(stops.isNew(OF_ALFA)).isFalse();
        assertThat(stops.answer(BANK, ID, Outbox.EMPTY)).isEqualTo(new StopLifted(ID, BANK));
        assertThat(stops.isNew(new PlaceStop(new StopId(EPISODE, 5), OF_ALFA.subject())))
                .isTrue();
    }

    @Test
    void aLiftThatOvertakesItsStopVoidsIt() {
        assertThat(Stops.NONE.isNew(new LiftStop(ID))).isTrue();
        Stops stops = Stops.NONE.lifted(ID);
        assertThat(stops.isNew(OF_ALFA)).isFalse();
        assertThat(stops.isNew(new LiftStop(ID))).isFalse();
    }

    @Test
    void whatIsOwedIsRepeatedWithGrowingPausesAndForgottenWhenItIsNot() {
        Repeats.Step<String> first = Repeats.<String>none().step(List.of("a", "b"), Duration.ZERO);
        assertThat(first.now()).containsExactly("a", "b");
        Repeats.Step<String> soon = first.next().step(List.of("a", "c"), Duration.ofMillis(500));
        assertThat(soon.now()).containsExactly("c");
        Repeats.Step<String> later = soon.next().step(List.of("a"), Duration.ofSeconds(1));
        assertThat(later.now()).containsExactly("a");
        assertThat(later.next().sent()).containsOnlyKeys("a");
        assertThat(later.next().step(List.of("a"), Duration.ofMillis(2_900)).now())
                .isEmpty();
        assertThat(later.next().step(List.of("a"), Duration.ofSeconds(3)).now()).containsExactly("a");
    }
}
