package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Lane;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;

/** {@code trades|<venue>:<stream>}: one numbered stream of a venue's trades. */
public final class TradesEntity {

    private TradesEntity() {}

    /**
     * The type in a house.
     *
     * @param key weighs accounts in the fingerprint of what a stream has booked
     * @param house where a stream registers before its first entry
     */
    public static EntityType<TradeStream, Attended.Memory<OutboxMemory>, Attended.Input<TradesInput>, TradesEvent> type(
            FingerprintKey key, EntityId house) {
        return Attended.registered(new TradeRules(key), house)
                .type(EntityKind.TRADES, TradesEntity::understand, TradesEvent.class, TradesEntity::lane);
    }

    private static Optional<TradesInput> understand(Message message) {
        if (message instanceof TradesInput input) {
            return Optional.of(input);
        }
        if (message instanceof PostingsAcknowledged word) {
            return Optional.of(new TradesInput.Acknowledged(word));
        }
        if (message instanceof PostingsContradicted word) {
            return Optional.of(new TradesInput.Contradicted(word));
        }
        if (message instanceof StopMessage.PlaceStop stop) {
            return Optional.of(new TradesInput.Place(stop));
        }
        return message instanceof StopMessage.LiftStop stop
                ? Optional.of(new TradesInput.Lift(stop))
                : Optional.empty();
    }

    private static Lane lane(TradesInput input) {
        return input instanceof TradesInput.SubmitTrades ? Lane.REST : Lane.FIRST;
    }
}
