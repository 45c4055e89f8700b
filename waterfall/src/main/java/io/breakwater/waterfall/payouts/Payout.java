package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.RequestId;

/**
 * One withdrawal on its way.
 *
 * @param principal who asked, under this request
 * @param member whose account it is
 * @param amount more than zero
 */
public record Payout(
        PayoutId id, String principal, RequestId request, String member, EntityId account, Money amount, Stage stage) {

    /** How far the money has got. */
    public enum Stage {
        /** On the account; a hold is asked for. */
        REQUESTED,
        /** Off the account, and to be paid by the bank. */
        IN_TRANSIT,
        /** With the bank's word that it has left. */
        PAID,
        /** Back on the account. */
        FAILED
    }

    Payout at(Stage next) {
        return new Payout(id, principal, request, member, account, amount, next);
    }
}
