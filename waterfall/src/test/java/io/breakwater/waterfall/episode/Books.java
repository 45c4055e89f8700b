package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the accounts of a scripted world have after what was delivered: cash, and lots with their cost. */
final class Books {

    final SortedMap<EntityId, Money> cash = new TreeMap<>();
    final SortedMap<EntityId, SortedMap<InstrumentId, Holding>> lots = new TreeMap<>();

    /** Of what the episode posted; nobody else's lots are counted. */
    private Fingerprint posted = Fingerprint.NONE;

    /** What one lot was worth at the final settlement of its instrument. */
    private final SortedMap<InstrumentId, Money> retired = new TreeMap<>();

    long fingerprint(InstrumentId instrument) {
        return posted.of(instrument);
    }

    void book(FingerprintKey key, Posting posting) {
        for (Leg leg : posting.legs()) {
            if (leg instanceof Leg.MoneyLeg money) {
                pay(posting.account(), money.amount());
            } else if (leg instanceof Leg.LotsLeg booked) {
                book(posting.account(), booked);
                posted = posted.with(key, booked.instrument(), posting.account(), booked.lots());
            }
        }
    }

    void pay(EntityId account, Money amount) {
        cash.merge(account, amount, Money::plus);
    }

    /** Retires the lots of every account, as accounts do it: without an entry. */
    void retire(FingerprintKey key, InstrumentId instrument, Money perLot) {
        retired.put(instrument, perLot);
        lots.forEach((account, held) -> {
            Holding had = held.remove(instrument);
            if (had != null) {
                pay(account, perLot.times(had.lots().count()).minus(had.cost()));
                posted = posted.with(key, instrument, account, had.lots().negated());
            }
        });
    }

    void book(EntityId account, Leg.LotsLeg leg) {
        Money perLot = retired.get(leg.instrument());
        if (perLot != null) {
            pay(account, perLot.times(leg.lots().count()).minus(leg.cost()));
            return;
        }
        lots.computeIfAbsent(account, none -> new TreeMap<>())
                .merge(
                        leg.instrument(),
                        new Holding(leg.lots(), leg.cost()),
                        (was, more) -> new Holding(
                                was.lots().plus(more.lots()), was.cost().plus(more.cost())));
    }

    Money balance(EntityId account, Currency currency) {
        return cash.getOrDefault(account, currency.zero());
    }

    Lots lots(EntityId account, InstrumentId instrument) {
        Holding held = held(account).get(instrument);
        return held == null ? Lots.NONE : held.lots();
    }

    boolean isFlat(EntityId account) {
        return held(account).values().stream().allMatch(each -> each.lots().isFlat());
    }

    /** What a flat account has once the cost of its lots has become cash. */
    Money converted(EntityId account, Currency currency) {
        Money cost = held(account).values().stream().map(Holding::cost).reduce(currency.zero(), Money::plus);
        return balance(account, currency).minus(cost);
    }

    Money all(Currency currency) {
        return cash.values().stream().reduce(currency.zero(), Money::plus);
    }

    private Map<InstrumentId, Holding> held(EntityId account) {
        return lots.getOrDefault(account, new TreeMap<>());
    }
}
