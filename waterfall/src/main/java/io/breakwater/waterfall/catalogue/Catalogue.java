package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.market.InstrumentId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything the house clears and takes, as of one version.
 *
 * @param version the number of changes so far
 * @param terms on which terms it clears; absent until they are set
 */
public record Catalogue(
        long version,
        SortedMap<InstrumentId, Listing> listings,
        SortedMap<AssetId, CollateralTerms> collateral,
        Optional<ServiceTerms> terms) {

    /** Nothing is listed yet. */
    public static final Catalogue EMPTY = new Catalogue(0, new TreeMap<>(), new TreeMap<>(), Optional.empty());

    /** Instruments of one service; a message with all of them stays below the size bound. */
    public static final int LISTINGS = 10_000;

    /** Assets of one service. */
    public static final int ASSETS = 1_000;

    public Catalogue {
        listings = Collections.unmodifiableSortedMap(new TreeMap<>(listings));
        collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
    }

    Catalogue with(Listing listing) {
        SortedMap<InstrumentId, Listing> all = new TreeMap<>(listings);
        all.put(listing.instrument().id(), listing);
        return new Catalogue(version + 1, all, collateral, terms);
    }

    Catalogue with(CollateralTerms accepted) {
        SortedMap<AssetId, CollateralTerms> all = new TreeMap<>(collateral);
        all.put(accepted.asset(), accepted);
        return new Catalogue(version + 1, listings, all, terms);
    }

    Catalogue with(ServiceTerms next) {
        return new Catalogue(version + 1, listings, collateral, Optional.of(next));
    }
}
