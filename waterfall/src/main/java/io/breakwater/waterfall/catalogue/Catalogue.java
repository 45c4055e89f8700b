package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.market.InstrumentId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything the house clears and takes, as of one version.
 *
 * @param version the number of changes so far
 */
public record Catalogue(
        long version, SortedMap<InstrumentId, Listing> listings, SortedMap<AssetId, CollateralTerms> collateral) {

    /** Nothing is listed yet. */
    public static final Catalogue EMPTY = new Catalogue(0, new TreeMap<>(), new TreeMap<>());

    /** Instruments of one service; a message with all of them stays below the size bound. */
    public static final int LISTINGS = 10_000;

    public Catalogue {
        listings = Collections.unmodifiableSortedMap(new TreeMap<>(listings));
        collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
    }

    Catalogue with(Listing listing) {
        SortedMap<InstrumentId, Listing> all = new TreeMap<>(listings);
        all.put(listing.instrument().id(), listing);
        return new Catalogue(version + 1, all, collateral);
    }

    Catalogue with(CollateralTerms terms) {
        SortedMap<AssetId, CollateralTerms> all = new TreeMap<>(collateral);
        all.put(terms.asset(), terms);
        return new Catalogue(version + 1, listings, all);
    }
}
