package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Lane;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;

/** {@code desk|<instrument>}: standing bids and the orders of accounts in liquidation. */
public final class DeskEntity {

    private DeskEntity() {}

    /**
     * The type in a house.
     *
     * @param key weighs accounts in the fingerprint of what a desk has booked
     * @param house where a desk registers before its first entry
     */
    public static EntityType<Desk, Attended.Memory<BookMemory>, Attended.Input<DeskInput>, DeskEvent> type(
            FingerprintKey key, EntityId house) {
        return Attended.registered(new DeskRules(key), house)
                .type(EntityKind.DESK, DeskEntity::understand, DeskEvent.class, DeskEntity::lane);
    }

    private static Optional<DeskInput> understand(Message message) {
        if (message instanceof DeskInput input) {
            return Optional.of(input);
        }
        if (message instanceof BidInput bid) {
            return Optional.of(new DeskInput.Bidding(bid));
        }
        if (message instanceof DeskMessage.AskQuote ask) {
            return Optional.of(new DeskInput.Quote(ask));
        }
        if (message instanceof DeskMessage.PlaceOrder order) {
            return Optional.of(new DeskInput.Place(order));
        }
        return message instanceof HoldMessage word ? Optional.of(new DeskInput.HoldHeard(word)) : ofChannel(message);
    }

    private static Optional<DeskInput> ofChannel(Message message) {
        if (message instanceof PostingsAcknowledged word) {
            return Optional.of(new DeskInput.Acknowledged(word));
        }
        if (message instanceof PostingsContradicted word) {
            return Optional.of(new DeskInput.Contradicted(word));
        }
        if (message instanceof StopMessage.PlaceStop stop) {
            return Optional.of(new DeskInput.PlaceStop(stop));
        }
        return message instanceof StopMessage.LiftStop stop
                ? Optional.of(new DeskInput.LiftStop(stop))
                : Optional.empty();
    }

    private static Lane lane(DeskInput input) {
        boolean client = input instanceof DeskInput.Bidding
                || input instanceof DeskInput.SetTerms
                || input instanceof DeskInput.ReadDesk;
        return client ? Lane.REST : Lane.FIRST;
    }
}
