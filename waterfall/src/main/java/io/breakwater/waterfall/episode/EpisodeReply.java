package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an episode answers to the API. */
public sealed interface EpisodeReply extends Message {

    /** No such episode was ever declared. */
    record Unknown() implements EpisodeReply {}

    /**
     * The episode as of its event {@code number}.
     *
     * @param collateral what the treasury has still to sell, by account and asset
     * @param losses by account in default, once the loss is fixed
     * @param snapshot the snapshot at which it was fixed
     * @param marks its marks of the instruments whose lots layers have closed
     * @param ladder the layers drawn so far, in order; once it is closed, all of the rulebook
     * @param awards what the default auctions sold, by instrument
     * @param onOffer the instruments whose auctions have not been settled
     */
    record View(
            long number,
            Declaration declaration,
            Phase phase,
            SortedMap<EntityId, SortedMap<String, Long>> collateral,
            SortedMap<InstrumentId, List<Fill>> awards,
            SortedSet<InstrumentId> onOffer,
            Optional<Long> snapshot,
            SortedMap<InstrumentId, Mark> marks,
            Optional<Money> loss,
            SortedMap<EntityId, Money> losses,
            List<LayerRecord> ladder,
            Optional<Layer> drawing,
            Money uncovered,
            SortedMap<EntityId, Money> surplus)
            implements EpisodeReply {
        public View {
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
            awards = Collections.unmodifiableSortedMap(new TreeMap<>(awards));
            onOffer = Collections.unmodifiableSortedSet(new TreeSet<>(onOffer));
            marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
            losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
            ladder = List.copyOf(ladder);
            surplus = Collections.unmodifiableSortedMap(new TreeMap<>(surplus));
        }
    }

    /**
     * A layer as it was drawn. Payers sum to drawn.
     *
     * @param available what was there when its draw was written, within its caps
     * @param payers members for the defaulter's layers, the mutual fund and assessments, accounts for deleveraging and
     *     tear-up, {@code own-capital} and {@code insurance-fund}
     * @param victims of a layer that closes lots, why each was chosen
     */
    record LayerRecord(
            Layer layer, Money available, Money drawn, SortedMap<String, Money> payers, List<Victim> victims) {
        public LayerRecord {
            payers = Collections.unmodifiableSortedMap(new TreeMap<>(payers));
            victims = List.copyOf(victims);
        }
    }
}
