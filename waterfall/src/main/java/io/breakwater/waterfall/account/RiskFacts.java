package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything of one snapshot by which an account is judged, so that its decision needs nothing but these and its own
 * state.
 *
 * @param snapshot the number of the price snapshot
 * @param quoted every instrument in which the account may have lots; more do no harm
 * @param collateral the terms of every asset that counts; units of others count nothing
 * @param policy how accounts of this class are called; absent for the house's own, which only settle
 * @param banks every statement stream that could hold a cure
 */
public record RiskFacts(
        long snapshot,
        BusinessTime at,
        SortedMap<InstrumentId, Quoted> quoted,
        SortedMap<AssetId, CollateralTerms> collateral,
        Optional<CallPolicy> policy,
        SortedSet<EntityId> banks) {

    /** Assets whose terms travel with a judgement and stay with a call. */
    public static final int ASSETS = 500;

    /** Statement streams that are asked before a call expires. */
    public static final int BANKS = 64;

    public RiskFacts {
        quoted = Collections.unmodifiableSortedMap(new TreeMap<>(quoted));
        collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
        banks = Collections.unmodifiableSortedSet(new TreeSet<>(banks));
        if (snapshot < 1) {
            throw new IllegalArgumentException("snapshots are numbered from 1: " + snapshot);
        }
        if (collateral.size() > ASSETS || banks.size() > BANKS) {
            throw new IllegalArgumentException(collateral.size() + " assets, " + banks.size() + " banks");
        }
    }

    /** What is known of an instrument. */
    public Optional<Quoted> find(InstrumentId instrument) {
        return Optional.ofNullable(quoted.get(instrument));
    }

    /**
     * One instrument at the snapshot.
     *
     * @param settlements the newest settlements without a gap, oldest first; empty only before the first of all. The
     *     newest is enough for accounts that have applied the one before it
     * @param settles whether the newest of them came with this very snapshot
     */
    public record Quoted(Listing listing, Mark mark, List<Settlement> settlements, boolean settles) {

        /** The most settlements of one instrument in one message. */
        public static final int SETTLEMENTS = 1_000;

        public Quoted {
            settlements = List.copyOf(settlements);
            if (settlements.size() > SETTLEMENTS || (settles && settlements.isEmpty())) {
                throw new IllegalArgumentException(settlements.size() + " settlements, settles: " + settles);
            }
            for (int i = 1; i < settlements.size(); i++) {
                if (settlements.get(i).number() != settlements.get(i - 1).number() + 1) {
                    throw new IllegalArgumentException("a gap between settlements: " + settlements);
                }
            }
        }

        /** An instrument that this snapshot does not settle. */
        public static Quoted marked(Listing listing, Mark mark, List<Settlement> settlements) {
            return new Quoted(listing, mark, settlements, false);
        }
    }
}
