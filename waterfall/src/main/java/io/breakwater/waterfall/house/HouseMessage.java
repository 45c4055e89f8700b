package io.breakwater.waterfall.house;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What accounts, episodes and the house say to each other. Whoever wants something repeats itself until it is answered;
 * what is answered is persisted first and true for ever.
 */
public sealed interface HouseMessage extends Message {

    /** The house of this clearing service. */
    EntityId MAIN = EntityId.of(EntityKind.HOUSE, "main");

    // ---- accounts

    /** The call of a member's own account expired unpaid. Repeated until an episode takes the account over. */
    record ReportUnmetCall(EntityId account, String member, long call, BusinessTime at) implements HouseMessage {}

    /** A client account has nothing left to sell and owes this: its member's debt. Repeated until taken. */
    record ReportDeficit(EntityId account, String member, long liquidation, Money amount, BusinessTime at)
            implements HouseMessage {}

    /** The debt is the member's. */
    record DeficitTaken(EntityId account, long liquidation) implements HouseMessage {}

    /**
     * A direct account's lots found no bid within its bankruptcy price, or it has no lots left and owes money. Repeated
     * until an episode takes the account over.
     *
     * @param snapshot the newest that the account has heard
     */
    record ReportUnsold(EntityId account, String member, long liquidation, BusinessTime at, long snapshot)
            implements HouseMessage {}

    /** Which episodes are closed? Asked by an account that remembers many. */
    record AskClosed(EntityId account) implements HouseMessage {}

    /** Every episode with a smaller number is closed, and acknowledged in full. True for ever. */
    record EpisodesClosed(long below) implements HouseMessage {}

    // ---- episodes: from declaration to frozen

    /** Begin. Repeated until confirmed. */
    record OpenEpisode(Declaration declaration) implements HouseMessage {}

    /** The episode has begun. */
    record EpisodeOpened(long episode) implements HouseMessage {}

    /** Is the subject frozen? Repeated. */
    record AskFrozen(long episode) implements HouseMessage {}

    /** Every source refuses the subject, and nothing of it is under way. */
    record SubjectFrozen(long episode) implements HouseMessage {}

    // ---- episodes: draws

    /** The loss is fixed; one episode draws at a time, in the order in which losses came. Repeated. */
    record AskTurn(long episode, Money loss) implements HouseMessage {}

    /**
     * It is this episode's turn. Until it gives it back no other episode draws or begins to write lots, and no source is
     * added.
     *
     * @param sources every source but this episode that may have written lots and may write them again
     * @param closed by instrument, the fingerprint of what closed episodes ever booked
     */
    record TurnGiven(long episode, SortedSet<EntityId> sources, SortedMap<InstrumentId, Long> closed)
            implements HouseMessage {
        public TurnGiven {
            sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
            closed = Collections.unmodifiableSortedMap(new TreeMap<>(closed));
        }
    }

    /**
     * Assess the survivors for this residual. Repeated.
     *
     * @param round 1 for the first levy of an episode, and one more for each re-spread
     * @param to by inventory, what it lacks; the sum is the residual
     */
    record Levy(long episode, int round, Money residual, SortedMap<EntityId, Money> to) implements HouseMessage {
        public Levy {
            to = Collections.unmodifiableSortedMap(new TreeMap<>(to));
        }
    }

    /**
     * The members owe these shares.
     *
     * @param limits by member, how far it could be assessed
     */
    record Levied(long episode, int round, SortedMap<String, Money> shares, SortedMap<String, Money> limits)
            implements HouseMessage {
        public Levied {
            shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
            limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
        }
    }

    /** The turn is given back. Repeated until confirmed. */
    record ReleaseTurn(long episode) implements HouseMessage {}

    /** It is. */
    record TurnReleased(long episode) implements HouseMessage {}

    /** What has become of the levy of this round? Repeated. */
    record AskObligations(long episode, int round) implements HouseMessage {}

    /**
     * Nobody owes anything of this round any more.
     *
     * @param paid by member; booked from its house account to the inventories
     * @param unpaid by member that is in default itself now
     * @param received by inventory, what was booked to it; the sum is that of what was paid
     */
    record ObligationsSettled(
            long episode,
            int round,
            SortedMap<String, Money> paid,
            SortedMap<String, Money> unpaid,
            SortedMap<EntityId, Money> received)
            implements HouseMessage {
        public ObligationsSettled {
            paid = Collections.unmodifiableSortedMap(new TreeMap<>(paid));
            unpaid = Collections.unmodifiableSortedMap(new TreeMap<>(unpaid));
            received = Collections.unmodifiableSortedMap(new TreeMap<>(received));
        }
    }

    // ---- episodes: the end

    /**
     * The episode is over and acknowledged in full. Repeated until confirmed.
     *
     * @param fingerprint by instrument, of all lots that it and its auctions ever booked
     */
    record CloseEpisode(long episode, SortedMap<InstrumentId, Long> fingerprint) implements HouseMessage {
        public CloseEpisode {
            fingerprint = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprint));
        }
    }

    /** The episode is closed. */
    record EpisodeClosed(long episode) implements HouseMessage {}
}
