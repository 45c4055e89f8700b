package io.breakwater.chaos.check;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.bucket.Owing;
import io.breakwater.waterfall.desk.Desk;
import io.breakwater.waterfall.house.House;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.Map;

/** What is still to happen in a house, as far as its states say. */
final class Unrest {

    private Unrest() {}

    /** The first thing found that has not ended; empty when everything has. */
    static String of(States states) {
        for (Map.Entry<EntityId, Object> each : states.all()) {
            String found = each.getValue() instanceof Account account ? of(account) : ofSource(each.getValue());
            if (!found.isEmpty()) {
                return each.getKey() + " " + found;
            }
        }
        return "";
    }

    private static String of(Account account) {
        Standing standing = account.standing();
        boolean ended = standing instanceof Standing.Good
                || standing instanceof Standing.InDefault
                || (standing instanceof Standing.Deficient deficient && deficient.taken());
        if (!ended) {
            return "stands as " + standing.getClass().getSimpleName();
        }
        for (HoldId hold : account.holds().live().keySet()) {
            if (hold.source().kind() != EntityKind.DESK) {
                return "has hold " + hold;
            }
        }
        return "";
    }

    private static String ofSource(Object state) {
        if (state instanceof House house
                && house.defaults().cases().values().stream()
                        .anyMatch(each -> each.drawing() != io.breakwater.waterfall.house.DefaultCase.Drawing.CLOSED)) {
            return "has a default open";
        }
        if (state instanceof Desk desk) {
            // Bids that stand at a desk hold room for as long as their owner likes.
            return desk.open().isEmpty() && desk.outbox().isSettled() ? "" : "has an order";
        }
        return state instanceof Owing source && !source.owesNothing() ? "owes something" : "";
    }
}
