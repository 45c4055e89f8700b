package io.breakwater.chaos.verdict;

import static io.breakwater.chaos.verdict.Run.ACCEPTED;
import static io.breakwater.chaos.verdict.Run.ID;

import io.breakwater.chaos.verdict.Run.Answer;
import org.junit.jupiter.api.Test;

/** What reads have shown: acknowledged things kept, nothing unseen again, nothing older than asked for, one order. */
final class ReadsCheckTest {

    private static final String REGISTER = "register-1";
    private static final String BANK = "bank|main";

    private static Run good() {
        return new Run()
                .deposits(1, REGISTER, 100, 1, Answer.OK)
                .reads(REGISTER, 100, 2, "bank|main=1")
                .deposits(2, REGISTER, 16, 2, Answer.OK)
                .reads(REGISTER, 116, 3, "bank|main=2")
                .step(REGISTER, 2, 100, BANK, 1)
                .step(REGISTER, 3, 116, BANK, 2);
    }

    @Test
    void readsThatTheJournalBearsOutHold() {
        good().holds(new ReadsCheck());
        good().holds(new AcknowledgedCheck());
        good().holds(new LinearizableCheck());
    }

    @Test
    void acknowledgedDepositThatNeverReachedItsAccountIsNamed() {
        good().deposits(3, REGISTER, 1, 3, Answer.OK)
                .violates(new AcknowledgedCheck(), "set-full", "register-1 has never applied it");
    }

    @Test
    void acknowledgedTradeThatNeverReachedItsSellerIsNamed() {
        good().trades(1, "accepted", 4, Answer.OK)
                .step("a", 1, 0, "trades|v1:s1", 4)
                .violates(new AcknowledgedCheck(), "set-full", "b has never applied it");
    }

    @Test
    void whatWasSeenAndIsGoneIsNamed() {
        good().reads(REGISTER, 117, 4, "").violates(new ReadsCheck(), "seen-stays", "its journal ends at 3");
        good().reads(REGISTER, 101, 2, "").violates(new ReadsCheck(), "seen-stays", "where there was 100");
    }

    @Test
    void readBeforeThePositionThatItWaitedForIsNamed() {
        good().reads(REGISTER, 100, 2, "bank|main=2")
                .violates(new ReadsCheck(), "read-tokens", "waited for bank|main 2 and showed the account at 2");
    }

    @Test
    void freshReadWithoutAnAcknowledgedDepositFitsNoOrder() {
        good().reads(REGISTER, 100, 2, "bank|main=2")
                .violates(new LinearizableCheck(), "linearizable", "showed 100 on register-1");
    }

    @Test
    void cashThatNoOrderExplainsIsNamed() {
        good().reads(REGISTER, 15, 3, "bank|main=1")
                .violates(new LinearizableCheck(), "linearizable", "which no order of its deposits and withdrawals");
    }

    @Test
    void moneySeenUnseenAndSeenAgainFitsNoOrder() {
        good().withdraws(ID, REGISTER, 4, ACCEPTED, Answer.OK.lasting(100))
                .reads(REGISTER, 112, 4, "bank|main=2")
                .reads(REGISTER, 116, 3, "bank|main=2")
                .violates(new LinearizableCheck(), "linearizable", "showed 116");
    }

    @Test
    void writesThatRaceMayBeSeenInEitherOrder() {
        good().withdraws(ID, REGISTER, 4, ACCEPTED, Answer.OK.lasting(100))
                .deposits(3, REGISTER, 1, 3, Answer.OK.lasting(100))
                .reads(REGISTER, 112, 4, "bank|main=2", Answer.OK.lasting(50))
                .reads(REGISTER, 117, 4, "bank|main=2", Answer.OK.lasting(50))
                .violates(new LinearizableCheck(), "linearizable", "showed");
        good().withdraws(ID, REGISTER, 4, ACCEPTED, Answer.OK.lasting(100))
                .deposits(3, REGISTER, 1, 3, Answer.OK.lasting(100))
                .reads(REGISTER, 113, 5, "bank|main=2", Answer.OK.lasting(50))
                .reads(REGISTER, 117, 4, "bank|main=2", Answer.OK.lasting(50))
                .holds(new LinearizableCheck());
    }
}
