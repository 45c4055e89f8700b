package io.breakwater.waterfall.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.Payout.Stage;
import io.breakwater.waterfall.payouts.PayoutDecision.Accepted;
import io.breakwater.waterfall.payouts.PayoutDecision.Declined;
import io.breakwater.waterfall.payouts.PayoutDecision.Pending;
import io.breakwater.waterfall.payouts.PayoutMessage.Verdict;
import io.breakwater.waterfall.payouts.PayoutsReply.Status;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved.MoneyHeld;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayoutRulesTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final String ALFA = "member/ALFA";
    private static final EntityId ACCOUNT = EntityId.of(EntityKind.ACCOUNT, "A-1");
    private static final EntityId SELF = PayoutId.entityOf(ACCOUNT);
    private static final EntityId TRANSIT = EntityId.of(EntityKind.ACCOUNT, "transit:" + SELF.key());
    private static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    private static final EntityId EXTERNAL = EntityId.of(EntityKind.ACCOUNT, "external:main");
    private static final Money AMOUNT = USD.amount("250.00");
    private static final StopId STOP = new StopId(EntityId.of(EntityKind.EPISODE, "1"), 4);

    private final Alone<Payouts, PayoutsMemory, PayoutsInput, PayoutsEvent> payouts =
            new Alone<>(SELF, new PayoutRules());

    @Test
    void aWithdrawalIsPendingUntilItsAccountHasDecided() {
        assertThat(request(1, AMOUNT)).isEqualTo(new Pending(id(1)));
        assertThat(payouts.sent())
                .containsExactly(new Send(ACCOUNT, new HoldMessage.AskHold(ACCOUNT, hold(1, AMOUNT))));
        assertThat(payouts.tell(new PayoutsInput.AwaitDecision(request(1)), ALFA)
                        .later())
                .isTrue();
        assertThat(payouts.tell(new PayoutsInput.ReadStatus(request(1)), ALFA).later())
                .isTrue();
        payouts.restart();
        grant(1, AMOUNT);
        assertThat(await(1)).isEqualTo(new Accepted(id(1), 2));
        Entry entry = Entry.of(
                "payout-1",
                Purpose.PAYOUT,
                Posting.of(ACCOUNT, new MoneyLeg(AMOUNT.negated())).consuming(1),
                Posting.of(TRANSIT, new MoneyLeg(AMOUNT)));
        assertThat(payouts.journal().get(1).event().entries()).containsExactly(entry);
        assertThat(payouts.state().holds().lines()).isEmpty();
    }

    @Test
    void theSameRequestIsTheSamePayoutHoweverFarItHasGot() {
        for (int step = 0; step < 3; step++) {
            assertThat(request(1, AMOUNT)).isEqualTo(new Pending(id(1)));
            assertThat(request(1, USD.amount("250.01"))).isEqualTo(refused(PayoutRejection.REQUEST_REUSED));
            if (step == 0) {
                grant(1, AMOUNT);
                grant(1, AMOUNT);
            } else {
                settle(1, 1, AMOUNT, PayoutOutcome.PAID);
            }
        }
        assertThat(await(1)).isEqualTo(new Accepted(id(1), 2));
        assertThat(payouts.journal()).hasSize(3);
    }

    @Test
    void aRefusedHoldDeclinesTheWithdrawalForEver() {
        request(1, AMOUNT);
        HoldMessage.HoldRefused word = new HoldMessage.HoldRefused(ACCOUNT, new HoldId(SELF, 1), "EXCESS_TOO_SMALL");
        payouts.ask(new PayoutsInput.Refused(word));
        payouts.ask(new PayoutsInput.Refused(word));
        grant(1, AMOUNT);
        Declined declined = new Declined(id(1), PayoutRejection.HOLD_REFUSED, "EXCESS_TOO_SMALL");
        assertThat(await(1)).isEqualTo(declined);
        assertThat(status(1)).isEqualTo(new Status(Status.Outcome.COMMITTED, 2, Optional.of(declined)));
        assertThat(payouts.state().open()).isEmpty();
        assertThat(payouts.state().holds().lines()).isEmpty();
        assertThat(payouts.journal()).hasSize(2);
    }

    @Test
    void aHoldOfLessIsGivenBackAndTheNextIsAskedForAfterwards() {
        request(1, AMOUNT);
        request(2, AMOUNT);
        grant(1, USD.amount("249.99"));
        assertThat(await(1)).isEqualTo(new Declined(id(1), PayoutRejection.HOLD_REFUSED, SettlementTurn.LESS_GRANTED));
        payouts.restart();
        payouts.ask(new PayoutsInput.Tick());
        HoldId first = new HoldId(SELF, 1);
        assertThat(payouts.sent()).containsExactly(new Send(ACCOUNT, new HoldMessage.ReleaseHold(ACCOUNT, first)));
        payouts.ask(new PayoutsInput.Ended(new HoldMessage.HoldEnded(ACCOUNT, first)));
        assertThat(payouts.sent())
                .containsExactly(new Send(ACCOUNT, new HoldMessage.AskHold(ACCOUNT, hold(2, AMOUNT))));
        grant(2, AMOUNT);
        assertThat(await(2)).isInstanceOf(Accepted.class);
    }

    @Test
    void whatThePayoutsRefuseLeavesNoTrace() {
        assertThat(ask(withdrawal(Optional.of("BRAVO"), Optional.of("ALFA"), 1, AMOUNT)))
                .isEqualTo(refused(PayoutRejection.NOT_YOURS));
        assertThat(ask(withdrawal(Optional.of("BRAVO"), Optional.empty(), 1, AMOUNT)))
                .isEqualTo(refused(PayoutRejection.NOT_YOURS));
        assertThat(ask(withdrawal(Optional.empty(), Optional.empty(), 1, AMOUNT)))
                .isEqualTo(refused(PayoutRejection.ACCOUNT_UNKNOWN));
        assertThat(request(1, USD.zero())).isEqualTo(refused(PayoutRejection.AMOUNT_NOT_POSITIVE));
        assertThat(request(1, USD.minor(-1))).isEqualTo(refused(PayoutRejection.AMOUNT_NOT_POSITIVE));
        RequestId tomorrow = new RequestId("02719a00-0000-7000-8000-000000000001");
        assertThat(ask(new PayoutsInput.RequestWithdrawal(
                        Optional.empty(), Optional.of("ALFA"), tomorrow, ACCOUNT, AMOUNT)))
                .isEqualTo(refused(PayoutRejection.REQUEST_AHEAD_OF_TIME));
        assertThat(ask(new PayoutsInput.AwaitDecision(request(1)))).isEqualTo(refused(PayoutRejection.PAYOUT_UNKNOWN));
        assertThat(payouts.journal()).isEmpty();
    }

    @Test
    void aVoidedRequestIsNeverPaid() {
        assertThat(status(1)).isEqualTo(new Status(Status.Outcome.VOIDED, 1, Optional.empty()));
        assertThat(status(1)).isEqualTo(new Status(Status.Outcome.VOIDED, 1, Optional.empty()));
        assertThat(request(1, AMOUNT)).isEqualTo(refused(PayoutRejection.REQUEST_VOIDED));
        assertThat(payouts.journal()).hasSize(1);
    }

    @Test
    void anAccountMayHaveOnlySoManyUndecidedWithdrawals() {
        for (int i = 1; i <= Payouts.UNDECIDED; i++) {
            assertThat(request(i, AMOUNT)).isEqualTo(new Pending(id(i)));
        }
        assertThat(request(Payouts.UNDECIDED + 1, AMOUNT)).isEqualTo(refused(PayoutRejection.TOO_MANY_OPEN));
        grant(1, AMOUNT);
        assertThat(request(Payouts.UNDECIDED + 1, AMOUNT)).isInstanceOf(Pending.class);
    }

    @Test
    void onlySoManyPayoutsAreUnderWayAtOnce() {
        for (int i = 1; i <= Payouts.OPEN; i++) {
            request(i, AMOUNT);
            payouts.state().open().keySet().stream().max(Long::compare).ifPresent(number -> grant(number, AMOUNT));
        }
        assertThat(payouts.state().open()).hasSize(Payouts.OPEN);
        String other = "member/BRAVO";
        PayoutsInput more = withdrawal(Optional.empty(), Optional.of("BRAVO"), Payouts.OPEN + 1, AMOUNT);
        assertThat(payouts.tell(more, other).reply()).contains(refused(PayoutRejection.TOO_MANY_OPEN));
        settle(1, 1, AMOUNT, PayoutOutcome.PAID);
        assertThat(payouts.tell(more, other).reply().orElseThrow()).isInstanceOf(Pending.class);
    }

    @Test
    void aStopRefusesNewWithdrawalsAndThoseGrantedAfterTheCut() {
        request(1, AMOUNT);
        payouts.ask(new PayoutsInput.Place(new StopMessage.PlaceStop(STOP, new StopSubject.OfMember("ALFA"))));
        assertThat(request(2, AMOUNT)).isEqualTo(refused(PayoutRejection.STOPPED));
        grant(1, AMOUNT);
        assertThat(await(1)).isEqualTo(new Declined(id(1), PayoutRejection.STOPPED, ""));
        assertThat(payouts.sent()).isEmpty();
        payouts.restart();
        payouts.ask(new PayoutsInput.Tick());
        assertThat(payouts.sent())
                .containsExactly(new Send(ACCOUNT, new HoldMessage.ReleaseHold(ACCOUNT, new HoldId(SELF, 1))));
        assertThat(payouts.ask(new PayoutsInput.Lift(new StopMessage.LiftStop(STOP))))
                .contains(new StopMessage.StopLifted(STOP, SELF));
        assertThat(request(2, AMOUNT)).isInstanceOf(Pending.class);
    }

    @Test
    void theBanksWordMovesTheMoneyOnOrBackOnce() {
        request(1, AMOUNT);
        grant(1, AMOUNT);
        request(2, AMOUNT);
        grant(3, AMOUNT);
        assertThat(settle(7, 1, AMOUNT, PayoutOutcome.PAID)).isEqualTo(told(7, Verdict.BOOKED));
        assertThat(entry(5)).isEqualTo(moved("paid-1", Purpose.PAYOUT, EXTERNAL));
        assertThat(settle(8, 3, AMOUNT, PayoutOutcome.FAILED)).isEqualTo(told(8, Verdict.BOOKED));
        assertThat(entry(6)).isEqualTo(moved("failed-3", Purpose.PAYOUT_FAILED, ACCOUNT));
        assertThat(settle(8, 3, AMOUNT, PayoutOutcome.FAILED)).isEqualTo(told(8, Verdict.BOOKED));
        assertThat(settle(9, 3, AMOUNT, PayoutOutcome.PAID)).isEqualTo(told(9, Verdict.DISPUTED));
        assertThat(payouts.state().open()).isEmpty();
        assertThat(payouts.journal()).hasSize(7);
    }

    @Test
    void theBanksWordOnAnythingElseThanMoneyInTransitIsDisputed() {
        request(1, AMOUNT);
        assertThat(settle(1, 1, AMOUNT, PayoutOutcome.PAID)).isEqualTo(told(1, Verdict.DISPUTED));
        assertThat(settle(2, 99, AMOUNT, PayoutOutcome.PAID)).isEqualTo(told(2, Verdict.DISPUTED));
        grant(1, AMOUNT);
        assertThat(settle(3, 1, USD.amount("250.01"), PayoutOutcome.PAID)).isEqualTo(told(3, Verdict.DISPUTED));
        payouts.restart();
        assertThat(settle(3, 1, USD.amount("250.01"), PayoutOutcome.PAID)).isEqualTo(told(3, Verdict.DISPUTED));
        assertThat(settle(4, 1, AMOUNT, PayoutOutcome.PAID)).isEqualTo(told(4, Verdict.BOOKED));
    }

    @Test
    void aPayoutCanBeReadByItsMemberAndListedUntilItIsSettled() {
        request(1, AMOUNT);
        assertThat(list(0, 500)).isEqualTo(new PayoutsReply.Page(List.of(), false));
        grant(1, AMOUNT);
        request(2, AMOUNT);
        grant(3, AMOUNT);
        assertThat(((PayoutsReply.Page) list(0, 1)).payouts())
                .extracting(Payout::id)
                .containsExactly(id(1));
        assertThat(((PayoutsReply.Page) list(0, 1)).more()).isTrue();
        assertThat(((PayoutsReply.Page) list(1, 1)).payouts())
                .extracting(Payout::id)
                .containsExactly(id(3));
        assertThat(((PayoutsReply.Page) list(1, 1)).more()).isFalse();
        settle(1, 1, AMOUNT, PayoutOutcome.PAID);
        assertThat(((PayoutsReply.View) read(Optional.of("ALFA"), 1)).payout().stage())
                .isEqualTo(Stage.PAID);
        assertThat(((PayoutsReply.View) read(Optional.empty(), 3)).payout().stage())
                .isEqualTo(Stage.IN_TRANSIT);
        assertThat(read(Optional.of("BRAVO"), 3)).isEqualTo(refused(PayoutRejection.NOT_YOURS));
        assertThat(read(Optional.of("BRAVO"), 9)).isEqualTo(refused(PayoutRejection.NOT_YOURS));
        assertThat(read(Optional.empty(), 9)).isEqualTo(refused(PayoutRejection.PAYOUT_UNKNOWN));
    }

    @Test
    void whatAnAccountDoesNotAnswerIsAskedAgain() {
        request(1, AMOUNT);
        payouts.pass(Duration.ofSeconds(2));
        payouts.ask(new PayoutsInput.Tick());
        assertThat(payouts.sent())
                .containsExactly(new Send(ACCOUNT, new HoldMessage.AskHold(ACCOUNT, hold(1, AMOUNT))));
    }

    @Test
    void anIdNamesItsEntity() {
        assertThat(PayoutId.parse("255-7")).contains(new PayoutId(255, 7));
        assertThat(PayoutId.parse(id(1).toString()).map(PayoutId::entity)).contains(SELF);
        for (String text : List.of("256-7", "7", "1-0", "01-1", "1-01", "-1", "1-1234567890123456789", "x-1", "")) {
            assertThat(PayoutId.parse(text)).as(text).isEmpty();
        }
    }

    private static PayoutId id(long number) {
        return new PayoutId(Integer.parseInt(SELF.key()), number);
    }

    private static RequestId request(int number) {
        return new RequestId(String.format("01719a00-0000-7000-8000-%012x", number));
    }

    private static Hold hold(long number, Money amount) {
        return new Hold(new HoldId(SELF, number), List.of(new MoneyHeld(amount)));
    }

    private static PayoutsInput.RequestWithdrawal withdrawal(
            Optional<String> asMember, Optional<String> owner, int request, Money amount) {
        return new PayoutsInput.RequestWithdrawal(asMember, owner, request(request), ACCOUNT, amount);
    }

    private static Message refused(PayoutRejection reason) {
        return new PayoutsReply.Refused(reason);
    }

    private static Message told(long line, Verdict verdict) {
        return new PayoutMessage.Settled(SELF, BANK, line, verdict);
    }

    private static Entry moved(String id, Purpose purpose, EntityId to) {
        return Entry.of(
                id, purpose, Posting.of(TRANSIT, new MoneyLeg(AMOUNT.negated())), Posting.of(to, new MoneyLeg(AMOUNT)));
    }

    private Message ask(PayoutsInput input) {
        return payouts.tell(input, ALFA).reply().orElseThrow();
    }

    private Message request(int number, Money amount) {
        return ask(withdrawal(Optional.of("ALFA"), Optional.of("ALFA"), number, amount));
    }

    private Message await(int number) {
        return ask(new PayoutsInput.AwaitDecision(request(number)));
    }

    private Message status(int number) {
        return ask(new PayoutsInput.ReadStatus(request(number)));
    }

    private Message list(long after, int limit) {
        return ask(new PayoutsInput.ListPayouts(after, limit));
    }

    private Message read(Optional<String> asMember, long number) {
        return ask(new PayoutsInput.ReadPayout(asMember, id(number)));
    }

    private void grant(long number, Money amount) {
        payouts.ask(new PayoutsInput.Granted(new HoldMessage.HoldGranted(ACCOUNT, hold(number, amount))));
    }

    /** Tells of a bank's line, and what the bank was told in return. */
    private Message settle(long line, long payout, Money amount, PayoutOutcome outcome) {
        PayoutMessage.Settle word =
                new PayoutMessage.Settle(BANK, EXTERNAL, line, id(payout), ACCOUNT, amount, outcome);
        payouts.ask(new PayoutsInput.Settle(word));
        return payouts.sent().stream()
                .filter(send -> send.to().equals(BANK))
                .map(Send::body)
                .findFirst()
                .orElseThrow();
    }

    private Entry entry(int number) {
        return payouts.journal().get(number - 1).event().entries().get(0);
    }
}
