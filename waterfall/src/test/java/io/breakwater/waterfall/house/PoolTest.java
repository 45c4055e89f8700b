package io.breakwater.waterfall.house;

import static io.breakwater.waterfall.house.HouseDouble.AT;
import static io.breakwater.waterfall.house.HouseDouble.STREAM;
import static io.breakwater.waterfall.house.HouseDouble.account;
import static io.breakwater.waterfall.house.HouseDouble.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the reports of direct accounts without a bid to the declared pool. */
class PoolTest {

    private static final long SNAPSHOT = 7;

    private final HouseDouble house = HouseDouble.withTerms();

    @BeforeEach
    void aHouseWithThreeMembersAndAStream() {
        house.members(new TreeMap<>(Map.of("alder", "660000", "birch", "480000", "gorse", "100000")));
        house.register(STREAM);
    }

    @Test
    void aPoolWaitsUntilTheSnapshotIsDecidedEverywhereHoweverLateAReportComes() {
        unsold("D1");
        assertThat(house.sent(BucketMessage.CallRoll.class))
                .hasSize(Buckets.COUNT)
                .containsOnly(new BucketMessage.CallRoll(1, SNAPSHOT));
        for (int bucket = 1; bucket < Buckets.COUNT; bucket++) {
            called(bucket, new TreeMap<>());
        }
        house.house.pass(Duration.ofSeconds(20));
        unsold("D2");
        house.house.pass(Duration.ofSeconds(20));
        house.tick();
        assertThat(pools()).isEmpty();
        assertThat(house.house.sent()).containsExactly(new Send(bucket(0), new BucketMessage.CallRoll(1, SNAPSHOT)));
        called(0, new TreeMap<>());
        Declaration pool = pools().get(0);
        assertThat(pool.member()).isEmpty();
        assertThat(pool.contribution()).isEmpty();
        assertThat(pool.accounts())
                .isEqualTo(Map.of(account("D1"), AccountKind.DIRECT, account("D2"), AccountKind.DIRECT));
        assertThat(pool.contributions()).hasSize(3);
    }

    @Test
    void anAccountWhoseReportWasLostIsInThePoolThatTheRollNamesItFor() {
        unsold("D1");
        everyBucketSays(new TreeMap<>(Map.of(account("D2"), AT, account("D1"), AT)));
        assertThat(pools().get(0).accounts()).containsOnlyKeys(account("D1"), account("D2"));
        unsold("D1");
        unsold("D2");
        assertThat(house.sent(BucketMessage.CallRoll.class)).isEmpty();
    }

    @Test
    void answersToAnotherRollSayNothing() {
        unsold("D1");
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            house.house.ask(new HouseInput.RollCalled(
                    new BucketAnswer.RollCalled(bucket(bucket), 2, SNAPSHOT, new TreeMap<>())));
            house.house.ask(new HouseInput.RollCalled(
                    new BucketAnswer.RollCalled(bucket(bucket), 1, SNAPSHOT - 1, new TreeMap<>())));
        }
        assertThat(pools()).isEmpty();
    }

    @Test
    void aNewInstanceCallsTheRollAnewOnceItHearsAReport() {
        unsold("D1");
        for (int bucket = 1; bucket < Buckets.COUNT; bucket++) {
            called(bucket, new TreeMap<>());
        }
        house.house.restart();
        called(0, new TreeMap<>());
        assertThat(pools()).isEmpty();
        unsold("D1");
        assertThat(house.sent(BucketMessage.CallRoll.class)).hasSize(Buckets.COUNT);
        everyBucketSays(new TreeMap<>());
        assertThat(pools()).hasSize(1);
    }

    @Test
    void somebodyWhoCannotBeJudgedHoldsThePoolUpForTwoMinutesAtMost() {
        unsold("D1");
        house.house.pass(PoolTurn.LATEST.minusSeconds(1));
        house.tick();
        assertThat(pools()).isEmpty();
        house.house.pass(Duration.ofSeconds(1));
        house.tick();
        assertThat(pools()).hasSize(1);
    }

    @Test
    void theNextPoolWaitsUntilTheOneBeforeHasRegisteredItsLoss() {
        unsold("D1");
        everyBucketSays(new TreeMap<>());
        unsold("D2");
        assertThat(house.sent(BucketMessage.CallRoll.class)).isEmpty();
        house.drain();
        unsold("D2");
        everyBucketSays(new TreeMap<>());
        assertThat(pools()).hasSize(1);
        house.house.ask(new HouseInput.AskTurn(new HouseMessage.AskTurn(1, usd("1.00"))));
        unsold("D2");
        assertThat(house.sent(BucketMessage.CallRoll.class)).hasSize(Buckets.COUNT);
        everyBucketSays(new TreeMap<>());
        assertThat(pools().get(1).accounts()).containsOnlyKeys(account("D2"));
    }

    @Test
    void aPoolTakesTheFirstFiveHundredByIdWhoeverReportedFirst() {
        for (int i = PoolTurn.POOL; i >= 0; i--) {
            unsold(String.format("D%03d", i));
        }
        assertThat(pools()).isEmpty();
        everyBucketSays(new TreeMap<>());
        assertThat(pools().get(0).accounts())
                .hasSize(PoolTurn.POOL)
                .containsKey(account("D000"))
                .doesNotContainKey(account("D500"));
    }

    @Test
    void aPoolIsStoppedAccountByAccountAtSourcesAndAtTheAccountsOwnPayouts() {
        for (int i = 0; i < 40; i++) {
            unsold("D" + i);
        }
        everyBucketSays(new TreeMap<>());
        assertThat(house.state().defaults().stops()).isEqualTo(40);
        for (Send send : house.house.sent()) {
            if (send.body() instanceof StopMessage.PlaceStop place && !send.to().equals(STREAM)) {
                StopSubject.OfAccount of = (StopSubject.OfAccount) place.subject();
                assertThat(send.to()).isEqualTo(PayoutId.entityOf(of.account()));
            }
        }
        house.drain();
        Optional<Message> frozen = house.house.ask(new HouseInput.AskFrozen(new HouseMessage.AskFrozen(1)));
        assertThat(frozen).contains(new HouseMessage.SubjectFrozen(1));
    }

    private void unsold(String account) {
        house.house.ask(
                new HouseInput.Unsold(new HouseMessage.ReportUnsold(account(account), account, 1, AT, SNAPSHOT)));
    }

    /** Every bucket answers the newest roll; the first names these accounts. */
    private void everyBucketSays(SortedMap<EntityId, BusinessTime> unsold) {
        called(0, unsold);
        for (int bucket = 1; bucket < Buckets.COUNT; bucket++) {
            called(bucket, new TreeMap<>());
        }
    }

    private void called(int bucket, SortedMap<EntityId, BusinessTime> unsold) {
        long roll = house.state().defaults().last() + 1;
        house.house.ask(new HouseInput.RollCalled(new BucketAnswer.RollCalled(bucket(bucket), roll, SNAPSHOT, unsold)));
    }

    private static EntityId bucket(int number) {
        return EntityId.of(EntityKind.BUCKET, Integer.toString(number));
    }

    private List<Declaration> pools() {
        return house.events(HouseEvent.DefaultDeclared.class).stream()
                .map(event -> event.declared().declaration())
                .toList();
    }
}
