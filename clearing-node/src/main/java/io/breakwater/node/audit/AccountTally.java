package io.breakwater.node.audit;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.process.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One account twice: what its legs, conversions and settlements add up to, and what its events state as the figures after
 * them. Each event that moves anything answers where the two differ.
 */
final class AccountTally {

    private final SortedMap<Currency, Money> cash = new TreeMap<>();
    private final SortedMap<AssetId, Long> units = new TreeMap<>();
    private final SortedMap<InstrumentId, Holding> holdings = new TreeMap<>();
    private final SortedMap<Currency, Money> statedCash = new TreeMap<>();
    private final SortedMap<AssetId, Long> statedUnits = new TreeMap<>();
    private final SortedMap<InstrumentId, Position> statedPositions = new TreeMap<>();

    /** Adds up postings; what differs from the figures that the event states. */
    List<String> posted(AccountEvent.Posted event) {
        SortedMap<InstrumentId, Money> converted = new TreeMap<>();
        for (AccountEvent.FromSource from : event.received()) {
            for (var delivery : from.deliveries()) {
                for (var booking : delivery.bookings()) {
                    booking.posting().legs().forEach(leg -> book(leg, converted));
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        conversions(converted, event.conversions(), wrong);
        stated(event.cash(), event.collateral(), event.positions());
        differences(wrong);
        return wrong;
    }

    /** Adds up settlements; what differs from the figures that the event states. */
    List<String> judged(AccountEvent.Judged event) {
        List<String> wrong = new ArrayList<>();
        for (AccountEvent.Settled settled : event.settled()) {
            Currency currency = settled.variation().currency();
            Holding holding = holdings.computeIfAbsent(settled.instrument(), first -> new Holding(currency));
            if (settled.lots().count() != holding.lots()
                    || !settled.costBefore().equals(holding.cost())) {
                wrong.add("settles " + settled.lots().count() + " lots of " + settled.instrument() + " that cost "
                        + settled.costBefore() + ", the legs make it " + holding.lots() + " and " + holding.cost());
            }
            addCash(settled.variation());
            holding.settle(settled, retiredAt(event, settled.instrument()));
        }
        stated(event.cash(), new TreeMap<>(), event.positions());
        differences(wrong);
        return wrong;
    }

    /** The settlement of this instrument that was applied last; 0 before the first. */
    long settledNumber(InstrumentId instrument) {
        return Optional.ofNullable(holdings.get(instrument))
                .map(Holding::settledNumber)
                .orElse(0L);
    }

    /** What differs from the state that the node's own rules fold from the events. */
    List<String> differences(Account folded) {
        List<String> wrong = new ArrayList<>();
        differ("cash", cash, folded.cash(), wrong);
        differ("units", units, folded.collateral(), wrong);
        holdings.forEach((instrument, holding) -> {
            Position position = folded.positions().find(instrument).orElseGet(() -> none(holding));
            String difference = holding.difference(instrument, position);
            if (!difference.isEmpty()) {
                wrong.add(difference);
            }
        });
        return wrong;
    }

    /** What the events state in the end. */
    AccountClosing closing(EntityId account) {
        SortedMap<InstrumentId, AccountClosing.Book> books = new TreeMap<>();
        statedPositions.forEach((instrument, stated) -> {
            Holding holding = holdings.computeIfAbsent(
                    instrument, first -> new Holding(stated.cost().currency()));
            books.put(instrument, holding.closing(stated));
        });
        return new AccountClosing(account, statedCash, statedUnits, books);
    }

    private void book(Leg leg, SortedMap<InstrumentId, Money> converted) {
        if (leg instanceof Leg.MoneyLeg money) {
            addCash(money.amount());
        } else if (leg instanceof Leg.AssetLeg asset) {
            units.merge(asset.asset(), asset.units(), Math::addExact);
        } else if (leg instanceof Leg.LotsLeg lots) {
            Currency currency = lots.cost().currency();
            Money turned = holdings.computeIfAbsent(lots.instrument(), first -> new Holding(currency))
                    .book(lots);
            if (!turned.isZero()) {
                converted.merge(lots.instrument(), turned, Money::plus);
                addCash(turned);
            }
        }
    }

    private void addCash(Money amount) {
        cash.merge(amount.currency(), amount, Money::plus);
    }

    private void stated(
            Map<Currency, Money> cashAfter, Map<AssetId, Long> unitsAfter, Map<InstrumentId, Position> positionsAfter) {
        statedCash.putAll(cashAfter);
        statedUnits.putAll(unitsAfter);
        statedPositions.putAll(positionsAfter);
    }

    private static void conversions(
            SortedMap<InstrumentId, Money> computed, SortedMap<InstrumentId, Money> stated, List<String> wrong) {
        SortedMap<InstrumentId, Money> all = new TreeMap<>(computed);
        stated.forEach((instrument, amount) -> all.merge(instrument, amount.negated(), Money::plus));
        all.forEach((instrument, difference) -> {
            if (!difference.isZero()) {
                wrong.add("turns " + Optional.ofNullable(stated.get(instrument)).orElseGet(() -> zero(difference))
                        + " of the cost of " + instrument + " into cash, " + difference.negated() + " too much");
            }
        });
    }

    private void differences(List<String> wrong) {
        differ("cash", cash, statedCash, wrong);
        differ("units", units, statedUnits, wrong);
        holdings.forEach((instrument, holding) -> {
            Position stated =
                    Optional.ofNullable(statedPositions.get(instrument)).orElseGet(() -> none(holding));
            String difference = holding.difference(instrument, stated);
            if (!difference.isEmpty()) {
                wrong.add(difference);
            }
        });
    }

    /** Rows of zero are as good as none. */
    private static <K extends Comparable<? super K>, V> void differ(
            String what, SortedMap<K, V> computed, Map<K, V> stated, List<String> wrong) {
        computed.forEach((key, value) -> {
            @org.jspecify.annotations.Nullable V other = stated.get(key);
            if (!value.equals(other) && !(other == null && isNothing(value))) {
                wrong.add(what + " is " + value + ", not " + (other == null ? "nothing" : other));
            }
        });
        stated.forEach((key, value) -> {
            if (!computed.containsKey(key) && !isNothing(value)) {
                wrong.add(what + " is nothing, not " + value);
            }
        });
    }

    private static boolean isNothing(Object value) {
        return value instanceof Money money ? money.isZero() : value.equals(0L);
    }

    private static Money zero(Money amount) {
        return amount.currency().zero();
    }

    private static Position none(Holding holding) {
        return Position.none(holding.cost().currency());
    }

    private static Optional<Money> retiredAt(AccountEvent.Judged event, InstrumentId instrument) {
        return Optional.ofNullable(event.positions().get(instrument)).flatMap(Position::retiredAt);
    }
}
