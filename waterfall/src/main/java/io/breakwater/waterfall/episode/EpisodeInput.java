package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.deleveraging.Census;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.Message;

/** What an episode may be told. */
public sealed interface EpisodeInput extends Message {

    /** Asks for the episode as it stands. */
    record ReadEpisode() implements EpisodeInput {}

    /** All nodes together have answered {@link Episode#census()}. */
    record TakeCensus(Census census) implements EpisodeInput {}

    /** The house's word. */
    record OfHouse(HouseMessage word) implements EpisodeInput {}

    /** An account's word. */
    record OfAccount(AccountReply word) implements EpisodeInput {}

    /** A bucket's word. */
    record OfBucket(BucketAnswer word) implements EpisodeInput {}

    /** An auction's word. */
    record OfAuction(AuctionMessage word) implements EpisodeInput {}

    /** The price service's word. */
    record OfPrices(PriceReply word) implements EpisodeInput {}

    /** The catalogue's word. */
    record OfCatalogue(CatalogueReply word) implements EpisodeInput {}

    /** An account's word about a hold. */
    record OfHold(HoldMessage word) implements EpisodeInput {}

    /** A source's word about a stop, or another episode's. */
    record OfStop(StopMessage word) implements EpisodeInput {}

    /** An account's mark. */
    record Acknowledged(PostingsAcknowledged word) implements EpisodeInput {}

    /** An account knows a number as another entry. */
    record Contradicted(PostingsContradicted word) implements EpisodeInput {}

    /** Time passes. */
    record Tick() implements EpisodeInput {}
}
