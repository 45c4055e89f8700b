package io.breakwater.chaos.verdict;

import static io.breakwater.chaos.verdict.Run.ACCEPTED;
import static io.breakwater.chaos.verdict.Run.ID;

import io.breakwater.chaos.verdict.Run.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exactly once, and the same answer each time. */
final class ExactlyOnceCheckTest {

    private static final String NAME = "exactly-once";
    private static final String TRADE = "CL a b 2";

    private static Run good() {
        return new Run()
                .deposits(1, "a", 100, 1, Answer.UNKNOWN)
                .deposits(1, "a", 100, 1, Answer.OK)
                .recorded(1, "a", 100, 1)
                .trades(1, "accepted", 4, Answer.OK)
                .registered(1, TRADE, 4)
                .withdraws(ID, "a", 30, ACCEPTED, Answer.OK)
                .withdraws(ID, "a", 31, ACCEPTED, Answer.refused("REQUEST_ID_REUSED"))
                .withdrawal(ID, "a", 30, 7);
    }

    @Test
    void whatWasAcknowledgedAndStandsOnceHolds() {
        good().holds(new ExactlyOnceCheck());
    }

    @Test
    void whatNobodyWasToldOfMayStandOrNot() {
        good().deposits(2, "a", 5, 0, Answer.UNKNOWN)
                .trades(2, "accepted", 0, Answer.UNKNOWN)
                .registered(2, TRADE, 5)
                .holds(new ExactlyOnceCheck());
    }

    @Test
    void promiseThatTheHouseDidNotNeedHolds() {
        good().did("member/a", "PayObligation", "house|main", ID, Answer.OK, Map.of())
                .holds(new ExactlyOnceCheck());
    }

    @Test
    void acknowledgedDepositThatTheJournalHasNotIsNamed() {
        good().deposits(2, "a", 5, 2, Answer.OK).violates(new ExactlyOnceCheck(), NAME, "bank|main line 2");
    }

    @Test
    void acknowledgedWithOtherContentIsNamed() {
        good().deposits(2, "a", 5, 2, Answer.OK)
                .recorded(2, "a", 6, 2)
                .violates(new ExactlyOnceCheck(), NAME, "of this content");
    }

    @Test
    void depositThatStandsTwiceIsNamed() {
        good().recorded(1, "a", 100, 2).violates(new ExactlyOnceCheck(), NAME, "bank|main line 1 stands twice");
    }

    @Test
    void refusedWithdrawalThatStandsIsNamed() {
        String other = ID.replace('1', '2');
        good().withdraws(other, "a", 9, ACCEPTED, Answer.refused("STOPPED"))
                .withdrawal(other, "a", 9, 8)
                .violates(new ExactlyOnceCheck(), NAME, "was refused and stands at payouts|1 8");
    }

    @Test
    void whatNobodyHasAskedForIsNamed() {
        good().recorded(9, "a", 1, 9).violates(new ExactlyOnceCheck(), NAME, "was never asked for");
    }

    @Test
    void batchUnderAnotherNumberThanAnsweredIsNamed() {
        good().trades(2, "accepted", 5, Answer.OK)
                .registered(2, TRADE, 6)
                .violates(new ExactlyOnceCheck(), NAME, "was told number 5 and stands at trades|v1:s1 6");
    }

    @Test
    void novatedWithOtherLotsIsNamed() {
        good().trades(2, "accepted", 5, Answer.OK)
                .registered(2, "CL a b 3", 5)
                .violates(new ExactlyOnceCheck(), NAME, "of this content");
    }

    @Test
    void voidedAndAppliedIsNamed() {
        good().effect("payouts|1", 9, Effect.Kind.VOID, "member/a " + ID, Map.of())
                .violates(new ExactlyOnceCheck(), NAME, "was voided and has taken effect");
    }

    @Test
    void statusThatTheJournalDoesNotBearOutIsNamed() {
        good().status("a", ID, "VOIDED").violates(new ExactlyOnceCheck(), NAME, "never will take effect, which it did");
        good().status("a", ID.replace('1', '3'), "COMMITTED")
                .violates(new ExactlyOnceCheck(), NAME, "took effect, which it did not");
    }

    @Test
    void sameRequestAnsweredTheSameHolds() {
        good().withdraws(ID, "a", 30, ACCEPTED, Answer.OK).holds(new SameAnswerCheck());
    }

    @Test
    void sameRequestAnsweredOtherwiseIsNamed() {
        good().withdraws(ID, "a", 30, "WITHDRAWAL_DECISION_DECLINED", Answer.OK)
                .violates(new SameAnswerCheck(), "same-answer", "WITHDRAWAL_DECISION_DECLINED");
    }

    @Test
    void refusedAfterItWasTakenIsNamed() {
        good().withdraws(ID, "a", 30, ACCEPTED, Answer.refused("OVERLOADED")).holds(new SameAnswerCheck());
        good().withdraws(ID, "a", 30, ACCEPTED, Answer.refused("STOPPED"))
                .violates(new SameAnswerCheck(), "same-answer", "was refused for STOPPED after it was taken");
    }

    @Test
    void tradeThatWasCalledRefusedAndIsNovatedIsNamed() {
        good().trades(2, "SELF_TRADE", 5, Answer.OK)
                .registered(2, TRADE, 5)
                .violates(new SameAnswerCheck(), "same-answer", "was told of trade t1: SELF_TRADE");
    }
}
