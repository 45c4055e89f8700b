package io.breakwater.waterfall.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.receipts.Finding.Reason;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final Instant NOON = Instant.parse("2020-04-20T12:00:00Z");
    private static final String ALFA = "member/ALFA";
    private static final String DIGEST = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);

    @Test
    void theSameIdAndPayloadGetsTheFirstAnswer() {
        Receipts<String> kept = keep(Receipts.none(), 1, NOON);
        assertThat(kept.find(ALFA, id(1), DIGEST, at(NOON))).isEqualTo(new Finding.Repeated<>("answer 1"));
        assertThat(kept.status(ALFA, id(1), at(NOON))).isEqualTo(new Finding.Repeated<>("answer 1"));
    }

    @Test
    void theSameIdWithAnotherPayloadIsRefused() {
        Receipts<String> kept = keep(Receipts.none(), 1, NOON);
        assertThat(kept.find(ALFA, id(1), OTHER, at(NOON))).isEqualTo(refused(Reason.OTHER_PAYLOAD));
    }

    @Test
    void anotherPrincipalKnowsNothingOfIt() {
        Receipts<String> kept = keep(Receipts.none(), 1, NOON);
        assertThat(kept.find("member/BRAVO", id(1), DIGEST, at(NOON))).isEqualTo(new Finding.Unseen<>());
    }

    @Test
    void aRequestWhoseStatusWasAnsweredNotAppliedNeverIs() {
        Receipts<String> none = Receipts.none();
        assertThat(none.status(ALFA, id(1), at(NOON))).isEqualTo(new Finding.Unseen<>());
        Receipts<String> voided = none.keep(ALFA, Receipt.voided(id(1), Optional.of(NOON)));
        assertThat(voided.find(ALFA, id(1), DIGEST, at(NOON))).isEqualTo(refused(Reason.VOIDED));
        assertThat(voided.status(ALFA, id(1), at(NOON))).isEqualTo(refused(Reason.VOIDED));
    }

    @Test
    void aPrincipalMayHaveSoManyRequestsVoidedADayAndNoMore() {
        Receipts<String> voided = Receipts.none();
        for (int i = 1; i <= Receipts.VOIDED_PER_PRINCIPAL; i++) {
            assertThat(voided.status(ALFA, id(i), at(NOON))).isEqualTo(new Finding.Unseen<>());
            voided = voided.keep(ALFA, Receipt.voided(id(i), Optional.of(NOON)));
        }
        int next = Receipts.VOIDED_PER_PRINCIPAL + 1;
        assertThat(voided.status(ALFA, id(next), at(NOON))).isEqualTo(refused(Reason.WINDOW_FULL));
        assertThat(voided.find(ALFA, id(next), DIGEST, at(NOON))).isEqualTo(new Finding.Unseen<>());
        assertThat(voided.status("member/BRAVO", id(next), at(NOON))).isEqualTo(new Finding.Unseen<>());
        Instant day = NOON.plus(Receipts.KEPT_FOR);
        assertThat(voided.status(ALFA, id(next), at(day))).isEqualTo(new Finding.Unseen<>());
    }

    @Test
    void whatAllPrincipalsHaveVoidedLeavesRoomForWhatIsDecided() {
        Receipts<String> voided = Receipts.none();
        for (int i = 0; i < Receipts.VOIDED_PER_ENTITY; i++) {
            voided = voided.keep("member/M" + i % 20, Receipt.voided(id(i), Optional.of(NOON)));
        }
        int next = Receipts.VOIDED_PER_ENTITY;
        assertThat(voided.status(ALFA, id(next), at(NOON))).isEqualTo(refused(Reason.WINDOW_FULL));
        assertThat(voided.find(ALFA, id(next), DIGEST, at(NOON))).isEqualTo(new Finding.Unseen<>());
        assertThat(voided.answered(at(NOON))).isZero();
    }

    @Test
    void aFullWindowRefusesTheNextUntilTheOldestIsADayOld() {
        Receipts<String> full = Receipts.none();
        for (int i = 1; i <= Receipts.PER_PRINCIPAL; i++) {
            full = keep(full, i, NOON);
        }
        int next = Receipts.PER_PRINCIPAL + 1;
        Instant almost = NOON.plus(Receipts.KEPT_FOR).minusMillis(1);
        assertThat(full.find(ALFA, id(next), DIGEST, at(almost))).isEqualTo(refused(Reason.WINDOW_FULL));
        assertThat(full.find(ALFA, id(next), DIGEST, Optional.empty())).isEqualTo(refused(Reason.WINDOW_FULL));
        assertThat(full.find(ALFA, id(1), DIGEST, at(almost))).isEqualTo(new Finding.Repeated<>("answer 1"));
        Instant day = NOON.plus(Receipts.KEPT_FOR);
        assertThat(full.find(ALFA, id(next), DIGEST, at(day))).isEqualTo(new Finding.Unseen<>());
        Receipts<String> after = keep(full, next, day);
        assertThat(after.find(ALFA, id(1), DIGEST, at(day))).isEqualTo(refused(Reason.TOO_OLD));
        assertThat(after.status(ALFA, id(1), at(day))).isEqualTo(refused(Reason.TOO_OLD));
        assertThat(after.find(ALFA, id(next), DIGEST, at(day))).isEqualTo(new Finding.Repeated<>("answer " + next));
    }

    @Test
    void aReceiptKeptWithoutHouseTimeAgesFromTheNextOneKeptWithIt() {
        Receipts<String> kept = keep(
                Receipts.<String>none().keep(ALFA, Receipt.answered(id(1), DIGEST, "answer 1", Optional.empty())),
                2,
                NOON);
        Receipts<String> early = keep(kept, 3, NOON.plus(Receipts.KEPT_FOR).minusMillis(1));
        assertThat(early.find(ALFA, id(1), DIGEST, Optional.empty())).isEqualTo(new Finding.Repeated<>("answer 1"));
        Receipts<String> late = keep(kept, 3, NOON.plus(Receipts.KEPT_FOR));
        assertThat(late.find(ALFA, id(1), DIGEST, Optional.empty())).isEqualTo(refused(Reason.TOO_OLD));
    }

    @Test
    void anIdADayAheadIsRefusedSoThatItCannotRaiseTheFloor() {
        Receipts<String> none = Receipts.none();
        assertThat(none.find(ALFA, id(0), DIGEST, at(NOON.minus(Receipts.AHEAD))))
                .isEqualTo(new Finding.Unseen<>());
        assertThat(none.find(ALFA, id(0), DIGEST, at(NOON.minus(Receipts.AHEAD).minus(Duration.ofSeconds(1)))))
                .isEqualTo(refused(Reason.AHEAD_OF_TIME));
    }

    @Test
    void principalsAndReceiptsOfOneEntityAreBounded() {
        Receipts<String> kept = Receipts.none();
        for (int i = 0; i < Receipts.PRINCIPALS; i++) {
            kept = kept.keep("member/M" + i, Receipt.answered(id(1), DIGEST, "a", Optional.of(NOON)));
        }
        assertThat(kept.find("member/MORE", id(1), DIGEST, at(NOON))).isEqualTo(refused(Reason.WINDOW_FULL));
        Receipts<String> full = Receipts.none();
        for (int i = 0; i < Receipts.PER_ENTITY; i++) {
            full = full.keep("member/M" + i % 5, Receipt.answered(id(i), DIGEST, "a", Optional.of(NOON)));
        }
        assertThat(full.find("member/M0", id(Receipts.PER_ENTITY), DIGEST, at(NOON)))
                .isEqualTo(refused(Reason.WINDOW_FULL));
    }

    @Test
    void whatOthersKeptADayAgoTakesNoRoom() {
        Receipts<String> full = Receipts.none();
        for (int i = 0; i < Receipts.PER_ENTITY; i++) {
            full = full.keep("member/M" + i % 5, Receipt.answered(id(i), DIGEST, "a", Optional.of(NOON)));
        }
        Instant day = NOON.plus(Receipts.KEPT_FOR);
        assertThat(full.find(ALFA, id(1), DIGEST, at(day.minusMillis(1)))).isEqualTo(refused(Reason.WINDOW_FULL));
        assertThat(full.find(ALFA, id(1), DIGEST, at(day))).isEqualTo(new Finding.Unseen<>());
        assertThat(full.answered(at(day))).isZero();
        assertThat(full.answered(Optional.empty())).isEqualTo(Receipts.PER_ENTITY);
        Receipts<String> after = keep(full, 1, day);
        assertThat(after.byPrincipal().values().stream()
                        .mapToInt(window -> window.receipts().size())
                        .sum())
                .isEqualTo(1);
        assertThat(after.find("member/M0", id(0), DIGEST, at(day))).isEqualTo(refused(Reason.TOO_OLD));
    }

    @Test
    void aPrincipalNotHeardForADayMakesRoomForAnother() {
        Receipts<String> kept = Receipts.none();
        for (int i = 0; i < Receipts.PRINCIPALS; i++) {
            kept = kept.keep("member/M" + i, Receipt.answered(id(i), DIGEST, "a", Optional.of(NOON)));
        }
        Instant day = NOON.plus(Receipts.KEPT_FOR);
        int next = Receipts.PRINCIPALS;
        assertThat(kept.find(ALFA, id(next), DIGEST, at(day.minusMillis(1)))).isEqualTo(refused(Reason.WINDOW_FULL));
        assertThat(kept.find(ALFA, id(next), DIGEST, at(day))).isEqualTo(new Finding.Unseen<>());
        Receipts<String> after = keep(kept, next, day);
        assertThat(after.byPrincipal()).containsOnlyKeys(ALFA);
        assertThat(after.find("member/M7", id(7), DIGEST, at(day)))
                .as("a repetition of what was forgotten with its principal")
                .isEqualTo(refused(Reason.TOO_OLD));
        assertThat(after.find("member/M7", id(next), DIGEST, at(day))).isEqualTo(new Finding.Unseen<>());
    }

    @Test
    void onlyTimeOrderedUuidsAreIds() {
        assertThat(RequestId.parse("018f3a2b-1c4d-7abc-8def-0123456789ab")).isPresent();
        assertThat(RequestId.parse("018f3a2b-1c4d-4abc-8def-0123456789ab")).isEmpty();
        assertThat(RequestId.parse("018f3a2b-1c4d-7abc-cdef-0123456789ab")).isEmpty();
        assertThat(RequestId.parse("018F3A2B-1C4D-7ABC-8DEF-0123456789AB")).isEmpty();
        assertThat(RequestId.parse("00000000-0000-0000-0000-000000000000")).isEmpty();
        assertThat(id(17).time()).isEqualTo(NOON.plusMillis(17));
    }

    @SeededTest(runs = 50)
    void anEffectHappensOnceHoweverRequestsAndQuestionsAreRepeated(Generator any) {
        Receipts<String> receipts = Receipts.none();
        Map<RequestId, Integer> effects = new HashMap<>();
        Map<RequestId, Boolean> denied = new HashMap<>();
        Instant now = NOON;
        for (int step = 0; step < 500; step++) {
            now = now.plus(Duration.ofMinutes(any.between(0, 60)));
            RequestId id = id((int) any.between(Math.max(0, step - 80), step));
            Optional<HouseInstant> house = any.oneIn(5) ? Optional.empty() : at(now);
            Optional<Instant> stamp = house.map(HouseInstant::time);
            boolean asks = any.oneIn(4);
            Finding<String> found = asks ? receipts.status(ALFA, id, house) : receipts.find(ALFA, id, DIGEST, house);
            if (found instanceof Finding.Unseen && asks) {
                receipts = receipts.keep(ALFA, Receipt.voided(id, stamp));
                denied.put(id, true);
            } else if (found instanceof Finding.Unseen) {
                receipts = receipts.keep(ALFA, Receipt.answered(id, DIGEST, id.value(), stamp));
                effects.merge(id, 1, Integer::sum);
            }
        }
        assertThat(effects.values()).allMatch(count -> count == 1);
        assertThat(denied.keySet()).doesNotContainAnyElementsOf(effects.keySet());
    }

    private static Receipts<String> keep(Receipts<String> receipts, int number, Instant at) {
        return receipts.keep(ALFA, Receipt.answered(id(number), DIGEST, "answer " + number, Optional.of(at)));
    }

    private static Finding<String> refused(Reason reason) {
        return new Finding.Refused<>(reason);
    }

    private static Optional<HouseInstant> at(Instant time) {
        return Optional.of(new HouseInstant(time, Duration.ofMillis(250)));
    }

    /** The id that a client makes so many milliseconds after noon. */
    private static RequestId id(int number) {
        String millis = String.format(Locale.ROOT, "%012x", NOON.toEpochMilli() + number);
        return new RequestId(millis.substring(0, 8) + "-" + millis.substring(8) + "-7000-8000-000000000000");
    }
}
