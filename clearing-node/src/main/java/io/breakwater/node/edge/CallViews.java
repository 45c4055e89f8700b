package io.breakwater.node.edge;

import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.CalledAmount;
import io.breakwater.protocol.accounts.v1.MarginCall;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason;

/** The wire form of where an account stands and of its call. */
final class CallViews {

    private CallViews() {}

    static io.breakwater.protocol.accounts.v1.Standing standing(Standing standing) {
        if (standing instanceof Standing.UnderCall) {
            return io.breakwater.protocol.accounts.v1.Standing.STANDING_UNDER_CALL;
        }
        if (standing instanceof Standing.Expired expired) {
            return expired.after() == CallPolicy.AfterExpiry.LIQUIDATION
                    ? io.breakwater.protocol.accounts.v1.Standing.STANDING_LIQUIDATING
                    : io.breakwater.protocol.accounts.v1.Standing.STANDING_EXPIRED;
        }
        if (standing instanceof Standing.ClosingOut) {
            return io.breakwater.protocol.accounts.v1.Standing.STANDING_CLOSING_OUT;
        }
        if (standing instanceof Standing.Deficient) {
            return io.breakwater.protocol.accounts.v1.Standing.STANDING_DEFICIENT;
        }
        if (standing instanceof Standing.Unsold) {
            return io.breakwater.protocol.accounts.v1.Standing.STANDING_UNSOLD;
        }
        return standing instanceof Standing.InDefault
                ? io.breakwater.protocol.accounts.v1.Standing.STANDING_IN_DEFAULT
                : io.breakwater.protocol.accounts.v1.Standing.STANDING_GOOD;
    }

    static MarginCall call(io.breakwater.waterfall.call.MarginCall call) {
        MarginCall.Builder wire = MarginCall.newBuilder()
                .setNumber(call.number())
                .setStage(stage(call.stage()))
                .setAsked(Fields.amount(call.asked().total()))
                .setPaid(Fields.amount(call.paid()))
                .setUnpaid(Fields.amount(call.unpaid().total()))
                .setUnpaidInCash(Fields.amount(call.unpaid().inCash()));
        call.amounts().forEach(amount -> wire.addAmounts(amount(amount)));
        call.superseded().forEach(total -> wire.addSuperseded(Fields.amount(total)));
        call.nextDeadline().ifPresent(deadline -> wire.setDeadlineTime(Calendars.wire(deadline)));
        return wire.build();
    }

    private static CalledAmount amount(io.breakwater.waterfall.call.CalledAmount amount) {
        CallReason reason = amount.reason();
        return CalledAmount.newBuilder()
                .setAsked(Fields.amount(amount.asked().total()))
                .setAskedInCash(Fields.amount(amount.asked().inCash()))
                .setPaid(Fields.amount(amount.paidInCash().plus(amount.paidInCollateral())))
                .setAskedTime(Calendars.wire(amount.at()))
                .setDeadlineTime(Calendars.wire(amount.deadline()))
                .setSnapshot(reason.snapshot())
                .setSettlement(reason.occasion() == CallReason.Occasion.SETTLEMENT)
                .setEquity(Fields.amount(reason.figures().equity()))
                .setRestoreTo(Fields.amount(reason.restoreTo()))
                .build();
    }

    private static CallStage stage(io.breakwater.waterfall.call.CallStage stage) {
        return switch (stage) {
            case ISSUED -> CallStage.CALL_STAGE_ISSUED;
            case ACKNOWLEDGED -> CallStage.CALL_STAGE_ACKNOWLEDGED;
            case PARTLY_MET -> CallStage.CALL_STAGE_PARTLY_MET;
            case MET -> CallStage.CALL_STAGE_MET;
            case CANCELLED -> CallStage.CALL_STAGE_CANCELLED;
            case EXPIRED -> CallStage.CALL_STAGE_EXPIRED;
        };
    }
}
