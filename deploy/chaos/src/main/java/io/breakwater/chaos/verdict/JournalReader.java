package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Contents;
import io.breakwater.chaos.verdict.Effect.Kind;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.auction.AuctionEvent;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bidding.BidChange;
import io.breakwater.waterfall.desk.DeskEvent;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.price.PriceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.trades.TradesEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads of events what requests have brought about and what accounts have gone through. */
final class JournalReader {

    private static final String LOTS_CLOSED = "lots closed";
    private static final String ASSESSMENTS_LEVIED = "assessments levied";

    private final List<Effect> effects = new ArrayList<>();
    private final List<AccountStep> steps = new ArrayList<>();
    private final SortedMap<String, Long> layers = new TreeMap<>();
    private long declared;
    private long closed;

    JournalFacts facts() {
        return new JournalFacts(effects, steps, declared, closed, layers);
    }

    /** An event, in the order of its entity's numbers. */
    void event(EntityId entity, long number, Object event) {
        if (event instanceof AccountEvent account) {
            account(entity, number, account);
        } else if (event instanceof BankEvent.LinesRecorded recorded) {
            lines(entity, number, recorded);
        } else if (event instanceof TradesEvent.TradesRegistered registered) {
            batch(entity, number, registered);
        } else if (event instanceof PriceEvent.Judged judged) {
            String key = RequestKeys.ofPublication(judged.source(), judged.sequence());
            add(entity, number, Kind.PUBLICATION, key, Map.of());
        } else if (event instanceof PayoutsEvent payouts) {
            payouts(entity, number, payouts);
        } else if (event instanceof DeskEvent.BidChanged changed) {
            bid(entity, number, changed.change());
        } else if (event instanceof AuctionEvent.BidChanged changed) {
            bid(entity, number, changed.change());
        } else if (event instanceof HouseEvent.PaymentPromised promised) {
            String key =
                    RequestKeys.ofId(RequestKeys.SOME_MEMBER, promised.request().value());
            add(entity, number, Kind.PAYMENT, key, Map.of());
        } else if (event instanceof EpisodeEvent.Declared) {
            declared++;
        } else if (event instanceof EpisodeEvent.Closed) {
            closed++;
        } else if (event instanceof EpisodeEvent.LayerDrawn drawn) {
            if (drawn.record().drawn().isPositive()) {
                layers.merge(drawn.record().layer().name(), 1L, Long::sum);
            }
        } else if (event instanceof EpisodeEvent.LotsClosed) {
            layers.merge(LOTS_CLOSED, 1L, Long::sum);
        } else if (event instanceof EpisodeEvent.AssessmentsLevied) {
            layers.merge(ASSESSMENTS_LEVIED, 1L, Long::sum);
        }
    }

    private void account(EntityId entity, long number, AccountEvent event) {
        if (event instanceof AccountEvent.Posted posted) {
            SortedMap<String, Long> applied = new TreeMap<>();
            posted.received()
                    .forEach(from ->
                            applied.put(from.source().toString(), from.mark().number()));
            steps.add(new AccountStep(entity.key(), number, cash(posted.cash().values()), applied));
            return;
        }
        if (event instanceof AccountEvent.CallAcknowledged acknowledged) {
            String key = RequestKeys.ofId(
                    acknowledged.principal(), acknowledged.request().value());
            String content =
                    Contents.acknowledgement(entity.key(), acknowledged.call().number());
            add(entity, number, Kind.ACKNOWLEDGEMENT, key, Map.of(Effect.CONTENT, content));
        } else if (event instanceof AccountEvent.RequestVoided voided) {
            voided(entity, number, voided.principal(), voided.id().value());
        }
        OptionalLong cash =
                event instanceof AccountEvent.Judged judged ? cash(judged.cash().values()) : OptionalLong.empty();
        steps.add(new AccountStep(entity.key(), number, cash, new TreeMap<>()));
    }

    private static OptionalLong cash(Collection<Money> moved) {
        return moved.stream().mapToLong(Money::minorUnits).findFirst();
    }

