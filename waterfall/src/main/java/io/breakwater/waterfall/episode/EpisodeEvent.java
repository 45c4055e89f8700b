package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an episode persists. How each moves the episode on is in {@link EpisodeFold}. */
public sealed interface EpisodeEvent extends SourceEvent {

    /** The house has declared the default. */
    record Declared(Declaration declaration) implements EpisodeEvent {}

    /** Every source refuses the subject. */
    record SubjectFrozen(List<Acknowledgement> acknowledged) implements EpisodeEvent {
        public SubjectFrozen {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * One account is taken over: its lots at cost, without a price, and its uncollected cash.
     *
     * @param account the account in default, which keeps the rest of its cash and its collateral
     * @param last true when it is the last one
     */
    record TakenOver(
            EntityId account,
            AccountKind kind,
            EntityId inventory,
            SortedMap<InstrumentId, Holding> positions,
            SortedMap<AssetId, Long> collateral,
            Money cash,
            Money uncollected,
            boolean last,
            List<Entry> entries,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public TakenOver {
            positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * What was taken over is netted across the inventories at the mark, and the rest is offered.
     *
     * @param snapshot of the marks
     * @param sellsCollateral whether any account in default has collateral
     */
    record Offered(
            long snapshot,
            SortedMap<InstrumentId, Portfolio> portfolios,
            boolean sellsCollateral,
            List<Entry> entries,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public Offered {
            portfolios = Collections.unmodifiableSortedMap(new TreeMap<>(portfolios));
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** An auction is settled. */
    record PortfolioSold(
            InstrumentId instrument,
            List<Fill> fills,
            SortedMap<EntityId, List<Sold>> sold,
            long fingerprint,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public PortfolioSold {
            fills = List.copyOf(fills);
            sold = Collections.unmodifiableSortedMap(new TreeMap<>(sold));
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** No collateral is left on any account in default; what it fetched is in their cash. */
    record CollateralSold(List<Acknowledgement> acknowledged) implements EpisodeEvent {
        public CollateralSold {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** The loss is fixed, for ever. */
    record LossFixed(Loss loss, List<Acknowledgement> acknowledged) implements EpisodeEvent {
        public LossFixed {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** The house has given the turn to draw. */
    record TurnTaken(
            SortedSet<EntityId> sources, SortedMap<InstrumentId, Long> closed, List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public TurnTaken {
            sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
            closed = Collections.unmodifiableSortedMap(new TreeMap<>(closed));
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * A layer is asked what it has; the holds have this event's number.
     *
     * @param residual what earlier layers have left
     * @param caps by account, the most that it is asked for
     */
    record LayerAsked(Layer layer, Money residual, SortedMap<EntityId, Money> caps, List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public LayerAsked {
            caps = Collections.unmodifiableSortedMap(new TreeMap<>(caps));
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * A layer is drawn, once and for all.
     *
     * @param own by account in default, what was there of its own; empty for all layers but the first
     * @param lacks by account in default, what its inventory lacks after it
     */
    record LayerDrawn(
            LayerRecord record,
            SortedMap<EntityId, Money> own,
            SortedMap<EntityId, Money> lacks,
            List<Entry> entries,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public LayerDrawn {
            own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
            lacks = Collections.unmodifiableSortedMap(new TreeMap<>(lacks));
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** An instrument is to be stopped at every other source; the stop has this event's number. */
    record InstrumentStopped(Layer layer, InstrumentId instrument, List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public InstrumentStopped {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * Every source is drained, and this episode too.
     *
     * @param fingerprint what all accounts together must show
     */
    record InstrumentFrozen(InstrumentId instrument, long fingerprint, List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public InstrumentFrozen {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * The nodes' sum is equal to that of the sources; these are to close lots, and are asked for a hold of them and of the
     * money, with this event's number.
     *
     * @param available the sum of what they could give of their parts
     */
    record VictimsChosen(
            InstrumentId instrument,
            long round,
            List<Victim> victims,
            Money available,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public VictimsChosen {
            victims = List.copyOf(victims);
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * What was held is closed at the frozen mark, with the money beside it. What was refused is for the next round.
     *
     * @param victims as they granted it
     * @param available the sum of what they could give of their parts
     * @param lacks by account in default, what its inventory lacks after it
     */
    record LotsClosed(
            InstrumentId instrument,
            long round,
            List<Victim> victims,
            Money available,
            SortedMap<EntityId, Money> lacks,
            List<Entry> entries,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public LotsClosed {
            victims = List.copyOf(victims);
            lacks = Collections.unmodifiableSortedMap(new TreeMap<>(lacks));
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * The house itself takes lots at the frozen mark, and nobody gives anything: the instrument has had its final
     * settlement, or nobody else is left on the other side.
     *
     * @param takers accounts of the house's own with the lots that they take, on the side of the inventories
     */
    record LotsAbsorbed(
            InstrumentId instrument,
            long round,
            SortedMap<EntityId, Lots> takers,
            List<Entry> entries,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public LotsAbsorbed {
            takers = Collections.unmodifiableSortedMap(new TreeMap<>(takers));
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** The house has levied what is still lacking. */
    record AssessmentsLevied(
            int round,
            Money residual,
            SortedMap<String, Money> shares,
            SortedMap<String, Money> limits,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public AssessmentsLevied {
            shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
            limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** Nobody owes anything of this levy any more; the house has booked what was paid. */
    record AssessmentsSettled(
            int round,
            SortedMap<String, Money> paid,
            SortedMap<String, Money> unpaid,
            SortedMap<EntityId, Money> lacks,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public AssessmentsSettled {
            paid = Collections.unmodifiableSortedMap(new TreeMap<>(paid));
            unpaid = Collections.unmodifiableSortedMap(new TreeMap<>(unpaid));
            lacks = Collections.unmodifiableSortedMap(new TreeMap<>(lacks));
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** The next episode may draw. */
    record TurnReleased(List<Acknowledgement> acknowledged) implements EpisodeEvent {
        public TurnReleased {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /**
     * All layers are drawn: what is left is uncovered, what is over goes back. What is left on the member's house account
     * is asked for as a hold with this event's number.
     *
     * @param estateOf that account, absent for a pool
     */
    record Concluded(
            Money uncovered,
            SortedMap<EntityId, Money> surplus,
            Optional<EntityId> estateOf,
            List<Entry> entries,
            List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public Concluded {
            surplus = Collections.unmodifiableSortedMap(new TreeMap<>(surplus));
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** What was left on the member's house account is its estate. */
    record EstateSettled(Money estate, List<Entry> entries, List<Acknowledgement> acknowledged)
            implements EpisodeEvent {
        public EstateSettled {
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** The house knows that it is over. */
    record Closed(List<Acknowledgement> acknowledged) implements EpisodeEvent {
        public Closed {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** Another episode's stop is placed: the instrument is left alone from the next event on. */
    record StopPlaced(StopMessage.PlaceStop stop, List<Acknowledgement> acknowledged) implements EpisodeEvent {
        public StopPlaced {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** Another episode's stop stands no longer. */
    record StopLifted(StopMessage.LiftStop stop, List<Acknowledgement> acknowledged) implements EpisodeEvent {
        public StopLifted {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** Acknowledgements that found no other event to ride in. */
    record AcknowledgementsNoted(List<Acknowledgement> acknowledged) implements EpisodeEvent {
        public AcknowledgementsNoted {
            acknowledged = List.copyOf(acknowledged);
        }
    }
}
