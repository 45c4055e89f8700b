package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Lane;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;

/** {@code episode|<number>}: one default from declaration to closure. */
public final class EpisodeEntity {

    private EpisodeEntity() {}

    public static EntityType<Episode, Attended.Memory<EpisodeMemory>, Attended.Input<EpisodeInput>, EpisodeEvent> type(
            FingerprintKey key) {
        return Attended.source(new EpisodeRules(key))
                .type(
                        EntityKind.EPISODE,
                        EpisodeEntity::understand,
                        EpisodeEvent.class,
                        input -> input instanceof EpisodeInput.ReadEpisode ? Lane.REST : Lane.FIRST);
    }

    private static Optional<EpisodeInput> understand(Message message) {
        if (message instanceof EpisodeInput input) {
            return Optional.of(input);
        }
        if (message instanceof HouseMessage word) {
            return Optional.of(new EpisodeInput.OfHouse(word));
        }
        if (message instanceof AccountReply word) {
            return Optional.of(new EpisodeInput.OfAccount(word));
        }
        if (message instanceof HoldMessage word) {
            return Optional.of(new EpisodeInput.OfHold(word));
        }
        if (message instanceof StopMessage word) {
            return Optional.of(new EpisodeInput.OfStop(word));
        }
        if (message instanceof PostingsAcknowledged word) {
            return Optional.of(new EpisodeInput.Acknowledged(word));
        }
        if (message instanceof PostingsContradicted word) {
            return Optional.of(new EpisodeInput.Contradicted(word));
        }
        return ofMarket(message);
    }

    private static Optional<EpisodeInput> ofMarket(Message message) {
        if (message instanceof AuctionMessage word) {
            return Optional.of(new EpisodeInput.OfAuction(word));
        }
        if (message instanceof PriceReply word) {
            return Optional.of(new EpisodeInput.OfPrices(word));
        }
        if (message instanceof CatalogueReply word) {
            return Optional.of(new EpisodeInput.OfCatalogue(word));
        }
        return message instanceof BucketAnswer word ? Optional.of(new EpisodeInput.OfBucket(word)) : Optional.empty();
    }
}
