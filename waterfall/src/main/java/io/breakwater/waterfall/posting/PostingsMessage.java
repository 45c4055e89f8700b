package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.List;

/**
 * Postings from a source to one account, in order. May be lost, doubled or late.
 *
 * @param closedBelow every episode with a smaller number is closed and has been acknowledged in full; 0 when the source
 *     does not know
 */
public record PostingsMessage(EntityId source, EntityId account, long closedBelow, List<Delivery> deliveries)
        implements Message {

    /** Legs in one message, unless a single delivery has more; some 150 bytes each, so well below 1 MiB. */
    public static final int LEGS = 1_000;

    public PostingsMessage {
        deliveries = List.copyOf(deliveries);
    }
}
