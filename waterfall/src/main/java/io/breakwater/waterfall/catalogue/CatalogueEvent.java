package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.collateral.CollateralTerms;

/** What the catalogue persists. */
public sealed interface CatalogueEvent {

    /** The catalogue after this event. */
    Catalogue applyTo(Catalogue catalogue);

    /** An instrument is listed with these terms from now on. */
    record InstrumentListed(Listing listing) implements CatalogueEvent {
        @Override
        public Catalogue applyTo(Catalogue catalogue) {
            return catalogue.with(listing);
        }
    }

    /** An asset is taken as collateral on these terms from now on. */
    record CollateralAccepted(CollateralTerms terms) implements CatalogueEvent {
        @Override
        public Catalogue applyTo(Catalogue catalogue) {
            return catalogue.with(terms);
        }
    }

    /** The house clears on these terms from now on. */
    record TermsSet(ServiceTerms terms) implements CatalogueEvent {
        @Override
        public Catalogue applyTo(Catalogue catalogue) {
            return catalogue.with(terms);
        }
    }
}
