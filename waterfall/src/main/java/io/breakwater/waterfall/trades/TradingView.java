package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the edge looked up for a batch: the instruments and accounts that it names and that exist. What is here is true for
 * ever once true; what is missing was unknown at that moment, and the batch's answer keeps saying so.
 */
public record TradingView(SortedMap<InstrumentId, TradeTerms> instruments, SortedMap<EntityId, TradeParty> accounts) {

    public TradingView {
        instruments = Collections.unmodifiableSortedMap(new TreeMap<>(instruments));
        accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    }

    Optional<TradeTerms> find(InstrumentId instrument) {
        return Optional.ofNullable(instruments.get(instrument));
    }

    Optional<TradeParty> find(EntityId account) {
        return Optional.ofNullable(accounts.get(account));
    }
}
