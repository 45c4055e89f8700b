package io.breakwater.waterfall.call;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.call.CallReason.Occasion;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CallJudgementTest {

    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final CallPolicy HOUSE = CallPolicy.clearingHouse(DEADLINE);
    private static final CallPolicy CLIENT = CallPolicy.clearingClient(DEADLINE);
    private static final CallPolicy DIRECT = CallPolicy.venueDirect(DEADLINE);
    private static final Instant NOON = Instant.parse("2020-04-08T12:00:00Z");

    /** Maintenance 1,000 and initial 1,100 of one lot. */
    private static final Requirement ONE_LOT = requirement(1_000, 1_100);

    @Test
    void equalIsEnough() {
        assertThat(settled(HOUSE, 1_000, 0, 0)).isEqualTo(new CallJudgement.Rest());
        assertThat(settled(CLIENT, 1_000, 0, 0)).isEqualTo(new CallJudgement.Rest());
    }

    @Test
    void aHouseAccountIsRestoredToMaintenanceAndAClientToInitial() {
        assertThat(issued(settled(HOUSE, 999, 0, 0))).isEqualTo(amounts(1, 0));
        assertThat(issued(settled(CLIENT, 999, 0, 0))).isEqualTo(amounts(101, 0));
    }

    @Test
    void negativeCashIsCalledInCashWhateverTheCollateral() {
        assertThat(issued(settled(HOUSE, -300, 5_000, 0))).isEqualTo(amounts(300, 300));
        assertThat(issued(settled(HOUSE, -300, 500, 0))).isEqualTo(amounts(800, 300));
    }

    @Test
    void aMarkMakesANewCallOnlyAfterErosion() {
        assertThat(marked(HOUSE, 1_000, -249, Optional.empty())).isEqualTo(new CallJudgement.Rest());
        assertThat(issued(marked(HOUSE, 1_000, -250, Optional.empty()))).isEqualTo(amounts(250, 0));
    }

    @Test
    void aMarkRaisesAnOpenCallByWhatItDoesNotCoverYet() {
        MarginCall open = call(HOUSE, 100);
        assertThat(marked(HOUSE, 900, 0, Optional.of(open))).isEqualTo(new CallJudgement.Rest());
        assertThat(marked(HOUSE, 900, -40, Optional.of(open)))
                .isInstanceOfSatisfying(
                        CallJudgement.Raise.class,
                        raise -> assertThat(raise.increase().more()).isEqualTo(amounts(40, 0)));
    }

    @Test
    void aSettlementThatMakesCashNegativeTurnsWhatIsOwedIntoCash() {
        CallJudgement judgement = judge(HOUSE, Occasion.SETTLEMENT, -50, 970, 0, Optional.of(call(HOUSE, 100)));
        assertThat(judgement).isInstanceOfSatisfying(CallJudgement.Raise.class, raise -> assertThat(raise.increase())
                .isEqualTo(new CallIncrease(amounts(0, 0), USD.minor(50))));
    }

    @Test
    void whatWasPaidIsNotAskedForAgain() {
        MarginCall halfPaid = call(HOUSE, 100).payCash(USD.minor(60)).call();
        assertThat(marked(HOUSE, 960, 0, Optional.of(halfPaid))).isEqualTo(new CallJudgement.Rest());
        assertThat(marked(HOUSE, 960, -1, Optional.of(halfPaid))).isInstanceOf(CallJudgement.Raise.class);
    }

    @Test
    void aMarkNeverLowersOrCancelsWhatWasSettled() {
        assertThat(marked(HOUSE, 900, 5_000, Optional.of(call(HOUSE, 100)))).isEqualTo(new CallJudgement.Rest());
    }

    @Test
    void holdsCountLikeRequirement() {
        AccountFigures held = new AccountFigures(USD.minor(1_100), USD.zero(), USD.zero(), USD.minor(150), USD.zero());
        assertThat(issued(CallJudgement.of(HOUSE, Occasion.SETTLEMENT, 1, held, ONE_LOT, Optional.empty())))
                .isEqualTo(amounts(50, 0));
    }

    @Test
    void aDirectAccountIsJudgedAtEverySnapshotAndClosedOutBelowMaintenance() {
        assertThat(marked(DIRECT, 1_050, 0, Optional.empty())).isEqualTo(new CallJudgement.Rest());
        assertThat(issued(marked(DIRECT, 1_049, 0, Optional.empty()))).isEqualTo(amounts(51, 0));
        assertThat(marked(DIRECT, 999, 0, Optional.empty())).isInstanceOf(CallJudgement.CloseOut.class);
        assertThat(marked(DIRECT, 999, 0, Optional.of(call(DIRECT, 51)))).isInstanceOf(CallJudgement.CloseOut.class);
        assertThat(marked(DIRECT, 1_100, 0, Optional.of(call(DIRECT, 51)))).isInstanceOf(CallJudgement.Release.class);
        assertThat(marked(DIRECT, 1_099, 0, Optional.of(call(DIRECT, 51)))).isEqualTo(new CallJudgement.Rest());
    }

    @Test
    void aClearingAccountIsNeverClosedOutByAPriceAlone() {
        assertThat(marked(CLIENT, 1_100, -50_000, Optional.empty())).isInstanceOf(CallJudgement.Issue.class);
    }

    @SeededTest(runs = 2_000)
    void payingACallInFullLeavesNothingToCallAtTheSamePrice(Generator any) {
        CallPolicy policy = any.oneOf(List.of(HOUSE, CLIENT));
        long cash = any.between(-2_000, 2_000);
        long collateral = any.upTo(2_000);
        long value = any.between(-500, 500);
        if (judge(policy, Occasion.SETTLEMENT, cash, collateral, value, Optional.empty())
                instanceof CallJudgement.Issue issue) {
            MarginCall call = MarginCall.issue(1, issue.amounts(), issue.reason(), policy, NOON);
            long first = any.between(0, issue.amounts().total().minorUnits());
            Payment part = call.payCash(USD.minor(first));
            assertThat(judge(policy, Occasion.MARK, cash + first, collateral, value, Optional.of(part.call())))
                    .as("a part payment at an unchanged price asks for nothing more")
                    .isEqualTo(new CallJudgement.Rest());
            long whole = issue.amounts().total().minorUnits();
            assertThat(judge(policy, Occasion.SETTLEMENT, cash + whole, collateral, value, Optional.empty()))
                    .isEqualTo(new CallJudgement.Rest());
        }
    }

    @SeededTest(runs = 1_000)
    void aWorsePriceNeverLowersWhatIsAsked(Generator any) {
        MarginCall open = call(HOUSE, any.between(1, 500));
        long value = any.between(-1_000, 1_000);
        long asked = raised(marked(HOUSE, 900, value, Optional.of(open)));
        assertThat(raised(marked(HOUSE, 900, value - any.upTo(500), Optional.of(open))))
                .isGreaterThanOrEqualTo(asked);
    }

    private static long raised(CallJudgement judgement) {
        return judgement instanceof CallJudgement.Raise raise
                ? raise.increase().more().total().minorUnits()
                : 0;
    }

    private static CallAmounts issued(CallJudgement judgement) {
        assertThat(judgement).isInstanceOf(CallJudgement.Issue.class);
        return ((CallJudgement.Issue) judgement).amounts();
    }

    private static CallJudgement settled(CallPolicy policy, long cash, long collateral, long value) {
        return judge(policy, Occasion.SETTLEMENT, cash, collateral, value, Optional.empty());
    }

    private static CallJudgement marked(CallPolicy policy, long cash, long value, Optional<MarginCall> open) {
        return judge(policy, Occasion.MARK, cash, 0, value, open);
    }

    private static CallJudgement judge(
            CallPolicy policy, Occasion occasion, long cash, long collateral, long value, Optional<MarginCall> open) {
        AccountFigures figures = AccountFigures.of(USD.minor(cash), USD.minor(collateral), USD.minor(value));
        return CallJudgement.of(policy, occasion, 1, figures, ONE_LOT, open);
    }

    private static MarginCall call(CallPolicy policy, long amount) {
        AccountFigures figures = AccountFigures.of(USD.zero(), USD.zero(), USD.zero());
        CallReason reason = new CallReason(1, Occasion.SETTLEMENT, figures, USD.zero(), USD.zero());
        return MarginCall.issue(1, amounts(amount, 0), reason, policy, NOON);
    }

    private static CallAmounts amounts(long total, long inCash) {
        return new CallAmounts(USD.minor(total), USD.minor(inCash));
    }

    private static Requirement requirement(long maintenance, long initial) {
        FixedMargin model = new FixedMargin(
                new TreeMap<>(Map.of(LocalDate.EPOCH, new MarginLevels(USD.minor(maintenance), USD.minor(initial)))));
        return Requirement.of(
                USD, List.of(model.requirement(CLK0, Lots.of(1), Mark.of(CLK0.price("20.00")), LocalDate.EPOCH)));
    }
}
