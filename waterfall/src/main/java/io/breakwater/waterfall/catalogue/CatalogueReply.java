package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.process.Message;
import java.util.Optional;

/** What the catalogue answers. */
public sealed interface CatalogueReply extends Message {

    /** The terms are in force as of this version. */
    record Kept(long version) implements CatalogueReply {}

    /** Nothing was changed. */
    record Refused(Reason reason) implements CatalogueReply {}

    /** The newest catalogue, absent when the asker has it. */
    record Newest(Optional<Catalogue> catalogue) implements CatalogueReply {}

    /** Why nothing was changed. */
    enum Reason {
        /** The instrument is listed with another currency, tick or multiplier. */
        LISTED_OTHERWISE,
        /** As many instruments are listed as may be. */
        FULL,
        /** As many assets are accepted as may be. */
        COLLATERAL_FULL,
        /** The house settles in another currency, for ever. */
        CURRENCY_FIXED,
        /** A bank that the house took statements of is left out. */
        BANK_REMOVED
    }
}
