package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The layer that is being drawn: what has been asked for and not been committed. */
public sealed interface Step {

    /** Which layer. */
    Layer layer();

    /**
     * Money is asked for as holds.
     *
     * @param number the event that asked, which is the number of the holds
     * @param caps by account, the most that it is asked for
     */
    record Asking(Layer layer, long number, SortedMap<EntityId, Money> caps) implements Step {
        public Asking {
            caps = Collections.unmodifiableSortedMap(new TreeMap<>(caps));
        }
    }

    /**
     * Unsold lots are being closed, one instrument after the other.
     *
     * @param instrument the one under way
     * @param stop the event that stopped it
     * @param fingerprint what all accounts together must show, once every source is drained
     * @param round numbers the censuses of the layer
     * @param pending those chosen in this round, with what they are asked for
     * @param pendingNumber the event that asked them, which is the number of their holds; 0 while there is none
     * @param available the sum of what those who closed so far could have given of their parts
     * @param closed the victims so far, with what they gave
     */
    record Closing(
            Layer layer,
            InstrumentId instrument,
            long stop,
            Optional<Long> fingerprint,
            long round,
            List<Victim> pending,
            long pendingNumber,
            Money available,
            List<Victim> closed)
            implements Step {
        public Closing {
            pending = List.copyOf(pending);
            closed = List.copyOf(closed);
        }
    }

    /**
     * Assessments are owed.
     *
     * @param round of the levy
     * @param shares what was levied in this round
     * @param limits how far each member could be assessed in the first round
     * @param paid by member, in all rounds before
     */
    record Assessing(
            int round, SortedMap<String, Money> shares, SortedMap<String, Money> limits, SortedMap<String, Money> paid)
            implements Step {
        public Assessing {
            shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
            limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
            paid = Collections.unmodifiableSortedMap(new TreeMap<>(paid));
        }

        @Override
        public Layer layer() {
            return Layer.ASSESSMENT;
        }
    }
}
