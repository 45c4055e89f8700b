package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bidding.BidReply;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.desk.DeskReply;
import io.breakwater.waterfall.house.HouseReply;
import io.breakwater.waterfall.payouts.PayoutDecision;
import io.breakwater.waterfall.payouts.PayoutsReply;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.trades.TradesReply;
import java.util.HashMap;
import java.util.Map;

/** Requests of clients by entity, principal and id: one effect at most; one where success was answered; none where not. */
final class RequestCheck implements Check {

    private final Map<String, Long> effects = new HashMap<>();

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        String principal = row.cause().principal();
        if (principal.startsWith("entity/") || principal.startsWith("node/")) {
            return;
        }
        Long earlier = effects.put(key(row.entity(), row.cause()), row.number());
        if (earlier != null) {
            throw new Violation(
                    Invariant.EXACTLY_ONCE,
                    row.entity() + " took " + row.cause() + " as " + earlier + " and again as " + row.number());
        }
    }

    void answered(EntityId by, Cause cause, Message answer) {
        boolean effect = effects.containsKey(key(by, cause));
        if (isDone(answer) && !effect) {
            throw new Violation(
                    Invariant.EXACTLY_ONCE, by + " answered " + answer + " to " + cause + ", and nothing is persisted");
        }
        if (isRefusal(answer) && effect) {
            throw new Violation(
                    Invariant.EXACTLY_ONCE, by + " answered " + answer + " to " + cause + ", which took effect");
        }
    }

    private static boolean isDone(Message answer) {
        return answer instanceof BankReply.Recorded
                || answer instanceof TradesReply.Registered
                || answer instanceof PriceReply.Published
                || answer instanceof CatalogueReply.Kept
                || answer instanceof BucketAnswer.AccountOpened
                || answer instanceof AccountReply.Open
                || answer instanceof AccountReply.CallAcknowledged
                || answer instanceof HouseReply.Kept
                || answer instanceof DeskReply.TermsSet
                || answer instanceof BidReply.Pending
                || answer instanceof PayoutDecision.Pending
                || answer instanceof PayoutDecision.Accepted;
    }

    private static boolean isRefusal(Message answer) {
        return answer instanceof AccountReply.Refused
                || answer instanceof BidReply.Refused
                || answer instanceof PayoutsReply.Refused
                || answer instanceof HouseReply.Refused;
    }

    private static String key(EntityId entity, Cause cause) {
        return entity + " " + cause.principal() + " " + cause.requestId();
    }
}
