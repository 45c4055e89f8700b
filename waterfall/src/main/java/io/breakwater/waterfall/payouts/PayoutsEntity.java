package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Lane;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;

/** {@code payouts|<k>}: the withdrawals from the accounts of one bucket. */
public final class PayoutsEntity {

    private PayoutsEntity() {}

    public static EntityType<Payouts, Attended.Memory<PayoutsMemory>, Attended.Input<PayoutsInput>, PayoutsEvent>
            type() {
        return Attended.source(new PayoutRules())
                .type(EntityKind.PAYOUTS, PayoutsEntity::understand, PayoutsEvent.class, PayoutsEntity::lane);
    }

    private static Optional<PayoutsInput> understand(Message message) {
        if (message instanceof PayoutsInput input) {
            return Optional.of(input);
        }
        if (message instanceof PayoutMessage.Settle word) {
            return Optional.of(new PayoutsInput.Settle(word));
        }
        return message instanceof HoldMessage hold ? ofHold(hold) : ofChannel(message);
    }

    private static Optional<PayoutsInput> ofHold(HoldMessage message) {
        if (message instanceof HoldMessage.HoldGranted word) {
            return Optional.of(new PayoutsInput.Granted(word));
        }
        if (message instanceof HoldMessage.HoldRefused word) {
            return Optional.of(new PayoutsInput.Refused(word));
        }
        return message instanceof HoldMessage.HoldEnded word
                ? Optional.of(new PayoutsInput.Ended(word))
                : Optional.empty();
    }

    private static Optional<PayoutsInput> ofChannel(Message message) {
        if (message instanceof PostingsAcknowledged word) {
            return Optional.of(new PayoutsInput.Acknowledged(word));
        }
        if (message instanceof PostingsContradicted word) {
            return Optional.of(new PayoutsInput.Contradicted(word));
        }
        if (message instanceof StopMessage.PlaceStop stop) {
            return Optional.of(new PayoutsInput.Place(stop));
        }
        return message instanceof StopMessage.LiftStop stop
                ? Optional.of(new PayoutsInput.Lift(stop))
                : Optional.empty();
    }

    private static Lane lane(PayoutsInput input) {
        boolean client = input instanceof PayoutsInput.RequestWithdrawal
                || input instanceof PayoutsInput.AwaitDecision
                || input instanceof PayoutsInput.ReadStatus
                || input instanceof PayoutsInput.ReadPayout
                || input instanceof PayoutsInput.ListPayouts;
        return client ? Lane.REST : Lane.FIRST;
    }
}
