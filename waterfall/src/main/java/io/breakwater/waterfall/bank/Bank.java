package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;

/**
 * The state of a statement stream: its statement, and the accounts that still owe an acknowledgement.
 *
 * @param number the stream's last event
 */
public record Bank(EntityId self, long number, Statement statement, Outbox outbox) {

    static Bank empty(EntityId self) {
        return new Bank(self, 0, Statement.EMPTY, Outbox.EMPTY);
    }

    /** The account that stands for what the bank holds: the other side of every line. */
    public EntityId external() {
        return EntityId.of(EntityKind.ACCOUNT, "external:" + self.key());
    }
}
