package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Lane;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;

/**
 * {@code auction|<episode>:<instrument>}: the sealed bids for one portfolio of a default. It does not register with the
 * house: its episode does, and answers for what it books.
 */
public final class AuctionEntity {

    private AuctionEntity() {}

    /**
     * The type in a house.
     *
     * @param key weighs accounts in the fingerprint of what an auction has booked
     */
    public static EntityType<Auction, Attended.Memory<BookMemory>, Attended.Input<AuctionInput>, AuctionEvent> type(
            FingerprintKey key) {
        return Attended.source(new AuctionRules(key))
                .type(EntityKind.AUCTION, AuctionEntity::understand, AuctionEvent.class, AuctionEntity::lane);
    }

    private static Optional<AuctionInput> understand(Message message) {
        if (message instanceof AuctionInput input) {
            return Optional.of(input);
        }
        if (message instanceof BidInput bid) {
            return Optional.of(new AuctionInput.Bidding(bid));
        }
        if (message instanceof AuctionMessage.OpenAuction open) {
            return Optional.of(new AuctionInput.Open(open));
        }
        if (message instanceof HoldMessage word) {
            return Optional.of(new AuctionInput.HoldHeard(word));
        }
        if (message instanceof PostingsAcknowledged word) {
            return Optional.of(new AuctionInput.Acknowledged(word));
        }
        return message instanceof PostingsContradicted word
                ? Optional.of(new AuctionInput.Contradicted(word))
                : Optional.empty();
    }

    private static Lane lane(AuctionInput input) {
        boolean client = input instanceof AuctionInput.Bidding || input instanceof AuctionInput.ReadAuction;
        return client ? Lane.REST : Lane.FIRST;
    }
}
