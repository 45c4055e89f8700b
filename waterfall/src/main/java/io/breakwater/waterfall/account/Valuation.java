package io.breakwater.waterfall.account;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralHolding;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.margin.RequirementPart;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an account has and what it must have, at one snapshot and in one currency. Instruments and assets of another
 * currency count nothing.
 */
record Valuation(AccountFigures figures, Requirement requirement) {

    /** The instruments with lots, or with room held for some, of which the facts know nothing. */
    static SortedSet<InstrumentId> unpriced(Account account, RiskFacts facts) {
        SortedSet<InstrumentId> missing = new TreeSet<>();
        for (InstrumentId instrument : exposed(account)) {
            if (facts.find(instrument).isEmpty()) {
                missing.add(instrument);
            }
        }
        return missing;
    }

    /** The figures of an account; every instrument it is exposed to must be priced. */
    static Valuation of(Account account, Currency currency, RiskFacts facts) {
        Money value = currency.zero();
        List<RequirementPart> parts = new ArrayList<>();
        for (InstrumentId id : exposed(account)) {
            RiskFacts.Quoted quoted = facts.find(id).orElseThrow();
            Instrument instrument = quoted.listing().instrument();
            if (instrument.currency().equals(currency)) {
                Position position = account.position(id, currency);
                value = value.plus(position.value(instrument, quoted.mark()));
                Lots worst = worst(account, id, position.lots());
                parts.add(quoted.listing()
                        .margin()
                        .requirement(
                                instrument, worst, quoted.mark(), facts.at().date()));
            }
        }
        AccountFigures figures = new AccountFigures(
                account.cash(currency),
                currency.zero(),
                collateral(account, currency, facts.collateral()),
                held(account, currency),
                value);
        return new Valuation(figures, Requirement.of(currency, parts));
    }

    /** What units of an asset count for; what was never lodged counts nothing. */
    static Money worth(CollateralTerms terms, long units) {
        return terms.valueOf(new CollateralHolding(terms.asset(), Math.max(0, units)));
    }

    /** The money set aside in a currency. */
    static Money held(Account account, Currency currency) {
        Money sum = currency.zero();
        for (Hold hold : account.holds().live().values()) {
            for (Reserved reserved : hold.reserved()) {
                if (reserved instanceof Reserved.MoneyHeld money
                        && money.amount().currency().equals(currency)) {
                    sum = sum.plus(money.amount());
                }
            }
        }
        return sum;
    }

    private static Money collateral(Account account, Currency currency, Map<AssetId, CollateralTerms> known) {
        Money sum = currency.zero();
        for (Map.Entry<AssetId, Long> row : account.collateral().entrySet()) {
            Optional<CollateralTerms> terms = Optional.ofNullable(known.get(row.getKey()))
                    .filter(each -> each.unitValue().currency().equals(currency));
            sum = terms.map(each -> worth(each, row.getValue())).map(sum::plus).orElse(sum);
        }
        return sum;
    }

    /** The lots of the larger size that the position can have once every hold of room is used, or none. */
    static Lots worst(Account account, InstrumentId instrument, Lots own) {
        Lots longest = own;
        Lots shortest = own;
        for (Hold hold : account.holds().live().values()) {
            for (Reserved reserved : hold.reserved()) {
                if (reserved instanceof Reserved.RoomHeld room
                        && room.instrument().equals(instrument)) {
                    longest = room.lots().isLong() ? longest.plus(room.lots()) : longest;
                    shortest = room.lots().isShort() ? shortest.plus(room.lots()) : shortest;
                }
            }
        }
        Lots larger = longest.size() >= shortest.size() ? longest : shortest;
        return own.size() >= larger.size() ? own : larger;
    }

    private static SortedSet<InstrumentId> exposed(Account account) {
        SortedSet<InstrumentId> exposed = new TreeSet<>();
        account.positions().forEach((id, position) -> {
            if (!position.lots().isFlat()) {
                exposed.add(id);
            }
        });
        for (Hold hold : account.holds().live().values()) {
            for (Reserved reserved : hold.reserved()) {
                if (reserved instanceof Reserved.RoomHeld room) {
                    exposed.add(room.instrument());
                }
            }
        }
        return exposed;
    }
}
