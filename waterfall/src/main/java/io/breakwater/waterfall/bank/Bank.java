package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.bucket.Owing;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.payouts.PayoutOutcome;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Numbered;
import java.util.List;
import java.util.Optional;

/**
 * The state of a statement stream: its statement, the payouts that are still to be told of it, and the accounts that
 * still owe an acknowledgement.
 *
 * @param number the stream's last event
 */
public record Bank(EntityId self, long number, Statement statement, PayoutNotices notices, Outbox outbox)
        implements Owing {

    @Override
    public boolean owesNothing() {
        return outbox.isSettled() && notices.owed().isEmpty();
    }

    static Bank empty(EntityId self) {
        return new Bank(self, 0, Statement.EMPTY, PayoutNotices.NONE, Outbox.EMPTY);
    }

    /** The account that stands for what the bank holds: the other side of every line. */
    public EntityId external() {
        return EntityId.of(EntityKind.ACCOUNT, "external:" + self.key());
    }

    Bank recorded(long firstLine, List<StatementLine> lines, long eventNumber) {
        PayoutNotices owed = notices;
        long line = firstLine;
        for (StatementLine content : lines) {
            Optional<PayoutMessage.Settle> notice = content.notice(this, line++);
            owed = notice.isPresent() ? owed.with(notice.get()) : owed;
        }
        return new Bank(self, number, statement.recorded(firstLine, lines, eventNumber), owed, outbox);
    }

    Bank told(PayoutMessage.Settled word) {
        return new Bank(self, number, statement, notices.without(word), outbox);
    }

    PayoutMessage.Settle word(long line, PayoutId payout, EntityId account, Money amount, PayoutOutcome outcome) {
        return new PayoutMessage.Settle(self, external(), line, payout, account, amount, outcome);
    }

    /** After an event, everything but channels and number moved on already. */
    Bank after(Numbered<BankEvent> event) {
        return new Bank(self, event.number(), statement, notices, outbox.after(event));
    }
}
