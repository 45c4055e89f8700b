package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseEvent;
import java.util.HashMap;
import java.util.Map;

/** One episode draws at a time, a member's default is declared once while it lasts, and no fund is ever overdrawn. */
final class HouseCheck implements Check {

    private final Map<String, Long> inDefault = new HashMap<>();
    private long drawing;

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof HouseEvent.TurnGiven given) {
            if (drawing != 0) {
                throw new Violation(
                        Invariant.TURNS, "episode " + given.episode() + " gets the turn that " + drawing + " has");
            }
            drawing = given.episode();
        } else if (row.event() instanceof HouseEvent.TurnReleased released && drawing == released.episode()) {
            drawing = 0;
        } else if (row.event() instanceof HouseEvent.DefaultDeclared of) {
            of.declared().declaration().member().ifPresent(this::declared);
        } else if (row.event() instanceof HouseEvent.ObligationsUnpaid of) {
            of.declared().declaration().member().ifPresent(this::declared);
        } else if (after instanceof Account account && isFund(account)) {
            account.cash().values().stream().filter(cash -> cash.isNegative()).forEach(cash -> {
                throw new Violation(Invariant.FUNDS, row.entity() + " " + row.number() + " has " + cash);
            });
        }
    }

    private void declared(String member) {
        if (inDefault.put(member, 1L) != null) {
            throw new Violation(Invariant.EPISODES, member + " is declared in default twice");
        }
    }

    private static boolean isFund(Account account) {
        return account.self().equals(HouseAccounts.OWN_CAPITAL)
                || account.self().equals(HouseAccounts.INSURANCE_FUND)
                || account.self().key().startsWith("contribution:");
    }
}
