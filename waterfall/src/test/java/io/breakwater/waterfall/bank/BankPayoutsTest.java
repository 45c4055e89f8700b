package io.breakwater.waterfall.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bank.BankInput.RecordLines;
import io.breakwater.waterfall.bank.BankReply.Reason;
import io.breakwater.waterfall.bank.StatementLine.PayoutFailed;
import io.breakwater.waterfall.bank.StatementLine.PayoutPaid;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.payouts.PayoutMessage.Settle;
import io.breakwater.waterfall.payouts.PayoutMessage.Verdict;
import io.breakwater.waterfall.payouts.PayoutOutcome;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Send;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankPayoutsTest {

    private static final EntityId SELF = EntityId.of(EntityKind.BANK, "main");
    private static final EntityId EXTERNAL = EntityId.of(EntityKind.ACCOUNT, "external:main");
    private static final EntityId ACCOUNT = EntityId.of(EntityKind.ACCOUNT, "A-1");
    private static final Money AMOUNT = Currency.of("USD", 2).amount("250.00");

    private final Alone<Bank, BankMemory, BankInput, BankEvent> bank = new Alone<>(SELF, new BankRules());

    @Test
    void aLineAboutAPayoutMovesNothingAndIsOwedToThePayoutUntilConfirmed() {
        record(1, new PayoutPaid(new PayoutId(3, 8), ACCOUNT, AMOUNT));
        assertThat(bank.journal().get(0).event().entries()).isEmpty();
        Settle word = word(1, new PayoutId(3, 8), PayoutOutcome.PAID);
        assertThat(bank.sent()).containsExactly(new Send(new PayoutId(3, 8).entity(), word));
        bank.restart();
        bank.ask(new BankInput.Tick());
        assertThat(bank.sent()).containsExactly(new Send(new PayoutId(3, 8).entity(), word));
        confirm(new PayoutId(3, 8), 1);
        confirm(new PayoutId(3, 8), 1);
        assertThat(bank.state().notices().owed()).isEmpty();
        assertThat(bank.journal()).hasSize(2);
    }

    @Test
    void eachPayoutsEntityIsToldOfItsLinesOneAfterTheOther() {
        PayoutId first = new PayoutId(3, 8);
        PayoutId second = new PayoutId(3, 9);
        PayoutId other = new PayoutId(4, 1);
        record(
                1,
                new PayoutFailed(second, ACCOUNT, AMOUNT),
                new StatementLine.Deposit(ACCOUNT, AMOUNT),
                new PayoutPaid(first, ACCOUNT, AMOUNT),
                new PayoutPaid(other, ACCOUNT, AMOUNT));
        assertThat(notices())
                .containsExactly(word(1, second, PayoutOutcome.FAILED), word(4, other, PayoutOutcome.PAID));
        assertThat(bank.journal().get(0).event().entries())
                .extracting(entry -> entry.id())
                .containsExactly("line-2");
        confirm(second, 1);
        assertThat(notices()).containsExactly(word(3, first, PayoutOutcome.PAID));
    }

    @Test
    void theSameLineIsRecordedOnceAndAnotherUnderItsNumberRefused() {
        PayoutPaid line = new PayoutPaid(new PayoutId(3, 8), ACCOUNT, AMOUNT);
        record(1, line);
        assertThat(bank.ask(new RecordLines(1, List.of(line)))).contains(new BankReply.Recorded(1, 1, true));
        assertThat(bank.ask(new RecordLines(1, List.of(new PayoutFailed(line.payout(), ACCOUNT, AMOUNT)))))
                .contains(new BankReply.Refused(Reason.LINE_REUSED, 2));
        assertThat(bank.journal()).hasSize(1);
    }

    @Test
    void onlySoManyPayoutsMayBeUntold() {
        for (long line = 1; line <= PayoutNotices.OWED; line += RecordLines.LINES) {
            List<StatementLine> lines = new ArrayList<>();
            for (long number = line; number < line + RecordLines.LINES; number++) {
                lines.add(new PayoutPaid(new PayoutId(3, number), ACCOUNT, AMOUNT));
            }
            record(line, lines.toArray(StatementLine[]::new));
        }
        long next = PayoutNotices.OWED + 1;
        StatementLine more = new PayoutPaid(new PayoutId(3, next), ACCOUNT, AMOUNT);
        assertThat(bank.ask(new RecordLines(next, List.of(more))))
                .contains(new BankReply.Refused(Reason.TOO_MANY_PAYOUTS_OWED, next));
        assertThat(bank.ask(new RecordLines(next, List.of(new StatementLine.Deposit(ACCOUNT, AMOUNT)))))
                .containsInstanceOf(BankReply.Recorded.class);
        confirm(new PayoutId(3, 1), 1);
        record(next + 1, more);
    }

    private void record(long firstLine, StatementLine... lines) {
        assertThat(bank.ask(new RecordLines(firstLine, List.of(lines)))).containsInstanceOf(BankReply.Recorded.class);
    }

    private void confirm(PayoutId payout, long line) {
        bank.ask(new BankInput.PayoutSettled(new PayoutMessage.Settled(payout.entity(), SELF, line, Verdict.BOOKED)));
    }

    private List<Settle> notices() {
        return bank.sent().stream()
                .filter(send -> send.body() instanceof Settle)
                .map(send -> (Settle) send.body())
                .toList();
    }

    private static Settle word(long line, PayoutId payout, PayoutOutcome outcome) {
        return new Settle(SELF, EXTERNAL, line, payout, ACCOUNT, AMOUNT, outcome);
    }
}
