package io.breakwater.node.risk;

import io.breakwater.node.risk.InstrumentColumn.Slot;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.risk.Facts;
import io.breakwater.waterfall.risk.RiskTerms;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of an account's positions and holds a sweep needs to know. */
final class Exposure {

    private Exposure() {}

    /** Every instrument that the account may have to settle or that counts in its requirement. */
    static SortedMap<InstrumentId, Slot> of(Account account, RiskTerms terms) {
        SortedMap<InstrumentId, Slot> slots = new TreeMap<>();
        for (InstrumentId instrument : Facts.instruments(account)) {
            slots.put(instrument, slot(account, instrument, terms));
        }
        return slots;
    }

    /** The money set aside in a currency, in minor units. */
    static double held(Account account, Optional<Currency> currency) {
        double sum = 0;
        for (Hold hold : account.holds().live().values()) {
            for (Reserved reserved : hold.reserved()) {
                if (reserved instanceof Reserved.MoneyHeld money
                        && currency.filter(money.amount().currency()::equals).isPresent()) {
                    sum += money.amount().minorUnits();
                }
            }
        }
        return sum;
    }

    private static Slot slot(Account account, InstrumentId instrument, RiskTerms terms) {
        Optional<Position> position = account.positions().find(instrument);
        long lots = position.map(each -> each.lots().count()).orElse(0L);
        boolean counts = terms.listing(instrument)
                .map(listing -> listing.instrument().currency())
                .equals(account.terms().map(AccountTerms::currency));
        boolean settles = position.filter(each -> each.retiredAt().isEmpty()).isPresent();
        return new Slot(
                counts ? lots : 0,
                counts ? position.map(each -> each.cost().minorUnits()).orElse(0L) : 0,
                counts ? margined(account, instrument, lots) : 0,
                lots != 0 || isRoomHeld(account, instrument),
                position.filter(Position::fresh).isPresent(),
                settles ? position.map(Position::settledNumber).orElse(0L) : Long.MAX_VALUE,
                0);
    }

    /** The largest size that the position can have once every hold of room is used, or none. */
    private static long margined(Account account, InstrumentId instrument, long lots) {
        long longest = lots;
        long shortest = lots;
        for (Hold hold : account.holds().live().values()) {
            for (Reserved reserved : hold.reserved()) {
                if (reserved instanceof Reserved.RoomHeld room
                        && room.instrument().equals(instrument)) {
                    longest += Math.max(0, room.lots().count());
                    shortest += Math.min(0, room.lots().count());
                }
            }
        }
        return Math.max(Math.abs(lots), Math.max(Math.abs(longest), Math.abs(shortest)));
    }

    private static boolean isRoomHeld(Account account, InstrumentId instrument) {
        return account.holds().live().values().stream()
                .flatMap(hold -> hold.reserved().stream())
                .anyMatch(each -> each instanceof Reserved.RoomHeld room
                        && room.instrument().equals(instrument));
    }
}
