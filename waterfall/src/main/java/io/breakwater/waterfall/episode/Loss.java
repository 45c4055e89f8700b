package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The loss, fixed once.
 *
 * @param frozen the snapshot at which what is unsold is priced
 * @param losses by account in default, minus its inventory's equity where that is negative, else zero
 * @param surplus by account in default, its inventory's equity where that is positive
 * @param beyond by account in default, what it would have lost had nothing been sold, at the frozen marks
 * @param unsold what the layer that closes lots has to close
 */
public record Loss(
        PriceSnapshot frozen,
        SortedMap<EntityId, Money> losses,
        SortedMap<EntityId, Money> surplus,
        SortedMap<EntityId, Money> beyond,
        SortedMap<InstrumentId, Unsold> unsold) {

    public Loss {
        losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
        surplus = Collections.unmodifiableSortedMap(new TreeMap<>(surplus));
        beyond = Collections.unmodifiableSortedMap(new TreeMap<>(beyond));
        unsold = Collections.unmodifiableSortedMap(new TreeMap<>(unsold));
    }

    /**
     * What is left of one instrument.
     *
     * @param lots the lots that nobody bought, all inventories together; never none
     * @param offered what was offered, lots taken over and netted
     * @param weight the stand-alone maintenance requirement of what was offered, by which a loss of several instruments is
     *     shared
     */
    public record Unsold(Instrument instrument, long lots, long offered, Money weight) {}

    /** What is left of an instrument; asking for one that is sold is a fault. */
    public Unsold unsold(InstrumentId instrument) {
        return Optional.ofNullable(unsold.get(instrument)).orElseThrow();
    }

    /** The sum of the losses. */
    public Money total() {
        return losses.values().stream().reduce(Money::plus).orElseThrow();
    }
}
