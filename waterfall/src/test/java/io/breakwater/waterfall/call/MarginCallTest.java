package io.breakwater.waterfall.call;

import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.breakwater.waterfall.call.CallReason.Occasion;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarginCallTest {

    private static final CallPolicy POLICY = CallPolicy.clearingHouse(Duration.ofMinutes(30));
    private static final CallReason REASON = new CallReason(
            7, Occasion.SETTLEMENT, AccountFigures.of(USD.zero(), USD.zero(), USD.zero()), USD.zero(), USD.zero());
    private static final CallReason MARKED =
            new CallReason(8, Occasion.MARK, REASON.figures(), REASON.callBelow(), REASON.restoreTo());
    private static final Instant TEN = Instant.parse("2020-04-08T10:00:00Z");
    private static final Outage OUTAGE = new Outage("bucket-7:1", TEN.plusSeconds(60), TEN.plusSeconds(180));

    @Test
    void aPartPaymentLeavesTheRestDueAtTheSameDeadline() {
        Payment part = issued(5_000, 0).payCash(USD.minor(3_000));
        assertThat(part.call().stage()).isEqualTo(CallStage.PARTLY_MET);
        assertThat(part.call().unpaid()).isEqualTo(amounts(2_000, 0));
        assertThat(part.call().paid()).isEqualTo(USD.minor(3_000));
        assertThat(part.call().nextDeadline()).contains(at(30));
    }

    @Test
    void whatGoesBeyondTheCallIsPlainExcess() {
        Payment whole = issued(5_000, 0).payCash(USD.minor(5_001));
        assertThat(whole.call().stage()).isEqualTo(CallStage.MET);
        assertThat(whole.left()).isEqualTo(USD.minor(1));
        assertThat(whole.call().nextDeadline()).isEmpty();
        assertThat(whole.call().payCash(USD.minor(9))).isEqualTo(new Payment(whole.call(), USD.zero(), USD.minor(9)));
    }

    @Test
    void collateralNeverMeetsThePartThatNeedsCash() {
        Payment lodged = issued(5_000, 2_000).payCollateral(USD.minor(4_000));
        assertThat(lodged.applied()).isEqualTo(USD.minor(3_000));
        assertThat(lodged.call().unpaid()).isEqualTo(amounts(2_000, 2_000));
        assertThat(lodged.call().payCollateral(USD.minor(10)).applied()).isEqualTo(USD.zero());
        assertThat(lodged.call().payCash(USD.minor(2_000)).call().stage()).isEqualTo(CallStage.MET);
    }

    @Test
    void cashCountsOnThePartThatNeedsCashToo() {
        Payment cash = issued(5_000, 2_000).payCash(USD.minor(3_000));
        assertThat(cash.call().unpaid()).isEqualTo(amounts(2_000, 0));
        assertThat(cash.call().payCollateral(USD.minor(2_000)).call().stage()).isEqualTo(CallStage.MET);
    }

    @Test
    void aRaiseHasItsOwnDeadlineAndMovesNoOldOne() {
        MarginCall raised = issued(5_000, 0).raise(raise(700, 0), REASON, POLICY, at(20));
        assertThat(raised.asked()).isEqualTo(amounts(5_700, 0));
        assertThat(raised.superseded()).containsExactly(USD.minor(5_000));
        assertThat(raised.nextDeadline()).contains(at(30));
        MarginCall oldPaid = raised.payCash(USD.minor(5_100)).call();
        assertThat(oldPaid.nextDeadline()).contains(at(50));
        assertThat(oldPaid.unpaid()).isEqualTo(amounts(600, 0));
    }

    @Test
    void whatMustNowBeCashTurnsOnTheNewestAmountFirst() {
        MarginCall open = issued(100, 0).raise(raise(50, 10), REASON, POLICY, at(5));
        MarginCall turned = open.raise(new CallIncrease(amounts(0, 0), USD.minor(60)), REASON, POLICY, at(6));
        assertThat(turned.amounts()).extracting(CalledAmount::asked).containsExactly(amounts(100, 20), amounts(50, 50));
        assertThat(turned.superseded()).containsExactly(USD.minor(100));
    }

    @SeededTest(runs = 2_000)
    void aRaisedCallAsksForWhatTheAccountIsShortOfAndNoMore(Generator any) {
        MarginCall open = anyOpenCall(any);
        CallAmounts before = open.unpaid();
        long total = any.between(0, 2_000);
        CallAmounts shortOf = amounts(total, any.between(0, total));
        CallIncrease increase = CallIncrease.from(before, shortOf);
        MarginCall after = increase.isNothing() ? open : open.raise(increase, REASON, POLICY, at(9));
        assertThat(after.unpaid())
                .isEqualTo(new CallAmounts(
                        before.total().max(shortOf.total()), before.inCash().max(shortOf.inCash())));
        assertThat(after.paid()).isEqualTo(open.paid());
        assertThat(after.nextDeadline()).isEqualTo(open.nextDeadline());
    }

    private static MarginCall anyOpenCall(Generator any) {
        long first = any.between(1, 1_000);
        MarginCall call = issued(first, any.between(0, first));
        for (int i = 0; i < any.between(0, 4); i++) {
            long more = any.between(1, 500);
            call = call.raise(raise(more, any.between(0, more)), REASON, POLICY, at(i));
            Money money = USD.minor(any.between(0, call.unpaid().total().minorUnits() - 1));
            call = (any.oneIn(2) ? call.payCash(money) : call.payCollateral(money)).call();
        }
        return call;
    }

    @Test
    void aPolicyMayGiveARaiseTheDeadlineOfTheCall() {
        CallPolicy same = POLICY.withRaised(CallPolicy.RaisedDeadline.OF_THE_CALL);
        MarginCall raised = issued(5_000, 0).raise(raise(700, 0), MARKED, same, at(20));
        assertThat(raised.payCash(USD.minor(5_000)).call().nextDeadline()).contains(at(30));
        MarginCall settled = issued(5_000, 0).raise(raise(700, 0), REASON, same, at(20));
        assertThat(settled.payCash(USD.minor(5_000)).call().nextDeadline())
                .as("a settlement gives a full deadline")
                .contains(at(50));
    }

    @Test
    void aRaiseBeyondTheBoundJoinsTheNewestAmount() {
        MarginCall call = issued(10, 0);
        for (int i = 1; i <= MarginCall.MAX_AMOUNTS + 1; i++) {
            call = call.raise(raise(1, 0), REASON, POLICY, at(i));
        }
        assertThat(call.amounts()).hasSize(MarginCall.MAX_AMOUNTS);
        assertThat(call.asked().total()).isEqualTo(USD.minor(10 + MarginCall.MAX_AMOUNTS + 1));
        assertThat(call.nextDeadline()).contains(at(30));
        assertThat(call.amounts().get(MarginCall.MAX_AMOUNTS - 1).deadline())
                .isEqualTo(at(MarginCall.MAX_AMOUNTS + 31));
    }

    @Test
    void anOutageExtendsACallOnceByTheOverlap() {
        MarginCall extended = issued(5_000, 0).extend(OUTAGE, POLICY);
        assertThat(extended.nextDeadline()).contains(at(32));
        assertThat(extended.extend(OUTAGE, POLICY)).isEqualTo(extended);
        Outage before = new Outage("bucket-7:0", TEN.minusSeconds(600), TEN);
        assertThat(extended.extend(before, POLICY)).isEqualTo(extended);
    }

    @Test
    void whatWasLeftWhenAnOutageBeganIsLeftWhenItEnds() {
        Outage pastTheDeadline = new Outage("bucket-7:2", at(10), at(35));
        assertThat(issued(5_000, 0).extend(pastTheDeadline, POLICY).nextDeadline())
                .contains(at(55));
        Outage after = new Outage("bucket-7:3", at(30), at(90));
        assertThat(issued(5_000, 0).extend(after, POLICY).nextDeadline()).contains(at(30));
    }

    @Test
    void extensionsStopAtThePoliciesTotal() {
        MarginCall call = issued(5_000, 0);
        for (int i = 0; i < 20; i++) {
            call = call.extend(new Outage("o" + i, TEN, TEN.plus(Duration.ofHours(9))), POLICY);
        }
        assertThat(call.nextDeadline()).contains(at(60));
    }

    @Test
    void outagesAreBounded() {
        MarginCall call = issued(5_000, 0);
        for (int i = 0; i <= MarginCall.MAX_OUTAGES; i++) {
            call = call.extend(new Outage("o" + i, TEN, TEN.plusSeconds(1)), POLICY);
        }
        assertThat(call.outages()).hasSize(MarginCall.MAX_OUTAGES);
    }

    @Test
    void nothingExpiresBeforeTheDeadlineIsPastForSureAndEverybodyHasAnswered() {
        MarginCall call = issued(5_000, 0);
        assertThat(call.mayExpire(check(at(30).plusMillis(99), true, true)))
                .isEqualTo(ExpiryCheck.Verdict.NOT_PAST_THE_DEADLINE);
        assertThat(call.mayExpire(check(at(30).plusMillis(100), false, true)))
                .isEqualTo(ExpiryCheck.Verdict.BANKS_NOT_FLUSHED);
        assertThat(call.mayExpire(check(at(30).plusMillis(100), true, false)))
                .isEqualTo(ExpiryCheck.Verdict.OUTAGES_NOT_TOLD);
        assertThat(call.mayExpire(check(at(30).plusMillis(100), true, true))).isEqualTo(ExpiryCheck.Verdict.MAY_EXPIRE);
        assertThat(call.extend(OUTAGE, POLICY).mayExpire(check(at(31), true, true)))
                .isEqualTo(ExpiryCheck.Verdict.NOT_PAST_THE_DEADLINE);
    }

    @Test
    void withoutHouseTimeOrWithoutADebtNothingExpires() {
        ExpiryCheck lost = new ExpiryCheck(new Now(Duration.ofDays(9), Optional.empty()), true, true);
        assertThat(issued(5_000, 0).mayExpire(lost)).isEqualTo(ExpiryCheck.Verdict.NOT_PAST_THE_DEADLINE);
        MarginCall met = issued(5_000, 0).payCash(USD.minor(5_000)).call();
        assertThat(met.mayExpire(check(at(600), true, true))).isEqualTo(ExpiryCheck.Verdict.NOT_PAST_THE_DEADLINE);
    }

    /** Drives every declared transition, and fails on one that it did not visit and on one that is not declared. */
    @Test
    void everyDeclaredTransitionIsVisitedAndNoOther() {
        MarginCall issued = issued(5_000, 1_000);
        List<MarginCall> calls = List.of(
                issued,
                issued.acknowledge(),
                issued.payCash(USD.minor(1)).call(),
                issued.payCash(USD.minor(5_000)).call(),
                issued.cancel(),
                issued.expire());
        assertThat(calls).extracting(MarginCall::stage).containsExactly(CallStage.values());
        Set<CallLifecycle.Transition> visited = new HashSet<>();
        for (MarginCall call : calls) {
            for (CallStep step : CallStep.values()) {
                if (CallLifecycle.allows(call.stage(), step)) {
                    visited.add(new CallLifecycle.Transition(
                            call.stage(), step, take(step, call).stage()));
                } else if (step == CallStep.PAY_PART || step == CallStep.PAY_ALL || step == CallStep.EXTEND) {
                    assertThat(take(step, call))
                            .as("late money and late news change nothing")
                            .isEqualTo(call);
                } else {
                    assertThatIllegalStateException().isThrownBy(() -> take(step, call));
                }
            }
        }
        assertThat(visited).containsExactlyInAnyOrderElementsOf(CallLifecycle.table());
    }

    private static MarginCall take(CallStep step, MarginCall call) {
        return switch (step) {
            case ACKNOWLEDGE -> call.acknowledge();
            case RAISE -> call.raise(raise(1, 0), REASON, POLICY, at(5));
            case PAY_PART -> call.payCash(USD.minor(2)).call();
            case PAY_ALL -> call.payCash(USD.minor(9_000)).call();
            case EXTEND -> call.extend(OUTAGE, POLICY);
            case CANCEL -> call.cancel();
            case EXPIRE -> call.expire();
        };
    }

    @Test
    void theTablePrintsTheDiagramAndFinalStagesHaveNoWayOut() {
        assertThat(CallLifecycle.diagram()).contains("[*] --> ISSUED").contains("PARTLY_MET --> MET: PAY_ALL");
        assertThat(Arrays.stream(CallStage.values()).filter(CallStage::isFinal))
                .allSatisfy(
                        stage -> assertThat(CallLifecycle.table()).noneMatch(transition -> transition.from() == stage));
    }

    @SeededTest(runs = 1_000)
    void paymentsFillTheOldestFirstAndEveryCentCountsOnce(Generator any) {
        MarginCall call = issued(any.between(1, 1_000), 0);
        Money offered = USD.zero();
        Money left = USD.zero();
        for (int i = 0; i < any.between(1, 20) && !call.stage().isFinal(); i++) {
            if (any.oneIn(3)) {
                Money more = USD.minor(any.between(1, 300));
                call = call.raise(
                        CallIncrease.of(new CallAmounts(more, USD.minor(any.between(0, more.minorUnits())))),
                        REASON,
                        POLICY,
                        at(i));
            } else {
                Money money = USD.minor(any.upTo(400));
                Payment payment = any.oneIn(2) ? call.payCash(money) : call.payCollateral(money);
                call = payment.call();
                offered = offered.plus(money);
                left = left.plus(payment.left());
            }
            assertThat(call.paid().plus(left)).isEqualTo(offered);
            assertThat(call.paid().plus(call.unpaid().total()))
                    .isEqualTo(call.asked().total());
            assertThat(call.stage() == CallStage.MET).isEqualTo(call.unpaid().isNothing());
        }
    }

    private static MarginCall issued(long total, long inCash) {
        return MarginCall.issue(1, amounts(total, inCash), REASON, POLICY, TEN);
    }

    private static CallAmounts amounts(long total, long inCash) {
        return new CallAmounts(USD.minor(total), USD.minor(inCash));
    }

    private static CallIncrease raise(long total, long inCash) {
        return CallIncrease.of(amounts(total, inCash));
    }

    private static Instant at(long minutes) {
        return TEN.plus(Duration.ofMinutes(minutes));
    }

    private static ExpiryCheck check(Instant time, boolean flushed, boolean told) {
        HouseInstant house = new HouseInstant(time, Duration.ofMillis(100));
        return new ExpiryCheck(new Now(Duration.ZERO, Optional.of(house)), flushed, told);
    }
}
