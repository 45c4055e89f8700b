package io.breakwater.node.audit;

import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.SourceEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Invariants 1 and 2. Every entry balances by its own legs. Over all accounts, with what is in flight: per currency the
 * cash less the cost of positions is zero, per asset the units are, per instrument the lots are; from the figures that
 * the events of the accounts state.
 */
final class ConservationCheck implements Check {

    private final Verdicts verdicts;
    private final SortedMap<String, BigInteger> money = new TreeMap<>();
    private final SortedMap<String, BigInteger> units = new TreeMap<>();
    private final SortedMap<String, BigInteger> lots = new TreeMap<>();
    private final List<String> disputed = new ArrayList<>();
    private long entries;
    private long accounts;

    ConservationCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.CONSERVATION;
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof SourceEvent source) {
            source.entries().forEach(entry -> balance(event, entry));
        }
        if (event.event() instanceof PayoutsEvent.SettlementDisputed of) {
            disputed.add("line " + of.word().line() + " of " + of.word().bank() + " at " + event.entity() + " "
                    + event.number());
        }
    }

    @Override
    public void closing(AccountClosing closing) {
        accounts++;
        closing.cash().forEach((currency, cash) -> add(money, currency.code(), cash.minorUnits()));
        closing.units().forEach((asset, count) -> add(units, asset.toString(), count));
        closing.books().forEach((instrument, book) -> {
            subtract(money, book.cost().currency().code(), book.cost().minorUnits());
            add(lots, instrument.toString(), book.lots());
        });
    }

    @Override
    public void inFlight(Posting posting) {
        for (Leg leg : posting.legs()) {
            if (leg instanceof Leg.MoneyLeg moved) {
                add(money, moved.amount().currency().code(), moved.amount().minorUnits());
            } else if (leg instanceof Leg.AssetLeg moved) {
                add(units, moved.asset().toString(), moved.units());
            } else if (leg instanceof Leg.LotsLeg moved) {
                subtract(money, moved.cost().currency().code(), moved.cost().minorUnits());
                add(lots, moved.instrument().toString(), moved.lots().count());
            }
        }
    }

    @Override
    public void finish() {
        zero(Invariant.CONSERVATION, "cash less cost, in minor units of ", money);
        zero(Invariant.CONSERVATION, "units of ", units);
        zero(Invariant.MATCHED_BOOK, "lots of ", lots);
        verdicts.compared(
                Invariant.CONSERVATION,
                entries + " entries balance; cash less cost is 0 in " + names(money) + " and units are 0"
                        + (units.isEmpty() ? "" : " in " + names(units)) + " over " + accounts + " accounts");
        if (!disputed.isEmpty()) {
            verdicts.compared(
                    Invariant.CONSERVATION,
                    "people have to look at what banks said and the house does not know: "
                            + String.join(", ", disputed));
        }
        verdicts.compared(
                Invariant.MATCHED_BOOK, "lots sum to 0 in " + names(lots) + " over " + accounts + " accounts");
    }

    private void balance(AuditedEvent event, Entry entry) {
        entries++;
        SortedMap<String, BigInteger> sums = new TreeMap<>();
        for (Posting posting : entry.postings()) {
            for (Leg leg : posting.legs()) {
                if (leg instanceof Leg.MoneyLeg moved) {
                    add(sums, moved.amount().currency().code(), moved.amount().minorUnits());
                } else if (leg instanceof Leg.AssetLeg moved) {
                    add(sums, "units of " + moved.asset(), moved.units());
                } else if (leg instanceof Leg.LotsLeg moved) {
                    add(sums, "lots of " + moved.instrument(), moved.lots().count());
                    add(sums, "cost of " + moved.instrument(), moved.cost().minorUnits());
                    add(
                            sums,
                            "entry value of " + moved.instrument(),
                            moved.entryValue().minorUnits());
                }
            }
        }
        sums.forEach((what, sum) -> {
            if (sum.signum() != 0) {
                verdicts.violated(
                        Invariant.CONSERVATION,
                        event,
                        "entry " + entry.id() + " does not balance: " + what + " " + sum);
            }
        });
    }

    private void zero(Invariant invariant, String what, SortedMap<String, BigInteger> sums) {
        sums.forEach((name, sum) -> {
            if (sum.signum() != 0) {
                verdicts.violated(invariant, what + name + " sum to " + sum + " over all accounts");
            }
        });
    }

    private static void add(SortedMap<String, BigInteger> sums, String name, long amount) {
        sums.merge(name, BigInteger.valueOf(amount), BigInteger::add);
    }

    private static void subtract(SortedMap<String, BigInteger> sums, String name, long amount) {
        sums.merge(name, BigInteger.valueOf(amount).negate(), BigInteger::add);
    }

    private static String names(SortedMap<String, BigInteger> sums) {
        return sums.isEmpty() ? "nothing" : String.join(", ", sums.keySet());
    }
}
