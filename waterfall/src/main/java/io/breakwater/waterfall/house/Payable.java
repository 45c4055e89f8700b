package io.breakwater.waterfall.house;

import io.breakwater.waterfall.house.HouseReply.Obligation.Stage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * What a member owes from its house account, amounts in minor units of the house's currency. It is collected on the
 * member's word, and at the latest after its deadline: hold, entry, consumed.
 *
 * @param promised true when the member has said that it pays and nothing was collected on that word yet
 * @param collection the hold that is asked for
 */
public record Payable(
        String member,
        Debt debt,
        long amount,
        long paid,
        Instant deadline,
        Stage stage,
        boolean promised,
        Optional<Collection> collection) {

    /** Why it is owed. */
    public sealed interface Debt {

        /** A share of what an episode's layers did not bear. */
        record Assessment(long episode, int round) implements Debt {}

        /** What a client's account owes after its liquidation. */
        record Deficit(EntityId client) implements Debt {}
    }

    /**
     * A hold that is asked for.
     *
     * @param last true after the deadline and the flush: what it does not grant stays unpaid
     * @param from by bank, the number that the account must have applied before it decides
     */
    public record Collection(long hold, boolean last, Table<EntityId, Long> from) {}

    static Payable of(String member, Debt debt, long amount, Instant deadline) {
        return new Payable(member, debt, amount, 0, deadline, Stage.OPEN, false, Optional.empty());
    }

    long rest() {
        return amount - paid;
    }

    boolean isAskedLast() {
        return collection.filter(Collection::last).isPresent();
    }

    Payable promise() {
        return new Payable(member, debt, amount, paid, deadline, stage, true, collection);
    }

    Payable asked(Collection next) {
        return new Payable(member, debt, amount, paid, deadline, stage, false, Optional.of(next));
    }

    /** After an event that booked so much and ended the collection. */
    Payable collected(long more) {
        long sum = Math.addExact(paid, more);
        if (sum > amount) {
            throw new IllegalStateException(more + " collected of " + this);
        }
        return new Payable(member, debt, amount, sum, deadline, stage, promised, Optional.empty());
    }

    Payable at(Stage next) {
        return new Payable(member, debt, amount, paid, deadline, next, false, Optional.empty());
    }
}
