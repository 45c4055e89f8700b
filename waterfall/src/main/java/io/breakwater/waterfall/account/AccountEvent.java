package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.CallAmounts;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Mark;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.receipts.Receipt;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an account persists. */
public sealed interface AccountEvent {

    /** The account after this event. */
    Account applyTo(Account account);

    /** The account is open. */
    record Opened(AccountTerms terms) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.opened(terms);
        }
    }

    /**
     * Postings of one or several sources were taken, each of them once.
     *
     * @param received what was taken, in the order in which it was applied
     * @param conversions what positions that became flat, or were retired, turned into cash, by instrument
     * @param cash settled cash after it, for the currencies that moved
     * @param collateral units lodged after it, for the assets that moved
     * @param positions the positions after it, for the instruments that moved
     * @param paid what counted on the open call; absent when nothing did
     */
    record Posted(
            List<FromSource> received,
            long closedBelow,
            SortedMap<InstrumentId, Money> conversions,
            SortedMap<Currency, Money> cash,
            SortedMap<AssetId, Long> collateral,
            SortedMap<InstrumentId, Position> positions,
            Optional<CallPaid> paid)
            implements AccountEvent {
        public Posted {
            received = List.copyOf(received);
            conversions = Collections.unmodifiableSortedMap(new TreeMap<>(conversions));
            cash = Collections.unmodifiableSortedMap(new TreeMap<>(cash));
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
            positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        }

        @Override
        public Account applyTo(Account account) {
            return account.posted(this);
        }
    }

    /** What one source sent, and the mark that stands after it. */
    record FromSource(EntityId source, List<Delivery> deliveries, Mark mark) {
        public FromSource {
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * A snapshot changed something: it settled positions, or moved the call, or both. Everything the decision was made
     * from stands beside it.
     *
     * @param settled the settlements applied, per instrument in their order
     * @param cash settled cash after them, for the currencies that moved
     * @param positions the positions after them, for the instruments that were settled
     * @param figures what the account had after them, at the snapshot's marks
     * @param requirement what it had to have, with its parts
     * @param uncollected what has been settled and not been answered for, after the call step
     */
    record Judged(
            long snapshot,
            BusinessTime at,
            List<Settled> settled,
            SortedMap<Currency, Money> cash,
            SortedMap<InstrumentId, Position> positions,
            AccountFigures figures,
            Requirement requirement,
            Optional<Uncollected> uncollected,
            CallChange change)
            implements AccountEvent {
        public Judged {
            settled = List.copyOf(settled);
            cash = Collections.unmodifiableSortedMap(new TreeMap<>(cash));
            positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        }

        @Override
        public Account applyTo(Account account) {
            return account.moved(cash, Collections.emptyMap(), positions)
                    .with(account.calls().after(this));
        }
    }

    /** One settlement of one position: {@code variation} = lots x settlement price - cost, moved from value to cash. */
    record Settled(InstrumentId instrument, Settlement settlement, Lots lots, Money costBefore, Money variation) {}

    /**
     * The member has confirmed what is asked for.
     *
     * @param digest of the request's payload, by which its repetition is recognised
     * @param number the number of this event, which the member was answered
     */
    record CallAcknowledged(
            MarginCall call, String principal, RequestId request, String digest, long number, Optional<Instant> keptAt)
            implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            Standing next =
                    account.standing() instanceof Standing.UnderCall open ? open.with(call) : account.standing();
            return account.with(next).with(principal, Receipt.answered(request, digest, answer(), keptAt));
        }

        AccountReply answer() {
            return new AccountReply.CallAcknowledged(call.number(), number);
        }
    }

    /**
     * The open call has later deadlines, because the house was not there.
     *
     * @param outages what was given back, each without what had been given back before
     * @param outagesTo outages before this moment have been asked for and given back
     */
    record CallExtended(MarginCall call, List<Outage> outages, Instant outagesTo) implements AccountEvent {
        public CallExtended {
            outages = List.copyOf(outages);
        }

        @Override
        public Account applyTo(Account account) {
            return account.standing() instanceof Standing.UnderCall open
                    ? account.with(new Standing.UnderCall(call, open.terms(), outagesTo))
                    : account;
        }
    }

    /**
     * The call is past its deadline with an unpaid part, and every bank has been asked. Final.
     *
     * @param deadline the deadline that passed
     * @param at house time when it expired
     * @param flushed by bank, the last number that it owed this account when it was asked; all of them are applied
     */
    record CallExpired(
            MarginCall call,
            CallAmounts unpaid,
            Instant deadline,
            HouseInstant at,
            SortedMap<EntityId, Long> flushed,
            CallPolicy.AfterExpiry after)
            implements AccountEvent {
        public CallExpired {
            flushed = Collections.unmodifiableSortedMap(new TreeMap<>(flushed));
        }

        @Override
        public Account applyTo(Account account) {
            return account.with(new Standing.Expired(call, after));
        }
    }

    /**
     * Something is set aside.
     *
     * @param snapshot the snapshot by which it was decided; 0 where none was needed
     * @param withdrawable what could have left before it
     */
    record HoldGranted(Hold hold, long snapshot, Money withdrawable) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.granted(hold, snapshot);
        }
    }

    /** Nothing is set aside under this number, for ever. */
    record HoldRefused(HoldId hold, HoldRefusal reason) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.refused(hold, reason.name());
        }
    }

    /** The source has given a hold back, granted or not. */
    record HoldReleased(HoldId hold) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.released(hold);
        }
    }

    /** Somebody was told that this request had not been applied, so it never will be. */
    record RequestVoided(String principal, RequestId id, Optional<Instant> keptAt) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.with(principal, Receipt.voided(id, keptAt));
        }
    }

    /**
     * A desk is to close lots, because a call expired or positions are closed out. Its number is that of this event; what
     * it was planned from stands beside it.
     *
     * @param liquidation the account's number for the liquidation under way
     * @param figures what the account had before it, at the snapshot's marks
     * @param requirement what it had to have
     * @param bids the bids that the desk told, best price first
     * @param feePerLot what it told that closing a lot costs
     */
    record OrderGiven(
            Order order,
            long liquidation,
            long snapshot,
            AccountFigures figures,
            Requirement requirement,
            List<DeskMessage.Level> bids,
            Money feePerLot)
            implements AccountEvent {
        public OrderGiven {
            bids = List.copyOf(bids);
        }

        @Override
        public Account applyTo(Account account) {
            CallBook calls = account.calls().judgedAt(snapshot);
            return account.with(calls.with(calls.liquidations().given(order)));
        }
    }

    /**
     * The order is filled as far as it will be, and every fill is applied.
     *
     * @param order the number of the event that gave it
     * @param filled as the account booked them: sold negative
     * @param entry the number of the desk's last entry for it, 0 when nothing was filled
     * @param fruitless the instruments for which nothing was found since anything was filled; empty when all were tried
     */
    record OrderClosed(
            EntityId desk, long order, Lots filled, boolean unfilled, long entry, SortedSet<InstrumentId> fruitless)
            implements AccountEvent {
        public OrderClosed {
            fruitless = Collections.unmodifiableSortedSet(new TreeSet<>(fruitless));
        }

        @Override
        public Account applyTo(Account account) {
            CallBook calls = account.calls();
            return account.with(calls.with(calls.liquidations().closed(unfilled, fruitless)));
        }
    }

    /** The desk has forgotten the order; whatever it was filled with is applied. */
    record OrderLapsed(EntityId desk, long order) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            CallBook calls = account.calls();
            return account.with(calls.with(calls.liquidations().lapsed()));
        }
    }

    /** Episodes below this number are closed; what the account remembered of them is forgotten. */
    record EpisodesForgotten(long closedBelow) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.closedBelow(closedBelow);
        }
    }

    /** The account has what it must have again, at this snapshot. What was settled on it counts as collected. */
    record LiquidationCured(long liquidation, long snapshot, AccountFigures figures, Requirement requirement)
            implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            CallBook calls = account.calls().judgedAt(snapshot);
            return account.with(
                    calls.liquidated(liquidation, new Standing.Good()).collected());
        }
    }

    /**
     * A client has no lots left and owes.
     *
     * @param amount minus its equity, positive
     */
    record FoundDeficient(long liquidation, long snapshot, AccountFigures figures, Money amount)
            implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            CallBook calls = account.calls().judgedAt(snapshot);
            Standing next = new Standing.Deficient(
                    liquidation, amount, false, calls.standing().lastCall());
            return account.with(calls.liquidated(liquidation, next));
        }
    }

    /** The house has confirmed that the debt is the member's. */
    record DeficitTaken(long liquidation) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.standing() instanceof Standing.Deficient open
                    ? account.with(new Standing.Deficient(open.liquidation(), open.amount(), true, open.lastCall()))
                    : account;
        }
    }

    /** Money has come, and the account owes nothing any more. What was settled on it counts as collected. */
    record DeficitCovered(long liquidation, long snapshot, AccountFigures figures) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.with(account.calls().judgedAt(snapshot).collected());
        }
    }

    /** Nobody took the lots at what the account could bear, or none are left and it owes: an episode has to take it over. */
    record LeftUnsold(long liquidation, long snapshot, AccountFigures figures) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            CallBook calls = account.calls().judgedAt(snapshot);
            return account.with(calls.liquidated(
                    liquidation,
                    new Standing.Unsold(liquidation, calls.standing().lastCall())));
        }
    }

    /**
     * An episode has taken the account over, for ever.
     *
     * @param positions every open position
     * @param cash settled cash in the account's currency
     * @param uncollected min(0, cash, what was settled since the last settlement that left no open call)
     * @param call the call that was open and is cancelled with this, or that had expired
     */
    record Surrendered(
            EntityId episode,
            SortedMap<InstrumentId, AccountReply.Surrendered.Holding> positions,
            SortedMap<AssetId, Long> collateral,
            Money cash,
            Money uncollected,
            Optional<MarginCall> call)
            implements AccountEvent {
        public Surrendered {
            positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
        }

        @Override
        public Account applyTo(Account account) {
            Standing next = new Standing.InDefault(episode, answer(account.self()), call);
            CallBook calls = account.calls();
            return account.with(calls.liquidated(calls.liquidations().ended(), next));
        }

        AccountReply.Surrendered answer(EntityId account) {
            return new AccountReply.Surrendered(account, episode, positions, collateral, cash, uncollected);
        }
    }
}
