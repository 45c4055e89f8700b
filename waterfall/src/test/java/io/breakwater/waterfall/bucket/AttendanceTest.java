package io.breakwater.waterfall.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.bucket.BucketMessage.Delist;
import io.breakwater.waterfall.bucket.BucketMessage.Enlist;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttendanceTest {

    private static final EntityId ALFA = EntityId.of(EntityKind.ACCOUNT, "ALFA");
    private static final Instant NOON = Instant.parse("2020-04-20T12:00:00Z");
    private static final Enlistment PLAIN = new Enlistment(3, Optional.empty(), false);
    private static final Enlistment CALLED = new Enlistment(3, Optional.of(NOON), true);

    @Test
    void nothingMayBePersistedBeforeTheBucketHasAnswered() {
        Attendance asking = Attendance.NONE.need(PLAIN);
        assertThat(asking.covers(PLAIN)).isFalse();
        assertThat(asking.answered(new EnlistmentKept(ALFA, PLAIN)).covers(PLAIN))
                .isTrue();
    }

    @Test
    void theQuestionIsRepeatedUntilItIsAnswered() {
        Attendance asking = Attendance.NONE.need(PLAIN);
        Attendance.Step first = asking.tend(ALFA, Duration.ofSeconds(5));
        assertThat(first.send()).contains(new Send(Buckets.of(ALFA), new Enlist(ALFA, PLAIN)));
        assertThat(first.next().tend(ALFA, Duration.ofMillis(5_900)).send()).isEmpty();
        assertThat(first.next().tend(ALFA, Duration.ofSeconds(6)).send()).isPresent();
    }

    @Test
    void anAnswerToAnotherQuestionSaysNothing() {
        Attendance asking = Attendance.NONE.need(PLAIN).need(CALLED);
        assertThat(asking.answered(new EnlistmentKept(ALFA, PLAIN)).covers(PLAIN))
                .isFalse();
        assertThat(Attendance.NONE.answered(new EnlistmentKept(ALFA, PLAIN)).covers(PLAIN))
                .isFalse();
    }

    @Test
    void whileACallIsAnnouncedPostingsGoOnUnderWhatIsKept() {
        Attendance kept = Attendance.NONE.need(PLAIN).answered(new EnlistmentKept(ALFA, PLAIN));
        Attendance announcing = kept.need(CALLED);
        assertThat(announcing.covers(PLAIN)).isTrue();
        assertThat(announcing.covers(CALLED)).isFalse();
        assertThat(announcing.answered(new EnlistmentKept(ALFA, CALLED)).covers(CALLED))
                .isTrue();
    }

    @Test
    void aNearerDeadlineCoversALaterOneAndNotTheOtherWayRound() {
        Enlistment later = new Enlistment(4, Optional.of(NOON.plusSeconds(1)), false);
        assertThat(CALLED.covers(later)).isTrue();
        assertThat(later.covers(CALLED)).isFalse();
        assertThat(PLAIN.covers(later)).isFalse();
    }

    @Test
    void sayingLessCountsOnlyOnceItIsAnswered() {
        Attendance called = Attendance.NONE.need(CALLED).answered(new EnlistmentKept(ALFA, CALLED));
        Enlistment less = new Enlistment(4, Optional.empty(), false);
        Attendance restating = called.restate(less);
        assertThat(restating.covers(less)).isFalse();
        assertThat(restating.answered(new EnlistmentKept(ALFA, less)).covers(CALLED))
                .isFalse();
    }

    @Test
    void anAccountLeavesOnlyWhenItHasPersistedSomethingSinceAndNothingIsAsked() {
        Attendance kept = Attendance.NONE.need(PLAIN).answered(new EnlistmentKept(ALFA, PLAIN));
        assertThat(kept.leave(ALFA, 3).send()).isEmpty();
        assertThat(kept.need(CALLED).leave(ALFA, 4).send()).isEmpty();
        Attendance.Step left = kept.leave(ALFA, 4);
        assertThat(left.send()).contains(new Send(Buckets.of(ALFA), new Delist(ALFA, 4)));
        assertThat(left.next()).isEqualTo(Attendance.NONE);
    }
}
