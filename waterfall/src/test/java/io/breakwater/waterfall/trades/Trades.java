package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Instruments, accounts and trades between them. */
final class Trades {

    static final Currency USD = Currency.of("USD", 2);
    /** One tick of 0.01 on 1,000 barrels is 10 USD. */
    static final Instrument OIL = instrument("OIL", "0.01", "1000");

    static final Instrument GAS = instrument("GAS", "0.001", "10000");
    static final Instrument OLD = instrument("OLD", "0.01", "1000");

    private Trades() {}

    private static Instrument instrument(String id, String tick, String multiplier) {
        return Instrument.of(InstrumentId.of(id), USD, tick, multiplier, PriceBand.ofTicks(1_000));
    }

    static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }

    static List<EntityId> accounts() {
        return List.of(account("A0"), account("A1"), account("A2"), account("A3"), account("A4"));
    }

    /** OIL and GAS trade, OLD is finally settled; accounts A0 to A4 of members ALFA and BRAVO, one inventory. */
    static TradingView view() {
        SortedMap<InstrumentId, TradeTerms> instruments = new TreeMap<>();
        instruments.put(OIL.id(), TradeTerms.of(OIL));
        instruments.put(GAS.id(), new TradeTerms(GAS, 7, false));
        instruments.put(OLD.id(), new TradeTerms(OLD, 0, true));
        SortedMap<EntityId, TradeParty> accounts = new TreeMap<>();
        int number = 0;
        for (EntityId account : accounts()) {
            String member = number++ % 2 == 0 ? "ALFA" : "BRAVO";
            accounts.put(account, new TradeParty(member, AccountKind.CLIENT));
        }
        accounts.put(account("inventory:1:A9"), new TradeParty("ALFA", AccountKind.INVENTORY));
        return new TradingView(instruments, accounts);
    }

    /** Three lots of oil at 20.00 from A1 to A0. */
    static Trade trade(String id) {
        return new Trade(id, OIL.id(), account("A0"), account("A1"), 3, "20.00");
    }
}
