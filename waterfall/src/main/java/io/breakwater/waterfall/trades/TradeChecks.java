package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.DecimalFlaw;
import io.breakwater.waterfall.posting.StopSubject;
import java.util.Optional;
import java.util.Set;

/** Judges one trade by itself, in the order of {@link TradeRejection}. What its batch says of it comes last. */
record TradeChecks(TradingView view, Set<StopSubject> stopped) {

    /** Why the trade is refused; empty when it is to be novated. */
    Optional<TradeRejection> flaw(Trade trade) {
        return ofInstrument(trade).or(() -> ofAccounts(trade)).or(() -> ofSize(trade));
    }

    private Optional<TradeRejection> ofInstrument(Trade trade) {
        Optional<TradeTerms> terms = view.find(trade.instrument());
        if (terms.isEmpty()) {
            return Optional.of(TradeRejection.INSTRUMENT_UNKNOWN);
        }
        return terms.get().settledFinally() ? Optional.of(TradeRejection.INSTRUMENT_EXPIRED) : Optional.empty();
    }

    private Optional<TradeRejection> ofAccounts(Trade trade) {
        Optional<TradeParty> buyer = view.find(trade.buyer());
        Optional<TradeParty> seller = view.find(trade.seller());
        if (buyer.isEmpty() || seller.isEmpty()) {
            return Optional.of(TradeRejection.ACCOUNT_UNKNOWN);
        }
        if (!buyer.get().kind().isCalled() || !seller.get().kind().isCalled()) {
            return Optional.of(TradeRejection.ACCOUNT_NOT_TRADING);
        }
        if (trade.buyer().equals(trade.seller())) {
            return Optional.of(TradeRejection.SELF_TRADE);
        }
        return isStopped(trade, buyer.get(), seller.get()) ? Optional.of(TradeRejection.STOPPED) : Optional.empty();
    }

    /** A stop refuses both legs, whichever of them it is about. */
    private boolean isStopped(Trade trade, TradeParty buyer, TradeParty seller) {
        return stopped.contains(new StopSubject.OfInstrument(trade.instrument()))
                || stopped.contains(new StopSubject.OfAccount(trade.buyer()))
                || stopped.contains(new StopSubject.OfAccount(trade.seller()))
                || stopped.contains(new StopSubject.OfMember(buyer.member()))
                || stopped.contains(new StopSubject.OfMember(seller.member()));
    }

    private Optional<TradeRejection> ofSize(Trade trade) {
        TradeTerms terms = view.find(trade.instrument()).orElseThrow();
        if (trade.lots() <= 0) {
            return Optional.of(TradeRejection.LOTS_NOT_POSITIVE);
        }
        if (!TradeBounds.allows(terms, trade.lots())) {
            return Optional.of(TradeRejection.LOTS_TOO_LARGE);
        }
        return terms.instrument()
                .parsePrice(trade.price())
                .fold(price -> ofPrice(terms, trade.lots(), price), flaw -> Optional.of(TradeChecks.ofFlaw(flaw)));
    }

    private static Optional<TradeRejection> ofPrice(TradeTerms terms, long lots, Price price) {
        return TradeBounds.allows(terms, lots, price)
                ? Optional.empty()
                : Optional.of(TradeRejection.PRICE_OUTSIDE_BOUNDS);
    }

    private static TradeRejection ofFlaw(DecimalFlaw flaw) {
        return flaw == DecimalFlaw.OVERFLOW ? TradeRejection.PRICE_OUTSIDE_BOUNDS : TradeRejection.PRICE_OFF_TICK;
    }
}
