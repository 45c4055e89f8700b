package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.process.Message;

/** What the catalogue may be told. */
public sealed interface CatalogueInput extends Message {

    /** Lists an instrument, or changes how a listed one is margined; its contract terms never change. */
    record ListInstrument(Listing listing) implements CatalogueInput {}

    /** Accepts an asset as collateral, or changes its value and haircut. */
    record AcceptCollateral(CollateralTerms terms) implements CatalogueInput {}

    /** Sets on which terms the house clears. The currency never changes, and no bank is ever taken off. */
    record SetTerms(ServiceTerms terms) implements CatalogueInput {}

    /** Asks for the catalogue, unless the asker's version is the newest. */
    record ReadCatalogue(long knownVersion) implements CatalogueInput {}

    /** Time passes. */
    record Tick() implements CatalogueInput {}
}
