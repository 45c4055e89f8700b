package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg.AssetLeg;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.process.EntityId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One balanced movement of lots, units and money between accounts. Per instrument the lots, their cost and their entry
 * value sum to zero; per asset the units and per currency the money sum to zero. An entry that does not balance, or whose
 * sums leave 64 bits, cannot be built. A larger movement is a run of entries. Invariant 1.
 *
 * @param id unique within its source, {@code [A-Za-z0-9._:-]{1,128}}
 * @param corrects the id of the entry that this one takes back or amends
 * @param postings at most one per account
 */
public record Entry(String id, Purpose purpose, Optional<String> corrects, List<Posting> postings) {

    /** Postings of one entry. */
    public static final int POSTINGS = 500;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    public Entry {
        postings = List.copyOf(postings);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an entry id: '" + id + "'");
        }
        if (postings.isEmpty() || postings.size() > POSTINGS) {
            throw new IllegalArgumentException("entry " + id + " has " + postings.size() + " postings");
        }
        TreeSet<EntityId> accounts = new TreeSet<>();
        for (Posting posting : postings) {
            if (!accounts.add(posting.account())) {
                throw new IllegalArgumentException("entry " + id + " touches " + posting.account() + " twice");
            }
        }
        requireBalance(id, postings);
    }

    public static Entry of(String id, Purpose purpose, Posting... postings) {
        return new Entry(id, purpose, Optional.empty(), List.of(postings));
    }

    private static void requireBalance(String id, List<Posting> postings) {
        Map<InstrumentId, LotsLeg> lots = new TreeMap<>();
        Map<AssetId, Long> units = new TreeMap<>();
        Map<Currency, Money> money = new TreeMap<>();
        for (Posting posting : postings) {
            for (Leg leg : posting.legs()) {
                if (leg instanceof LotsLeg moved) {
                    lots.merge(moved.instrument(), moved, Entry::sum);
                } else if (leg instanceof AssetLeg moved) {
                    units.merge(moved.asset(), moved.units(), Math::addExact);
                } else if (leg instanceof MoneyLeg moved) {
                    money.merge(moved.amount().currency(), moved.amount(), Money::plus);
                }
            }
        }
        for (LotsLeg sum : lots.values()) {
            if (!sum.lots().isFlat()
                    || !sum.cost().isZero()
                    || !sum.entryValue().isZero()) {
                throw new IllegalArgumentException("entry " + id + " does not balance: " + sum);
            }
        }
        units.forEach((asset, sum) -> {
            if (sum != 0) {
                throw new IllegalArgumentException("entry " + id + " does not balance: " + sum + " of " + asset);
            }
        });
        for (Money sum : money.values()) {
            if (!sum.isZero()) {
                throw new IllegalArgumentException("entry " + id + " does not balance: " + sum);
            }
        }
    }

    private static LotsLeg sum(LotsLeg one, LotsLeg other) {
        return new LotsLeg(
                one.instrument(),
                one.lots().plus(other.lots()),
                one.cost().plus(other.cost()),
                one.entryValue().plus(other.entryValue()));
    }
}
