package io.breakwater.chaos.verdict;

import static io.breakwater.chaos.verdict.Run.ID;
import static io.breakwater.chaos.verdict.Run.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import io.breakwater.chaos.verdict.Run.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conservation, refusals, liveness, the audit, and whether a run has shown enough. */
final class HouseChecksTest {

    private static final Run.Answer OUT_OF_ORDER = Answer.refused("SEQUENCE_OUT_OF_ORDER");

    @Test
    void balancedHouseWithTheMoneyThatWasPaidInHolds() {
        new Run()
                .deposits(1, "a", 100, 1, Answer.OK)
                .balance(false, 0)
                .balance(true, -100)
                .holds(new ConservationCheck());
    }

    @Test
    void houseThatIsNotBalancedInTheEndIsNamed() {
        new Run()
                .deposits(1, "a", 100, 1, Answer.OK)
                .balance(false, -100)
                .violates(new ConservationCheck(), "conservation", "has 1 differences");
    }

    @Test
    void banksThatHoldOtherThanWhatWasPaidInAreNamed() {
        new Run()
                .deposits(1, "a", 100, 1, Answer.OK)
                .balance(true, -90)
                .violates(new ConservationCheck(), "conservation", "banks hold 90, and 100 were paid in");
    }

    @Test
    void refusalThatWasDueHolds() {
        new Run()
                .did(
                        "venue/v1",
                        "GetAccount",
                        "a",
                        "",
                        Answer.refused("STOPPED"),
                        Map.of(Facts.MAY_BE_REFUSED, "STOPPED"))
                .did("venue/v1", "GetAccount", "a", "", Answer.refused("OVERLOADED"), Map.of())
                .holds(new RefusalCheck());
    }

    @Test
    void refusalThatWasNotDueIsNamed() {
        new Run()
                .trades(1, "accepted", 0, OUT_OF_ORDER)
                .violates(new RefusalCheck(), "no-false-refusals", "was refused for SEQUENCE_OUT_OF_ORDER");
    }

    @Test
    void badInputThatWasTakenIsNamed() {
        new Run()
                .did(
                        "member/a",
                        "RequestWithdrawal",
                        "a",
                        ID,
                        Answer.OK,
                        Map.of(Facts.MUST_BE_REFUSED, "AMOUNT_MALFORMED"))
                .violates(new RefusalCheck(), "no-false-refusals", "had to be refused for AMOUNT_MALFORMED");
    }

    @Test
    void faultOfTheHouseIsNamed() {
        Answer internal = new Answer(io.breakwater.chaos.run.Operation.Result.UNKNOWN, "INTERNAL", 1);
        new Run()
                .did("member/a", "GetAccount", "a", "", internal, Map.of())
                .violates(new RefusalCheck(), "no-false-refusals", "was answered INTERNAL");
    }

    private static Run lively() {
        return new Run()
                .healed(1_000)
                .stopped(100_000)
                .deposits(1, "a", 1, 1, Answer.UNKNOWN)
                .deposits(1, "a", 1, 1, Answer.OK)
                .at(65_000)
                .reads("a", 0, 1, "", Answer.OK)
                .at(200_000);
    }

    @Test
    void houseThatAnswersAndRestsHolds() {
        lively().rests("default 1 of x").rests("").holds(new LivenessCheck());
    }

    @Test
    void requestWithoutADefiniteAnswerIsNamed() {
        lively().deposits(2, "a", 1, 1, Answer.UNKNOWN)
                .rests("")
                .violates(new LivenessCheck(), "liveness", "never had a definite answer");
    }

    @Test
    void shedAfterAnAttemptWithoutAnAnswerIsNoDefiniteAnswer() {
        lively().deposits(2, "a", 1, 1, Answer.UNKNOWN)
                .deposits(2, "a", 1, 1, Answer.refused("OVERLOADED"))
                .rests("")
                .violates(new LivenessCheck(), "liveness", "never had a definite answer");
        lively().deposits(2, "a", 1, 1, Answer.refused("OVERLOADED")).rests("").holds(new LivenessCheck());
    }

