package io.breakwater.node.audit;

import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.Loss;
import io.breakwater.waterfall.episode.Portfolio;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one episode's inventories came to, added up from the entries by which they took over and netted and from what the
 * auctions sold; equity = uncollected cash + lots x mark - cost, and a loss is minus that.
 */
final class InventoryTally {

    private static final String KEY = "inventory:";

    private final SortedMap<EntityId, EntityId> inDefault = new TreeMap<>();
    private final SortedMap<EntityId, Money> uncollected = new TreeMap<>();
    private final SortedMap<EntityId, SortedMap<InstrumentId, Lot>> lots = new TreeMap<>();
    private final SortedMap<InstrumentId, Portfolio> offered = new TreeMap<>();

    private record Lot(long count, Money cost) {
        Lot and(Lot more) {
            return new Lot(Math.addExact(count, more.count), cost.plus(more.cost));
        }
    }

    /** True for the account of an inventory. */
    static boolean isInventory(EntityId account) {
        return account.key().startsWith(KEY);
    }

    /** The episode whose inventory this is. */
    static long episode(EntityId inventory) {
        String rest = inventory.key().substring(KEY.length());
        return Long.parseLong(rest.substring(0, rest.indexOf(':')));
    }

    void event(EpisodeEvent event) {
        if (event instanceof EpisodeEvent.TakenOver taken) {
            inDefault.put(taken.inventory(), taken.account());
            uncollected.put(taken.inventory(), taken.uncollected().currency().zero());
            taken.entries().forEach(this::booked);
        } else if (event instanceof EpisodeEvent.Offered offer) {
            offered.putAll(offer.portfolios());
            offer.entries().forEach(this::booked);
        } else if (event instanceof EpisodeEvent.PortfolioSold sold) {
            Portfolio portfolio = offered.get(sold.instrument());
            if (portfolio != null) {
                sold.sold().forEach((inventory, parts) -> parts.forEach(part -> sold(portfolio, inventory, part)));
            }
        }
    }

    /** What is not as it was fixed. */
    List<String> differences(Loss fixed) {
        List<String> wrong = new ArrayList<>();
        inDefault.forEach((inventory, account) -> {
            Money equity = equity(inventory, fixed, wrong);
            Money zero = equity.currency().zero();
            Money lost = equity.negated().max(zero);
            Money said = Optional.ofNullable(fixed.losses().get(account)).orElse(zero);
            if (!said.equals(lost)) {
                wrong.add("the loss of " + account + " is fixed at " + said + ", its inventory makes it " + lost);
            }
            Money over = Optional.ofNullable(fixed.surplus().get(account)).orElse(zero);
            if (!over.equals(equity.max(zero))) {
                wrong.add("the surplus of " + account + " is fixed at " + over + ", its inventory makes it " + equity);
            }
        });
        if (!fixed.losses().keySet().equals(new java.util.TreeSet<>(inDefault.values()))) {
            wrong.add("losses of " + fixed.losses().keySet() + " are fixed, taken over were " + inDefault.values());
        }
        unsold().forEach((instrument, count) -> {
            long said = Optional.ofNullable(fixed.unsold().get(instrument))
                    .map(Loss.Unsold::lots)
                    .orElse(0L);
            if (said != count) {
                wrong.add(said + " lots of " + instrument + " are said to be unsold, it is " + count);
            }
        });
        return wrong;
    }

    private SortedMap<InstrumentId, Long> unsold() {
        SortedMap<InstrumentId, Long> sums = new TreeMap<>();
        lots.values()
                .forEach(
                        held -> held.forEach((instrument, lot) -> sums.merge(instrument, lot.count(), Math::addExact)));
        return sums;
    }

    private Money equity(EntityId inventory, Loss fixed, List<String> wrong) {
        Money equity = Optional.ofNullable(uncollected.get(inventory)).orElseThrow();
        for (var row : lots.getOrDefault(inventory, new TreeMap<>()).entrySet()) {
            equity = equity.minus(row.getValue().cost());
            if (row.getValue().count() != 0) {
                Optional<Mark> mark = fixed.frozen().mark(row.getKey());
                Loss.Unsold unsold = fixed.unsold().get(row.getKey());
                if (mark.isEmpty() || unsold == null) {
                    wrong.add(row.getKey() + " is unsold and has no mark");
                } else {
                    equity = equity.plus(
                            value(unsold.instrument(), row.getValue().count(), mark.get()));
                }
            }
        }
        return equity;
    }

    private void booked(Entry entry) {
        for (Posting posting : entry.postings()) {
            if (isInventory(posting.account())) {
                posting.legs().forEach(leg -> booked(posting.account(), leg));
            }
        }
    }

    private void booked(EntityId inventory, Leg leg) {
        if (leg instanceof Leg.MoneyLeg money) {
            uncollected.merge(inventory, money.amount(), Money::plus);
        } else if (leg instanceof Leg.LotsLeg moved) {
            add(inventory, moved.instrument(), new Lot(moved.lots().count(), moved.cost()));
        }
    }

    private void sold(Portfolio portfolio, EntityId inventory, Sold part) {
        Mark at = new Mark(part.price(), portfolio.mark().fundingIndex());
        long count = part.lots().count();
        add(inventory, portfolio.instrument().id(), new Lot(count, value(portfolio.instrument(), count, at)));
    }

    private void add(EntityId inventory, InstrumentId instrument, Lot lot) {
        lots.computeIfAbsent(inventory, first -> new TreeMap<>()).merge(instrument, lot, Lot::and);
    }

    /** lots x (ticks x tick value - funding index). */
    private static Money value(Instrument instrument, long lots, Mark mark) {
        long perLot = Math.subtractExact(
                Math.multiplyExact(mark.price().ticks(), instrument.tickValue()), mark.fundingIndex());
        return instrument.currency().minor(Math.multiplyExact(perLot, lots));
    }
}
