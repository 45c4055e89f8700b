package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.PriceBand.Verdict;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.process.Message;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the price service answers. */
public sealed interface PriceReply extends Message {

    /** The publication is recorded; {@code snapshot} is the newest snapshot that holds what counted of it. */
    record Published(long sequence, long snapshot, SortedMap<InstrumentId, Verdict> verdicts) implements PriceReply {
        public Published {
            verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
        }
    }

    /** Nothing of the publication was taken. */
    record Refused(PriceRejection reason) implements PriceReply {}

    /** The newest snapshot and the one before it, as far as there are any. */
    record Newest(Optional<PriceSnapshot> newest, Optional<PriceSnapshot> before) implements PriceReply {}

    /**
     * Settlements of an instrument from the number asked for on, without a gap and oldest first, as far as they are kept.
     *
     * @param snapshot the newest snapshot; none of them is newer
     */
    record Settlements(long snapshot, InstrumentId instrument, List<Settlement> settlements) implements PriceReply {
        public Settlements {
            settlements = List.copyOf(settlements);
        }
    }

    /** The last settlement of every instrument that was ever settled, as of this snapshot. */
    record LastSettlements(long snapshot, SortedMap<InstrumentId, Settlement> last) implements PriceReply {
        public LastSettlements {
            last = Collections.unmodifiableSortedMap(new TreeMap<>(last));
        }
    }

    /** What is known of the instruments asked for. */
    record Instruments(SortedMap<InstrumentId, InstrumentPrices> known) implements PriceReply {
        public Instruments {
            known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
        }
    }
}
