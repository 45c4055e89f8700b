package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Lane;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;

/** {@code bank|<id>}: the numbered statement stream of one bank or custodian. */
public final class BankEntity {

    private BankEntity() {}

    public static EntityType<Bank, Attended.Memory<BankMemory>, Attended.Input<BankInput>, BankEvent> type() {
        return Attended.source(new BankRules())
                .type(EntityKind.BANK, BankEntity::understand, BankEvent.class, BankEntity::lane);
    }

    private static Optional<BankInput> understand(Message message) {
        if (message instanceof BankInput input) {
            return Optional.of(input);
        }
        if (message instanceof PostingsAcknowledged word) {
            return Optional.of(new BankInput.Acknowledged(word));
        }
        if (message instanceof PayoutMessage.Settled word) {
            return Optional.of(new BankInput.PayoutSettled(word));
        }
        return message instanceof PostingsContradicted word
                ? Optional.of(new BankInput.Contradicted(word))
                : Optional.empty();
    }

    private static Lane lane(BankInput input) {
        return input instanceof BankInput.RecordLines ? Lane.REST : Lane.FIRST;
    }
}
