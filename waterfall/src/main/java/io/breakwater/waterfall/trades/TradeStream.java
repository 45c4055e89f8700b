package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.bucket.Owing;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.Stops;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.table.Table;
import java.util.Map;

/**
 * The state of a trade stream.
 *
 * @param number the stream's last event
 * @param lastSequence the number of the last batch, 0 before the first
 * @param recent the newest batches by sequence, at most {@link #REMEMBERED}
 * @param stops what is refused
 * @param fingerprint of all lots that the stream ever booked
 */
public record TradeStream(
        EntityId self,
        long number,
        long lastSequence,
        Table<Long, Registered> recent,
        Stops stops,
        Outbox outbox,
        Fingerprint fingerprint)
        implements Owing {

    /** Batches that may be submitted again; older ones are in the journal. */
    public static final int REMEMBERED = 16;

    /**
     * How a batch was answered; the trades that are not here were novated. Their ids come with the batch when it is
     * submitted again, so they need not be kept.
     *
     * @param number the stream's event that holds the batch
     */
    public record Registered(String digest, long number, Table<Integer, TradeRejection> refused) {}

    @Override
    public boolean owesNothing() {
        return outbox.isSettled();
    }

    @Override
    public boolean hasBooked() {
        return outbox.booked() > 0;
    }

    static TradeStream empty(EntityId self) {
        return new TradeStream(self, 0, 0, Table.empty(), Stops.NONE, Outbox.EMPTY, Fingerprint.NONE);
    }

    TradeStream registered(TradesEvent.TradesRegistered event, long eventNumber) {
        Table<Integer, TradeRejection> refused = Table.empty();
        for (RefusedTrade trade : event.refused()) {
            refused = refused.with(trade.place(), trade.reason());
        }
        Table<Long, Registered> next =
                recent.with(event.sequence(), new Registered(event.digest(), eventNumber, refused));
        while (next.size() > REMEMBERED) {
            next = next.without(next.first().map(Map.Entry::getKey).orElseThrow());
        }
        return new TradeStream(self, number, event.sequence(), next, stops, outbox, fingerprint);
    }

    TradeStream with(Stops next) {
        return new TradeStream(self, number, lastSequence, recent, next, outbox, fingerprint);
    }

    /** After an event of the stream, everything but its channels, its fingerprint and its number moved on already. */
    TradeStream after(Numbered<TradesEvent> event, FingerprintKey key) {
        Fingerprint sums = fingerprint.with(key, event.event().entries());
        return new TradeStream(self, event.number(), lastSequence, recent, stops, outbox.after(event), sums);
    }
}
