package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.chaos.cluster.World;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.process.EntityId;
import java.util.Map;
import java.util.TreeMap;

/** At rest: all accounts together have nothing, no inventory has anything, nobody in default has lots, and snapshots are what the events make them. */
final class RestCheck implements Check {

    private final World world;
    private final States states;

    RestCheck(World world, States states) {
        this.world = world;
        this.states = states;
    }

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        // What must hold at every step is for the others.
    }

    @Override
    public void atRest() {
        long money = 0;
        Map<String, Long> lots = new TreeMap<>();
        for (Map.Entry<EntityId, Object> each : states.all()) {
            if (!(each.getValue() instanceof Account account)) {
                continue;
            }
            money = Math.addExact(money, ChannelCheck.moneyLessCost(account));
            account.positions()
                    .forEach((instrument, position) ->
                            lots.merge(instrument.value(), position.lots().count(), Long::sum));
            boolean empty = account.cash().values().stream().allMatch(cash -> cash.isZero())
                    && account.positions().values().stream()
                            .allMatch(position -> position.lots().isFlat());
            boolean hasLots = account.positions().values().stream()
                    .anyMatch(position -> !position.lots().isFlat());
            if (hasLots && account.standing() instanceof Standing.InDefault) {
                throw new Violation(Invariant.AT_REST, account.self() + ", in default, has " + account.positions());
            }
            if (!empty && account.self().key().startsWith("inventory:")) {
                throw new Violation(Invariant.AT_REST, account.self() + " is left with " + account.cash());
            }
        }
        if (money != 0 || lots.values().stream().anyMatch(sum -> sum != 0)) {
            throw new Violation(Invariant.AT_REST, "all accounts have " + money + " and " + lots);
        }
        for (EntityId entity : world.journal().entities()) {
            if (!states.fromGenesis(entity)
                    .equals(states.find(entity, Object.class).orElseThrow())) {
                throw new Violation(Invariant.FOLD, "folding " + entity + " again gives something else");
            }
        }
    }
}