    @Test
    void unansweredAMinuteAfterHealingIsNamed() {
        lively().at(70_000)
                .reads("a", 0, 1, "", Answer.UNKNOWN)
                .rests("")
                .violates(new LivenessCheck(), "liveness", "was not answered 69 s after healing");
    }

    @Test
    void nothingIsSaidOfAHouseThatNobodyCalledAMinuteAfterHealing() {
        new Run()
                .healed(1_000)
                .stopped(50_000)
                .reads("a", 0, 1, "", Answer.OK)
                .at(65_000)
                .reads("a", 0, 1, "", Answer.OK)
                .rests("")
                .unknown(new LivenessCheck(), "liveness", "nobody called 60 s after healing");
    }

    @Test
    void withdrawalThatIsNeverDecidedIsNamed() {
        lively().withdraws(ID, "a", 1, PENDING, Answer.OK)
                .rests("")
                .violates(new LivenessCheck(), "liveness", "was never decided");
    }

    @Test
    void callThatIsLeftOpenIsNamed() {
        lively().rests("a has a call open").violates(new LivenessCheck(), "liveness", "a has a call open");
        lively().violates(new LivenessCheck(), "liveness", "nobody has looked");
    }

    @Test
    void whatTheAuditorFindsIsAVerdict() {
        new Run().audited("9 episodes", true).holds(new AuditCheck());
        new Run()
                .audited("9 episodes", true)
                .audited("10 losses", false)
                .violates(new AuditCheck(), "audit-10-losses", "as written by hand");
    }

    private static Run rich() {
        Run run = new Run().struck("kill-one", 50).closed(1);
        for (int line = 1; line <= EnoughCheck.ANSWERS; line++) {
            run.deposits(line, "a", 1, line, line == 6 ? Answer.UNKNOWN : Answer.OK);
            if (line == 6) {
                run.deposits(line, "a", 1, line, Answer.OK);
            }
        }
        return run;
    }

    @Test
    void runThatHasShownEnoughHolds() {
        rich().holds(new EnoughCheck());
    }

    @Test
    void runThatHasShownTooLittleIsUnknown() {
        rich().closed(0).unknown(new EnoughCheck(), "enough", "no default ran to its end");
        new Run().struck("kill-one", 0).closed(1).unknown(new EnoughCheck(), "enough", "only 0 operations");
        Run healthy = new Run().closed(1).deposits(1, "a", 1, 1, Answer.OK);
        healthy.unknown(new EnoughCheck(), "enough", "no fault struck, nothing failed over");
    }

    @Test
    void failoverLastsUntilTheLastMissedStreamIsAnswered() {
        Run run = new Run()
                .struck("kill-one", 0)
                .deposits(1, "a", 1, 1, Answer.UNKNOWN)
                .trades(1, "accepted", 1, Answer.UNKNOWN)
                .at(2_000)
                .deposits(1, "a", 1, 1, Answer.OK)
                .at(7_000)
                .trades(1, "accepted", 1, Answer.OK)
                .at(9_000)
                .trades(2, "accepted", 1, Answer.OK);
        Evidence evidence = run.evidence();
        assertThat(Failover.in(evidence.operations(), evidence.faults()))
                .singleElement()
                .satisfies(failover -> {
                    assertThat(failover.millis()).isEqualTo(7_009);
                    assertThat(failover.missed()).isEqualTo(2);
                });
    }

    @Test
    void runPassesOnlyWhenEverythingHolds() {
        Verdict holds = new Verdict("a", Judgement.HOLDS, "");
        assertThat(Verdicts.passed(List.of(holds))).isTrue();
        assertThat(Verdicts.passed(List.of(holds, new Verdict("b", Judgement.UNKNOWN, ""))))
                .isFalse();
        assertThat(Verdicts.passed(List.of())).isFalse();
    }

    @Test
    void everyCheckNamesItselfOnce() {
        List<Verdict> verdicts = Verdicts.of(rich().audited("9 episodes", true).evidence());
        assertThat(verdicts).extracting(Verdict::check).doesNotHaveDuplicates().hasSize(11);
    }
}
