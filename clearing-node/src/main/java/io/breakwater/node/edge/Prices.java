package io.breakwater.node.edge;

import com.google.type.Decimal;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.trades.TradeBounds;
import java.math.BigInteger;

/** Prices on the wire and in the rules. */
final class Prices {

    private static final BigInteger BOUND = BigInteger.valueOf(TradeBounds.LARGEST);

    private Prices() {}

    /** A whole number of ticks that is worth no more on one lot than any trade may be. */
    static Price price(String field, Decimal value, Instrument instrument) {
        Price price = Fields.accepted(ApiError.PRICE_MALFORMED, field, instrument.parsePrice(value.getValue()));
        BigInteger worth = BigInteger.valueOf(price.ticks()).multiply(BigInteger.valueOf(instrument.tickValue()));
        if (worth.abs().compareTo(BOUND) > 0) {
            throw ApiError.OUTSIDE_BOUNDS.with(field + " is worth too much on one lot", Fields.at(field));
        }
        return price;
    }

    static Decimal wire(Price price, Instrument instrument) {
        return Decimal.newBuilder().setValue(instrument.text(price)).build();
    }
}
