package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.table.Table;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an account answers. */
public sealed interface AccountReply extends Message {

    /** The account is open on the terms asked for. */
    record Open() implements AccountReply {}

    /** Nothing was done. */
    record Refused(AccountRejection reason) implements AccountReply {}

    /**
     * The account as of its event {@code number}.
     *
     * @param call the call that it stands for; in good standing, the one whose liquidation was cured last
     * @param liquidations how many liquidations of it have ended
     */
    record View(
            long number,
            AccountTerms terms,
            Table<Currency, Money> cash,
            Table<AssetId, Long> collateral,
            Table<InstrumentId, Position> positions,
            List<Hold> holds,
            Standing standing,
            Optional<MarginCall> call,
            long liquidations,
            Optional<Margining> margining)
            implements AccountReply {
        public View {
            holds = List.copyOf(holds);
        }
    }

    /**
     * What an account has and must have now, at the marks of the last snapshot it was judged by.
     *
     * @param callBelow the level below which it is called
     * @param restoreTo the level to which a call restores it, and above which it may open, withdraw and bid
     * @param withdrawable what may leave now; nothing unless it is in good standing
     */
    record Margining(
            long snapshot,
            BusinessTime at,
            AccountFigures figures,
            Requirement requirement,
            Money callBelow,
            Money restoreTo,
            Money withdrawable) {

        /** cash + collateral after haircuts + value of the positions. */
        public Money equity() {
            return figures.equity();
        }

        /** How far free equity is above the restore-to level, never negative. */
        public Money excess() {
            return figures.excess(restoreTo);
        }

        /** How far free equity is below the restore-to level, never negative. */
        public Money shortfall() {
            return figures.shortfall(restoreTo);
        }
    }

    /**
     * What the account has as of its event {@code number}, open or not.
     *
     * @param uncollected what was settled since the last settlement that left it without an open call
     */
    record Balance(
            long number,
            Optional<AccountTerms> terms,
            Table<Currency, Money> cash,
            SortedMap<InstrumentId, Surrendered.Holding> positions,
            Optional<Money> uncollected)
            implements AccountReply {
        public Balance {
            positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        }
    }

    /**
     * How a hold would be decided, as of the account's event {@code number}. Nothing is set aside.
     *
     * @param refusal absent when it would be granted
     * @param snapshot by which that is so; 0 where none was needed
     * @param withdrawable what may leave now, and {@code withdrawableAfter} what could leave after it
     */
    record Weighed(
            long number, Optional<HoldRefusal> refusal, long snapshot, Money withdrawable, Money withdrawableAfter)
            implements AccountReply {}

    /**
     * What the account would have and have to have, as of its event {@code number}.
     *
     * @param judgement how a settlement at these marks would judge it
     * @param call what a call or a raise would ask for, and {@code callInCash} what of it could be met with cash only
     */
    record Estimate(long number, Margining now, Margining then, Judgement judgement, Money call, Money callInCash)
            implements AccountReply {}

    /** How an account would be judged. */
    enum Judgement {
        REST,
        CALL,
        RAISE,
        RELEASE,
        CLOSE_OUT,
        /** It has expired, is liquidated or in default. */
        NOT_JUDGED
    }

    /**
     * The account has been judged by this snapshot, now or before.
     *
     * @param number its last event
     */
    record Judged(long snapshot, long number) implements AccountReply {}

    /** A call would have to be issued or changed, and the node has no house time. The same snapshot may be sent again. */
    record NotJudged(long snapshot) implements AccountReply {}

    /** The account has not applied these settlements and was not told of them, by instrument from this number on. */
    record SettlementsMissing(EntityId account, SortedMap<InstrumentId, Long> from) implements AccountReply {
        public SettlementsMissing {
            from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
        }
    }

    /** The account is exposed to these instruments and was not told their prices. */
    record PricesMissing(EntityId account, SortedSet<InstrumentId> instruments) implements AccountReply {
        public PricesMissing {
            instruments = Collections.unmodifiableSortedSet(new TreeSet<>(instruments));
        }
    }

    /** A hint for who knows the prices: something cannot be decided until the account is judged by a fresh snapshot. */
    record NeedsJudging(EntityId account) implements AccountReply {}

    /**
     * The member has confirmed the call.
     *
     * @param number the account's event that holds it
     */
    record CallAcknowledged(long call, long number) implements AccountReply {}

    /**
     * The account is the episode's: what it had when it gave itself up. Persisted before it is said, and said alike for ever.
     *
     * @param uncollected min(0, cash, what was settled since the last settlement that left no open call)
     */
    record Surrendered(
            EntityId account,
            EntityId episode,
            SortedMap<InstrumentId, Holding> positions,
            SortedMap<AssetId, Long> collateral,
            Money cash,
            Money uncollected)
            implements AccountReply {
        public Surrendered {
            positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
        }

        /** The lots of one instrument, and what they cost. */
        public record Holding(Lots lots, Money cost) {}
    }

    /** What is on an account that an episode has taken over, as of its event {@code number}. */
    record Remainder(EntityId account, long number, Money cash, SortedMap<AssetId, Long> collateral)
            implements AccountReply {
        public Remainder {
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
        }
    }

    /** What became of a request, for ever true as of the account's event {@code number}. */
    record Status(Outcome outcome, long number) implements AccountReply {

        /** What became of a request. */
        public enum Outcome {
            /** It took effect, once. */
            COMMITTED,
            /** It had not arrived and is refused should it still arrive. */
            VOIDED,
            /** It is older than what the account remembers. */
            FORGOTTEN
        }
    }
}