    private void lines(EntityId entity, long number, BankEvent.LinesRecorded recorded) {
        long line = recorded.firstLine();
        for (StatementLine each : recorded.lines()) {
            String key = RequestKeys.ofLine(entity.toString(), line);
            add(entity, number, Kind.LINE, key, Map.of(Effect.CONTENT, content(each)));
            line++;
        }
    }

    private static String content(StatementLine line) {
        if (line instanceof StatementLine.Deposit deposit) {
            return Contents.deposit(deposit.account().key(), deposit.amount().minorUnits());
        }
        if (line instanceof StatementLine.PayoutPaid paid) {
            return Contents.paid(paid.payout().toString(), paid.amount().minorUnits());
        }
        if (line instanceof StatementLine.PayoutFailed failed) {
            return Contents.failed(failed.payout().toString(), failed.amount().minorUnits());
        }
        if (line instanceof StatementLine.CollateralLodged lodged) {
            return Contents.lodged(lodged.account().key(), lodged.asset().value(), lodged.units());
        }
        if (line instanceof StatementLine.CollateralSold sold) {
            return Contents.sold(
                    sold.account().key(),
                    sold.asset().value(),
                    sold.units(),
                    sold.proceeds().minorUnits());
        }
        throw new IllegalStateException("a line of no kind: " + line);
    }

    private void batch(EntityId entity, long number, TradesEvent.TradesRegistered registered) {
        SortedMap<String, String> trades = new TreeMap<>();
        registered.entries().forEach(entry -> trades.put(Effect.TRADE + tradeOf(entry), novated(entry)));
        registered
                .refused()
                .forEach(refused -> trades.put(
                        Effect.TRADE + refused.trade().id(), refused.reason().name()));
        add(entity, number, Kind.BATCH, RequestKeys.ofBatch(entity.toString(), registered.sequence()), trades);
    }

    private static String tradeOf(Entry entry) {
        return entry.id().substring(entry.id().indexOf(':') + 1);
    }

    private static String novated(Entry entry) {
        Posting buyer = entry.postings().get(0);
        Posting seller = entry.postings().get(1);
        Leg.LotsLeg bought = (Leg.LotsLeg) buyer.legs().get(0);
        return Contents.trade(
                bought.instrument().value(),
                buyer.account().key(),
                seller.account().key(),
                bought.lots().count());
    }

    private void payouts(EntityId entity, long number, PayoutsEvent event) {
        if (event instanceof PayoutsEvent.Requested requested) {
            String key =
                    RequestKeys.ofId(requested.principal(), requested.request().value());
            String content = Contents.withdrawal(
                    requested.account().key(), requested.amount().minorUnits());
            add(entity, number, Kind.WITHDRAWAL, key, Map.of(Effect.CONTENT, content));
        } else if (event instanceof PayoutsEvent.RequestVoided voided) {
            voided(entity, number, voided.principal(), voided.request().value());
        }
    }

    private void bid(EntityId entity, long number, BidChange change) {
        if (change instanceof BidChange.Registered bid) {
            String key = RequestKeys.ofId(bid.principal(), bid.request().value());
            String content = Contents.bid(
                    bid.account().key(), bid.instrument().value(), bid.lots().count());
            add(entity, number, Kind.BID, key, Map.of(Effect.CONTENT, content));
        } else if (change instanceof BidChange.Withdrawn bid) {
            String key = RequestKeys.ofId(bid.principal(), bid.request().value());
            add(entity, number, Kind.BID_WITHDRAWAL, key, Map.of(Effect.CONTENT, Contents.bidWithdrawal(bid.bid())));
        } else if (change instanceof BidChange.RequestVoided voided) {
            voided(entity, number, voided.principal(), voided.request().value());
        }
    }

    private void voided(EntityId entity, long number, String principal, String request) {
        add(entity, number, Kind.VOID, RequestKeys.ofId(principal, request), Map.of());
    }

    private void add(EntityId entity, long number, Kind kind, String key, Map<String, String> details) {
        effects.add(new Effect(entity.toString(), number, kind, key, new TreeMap<>(details)));
    }
}
