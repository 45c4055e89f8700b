package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.posting.StopMessage;
import java.util.List;

/** What a trade stream persists. */
public sealed interface TradesEvent extends SourceEvent {

    /** The stream after this event, whose channels are moved on beside it. */
    TradeStream applyTo(TradeStream stream, long number);

    /**
     * A batch was registered: one entry for each trade that was novated, in the order of the batch, and the others with
     * their reasons.
     *
     * @param digest SHA-256 of the trades as they were submitted
     */
    record TradesRegistered(
            long sequence,
            String digest,
            List<Entry> entries,
            List<RefusedTrade> refused,
            List<Acknowledgement> acknowledged)
            implements TradesEvent {
        public TradesRegistered {
            entries = List.copyOf(entries);
            refused = List.copyOf(refused);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public TradeStream applyTo(TradeStream stream, long number) {
            return stream.registered(this, number);
        }
    }

    /** A subject is refused from the next event on. */
    record StopPlaced(StopMessage.PlaceStop stop, List<Acknowledgement> acknowledged) implements TradesEvent {
        public StopPlaced {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public TradeStream applyTo(TradeStream stream, long number) {
            return stream.with(stream.stops().placed(stop, number));
        }
    }

    /** A stop stands no longer, and never will again. */
    record StopLifted(StopMessage.LiftStop stop, List<Acknowledgement> acknowledged) implements TradesEvent {
        public StopLifted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public TradeStream applyTo(TradeStream stream, long number) {
            return stream.with(stream.stops().lifted(stop.id()));
        }
    }

    /** Acknowledgements that found no other event to ride in. */
    record AcknowledgementsNoted(List<Acknowledgement> acknowledged) implements TradesEvent {
        public AcknowledgementsNoted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public TradeStream applyTo(TradeStream stream, long number) {
            return stream;
        }
    }
}
