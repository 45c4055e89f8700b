package io.breakwater.waterfall.market;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.DecimalFlaw;
import io.breakwater.waterfall.money.DecimalText;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Parsed;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A contract the house clears. {@code tickSize} is the smallest step of its price and {@code multiplier} the units of the
 * underlying in one lot, both positive plain decimals; {@code tickValue} = tickSize x multiplier in minor units of the
 * currency, what one tick on one lot is worth. It is a whole number, so lots x ticks x tickValue is exact for ever.
 * The first price of an instrument is judged against {@code referencePrice} when there is one.
 */
public record Instrument(
        InstrumentId id,
        Currency currency,
        String tickSize,
        String multiplier,
        long tickValue,
        PriceBand band,
        Optional<Price> referencePrice) {

    private static final int FINEST_DECIMALS = 12;

    public Instrument {
        if (tickValue != tickValueOf(currency, tickSize, multiplier)) {
            throw new IllegalArgumentException(
                    "tick value " + tickValue + " of " + id + " is not " + tickSize + " x " + multiplier);
        }
    }

    /** An instrument whose tick value follows from its tick size and multiplier. */
    public static Instrument of(
            InstrumentId id, Currency currency, String tickSize, String multiplier, PriceBand band) {
        long tickValue = tickValueOf(currency, tickSize, multiplier);
        return new Instrument(id, currency, tickSize, multiplier, tickValue, band, Optional.empty());
    }

    /** The same instrument with a price against which its first price is judged. */
    public Instrument startingFrom(Price reference) {
        return new Instrument(id, currency, tickSize, multiplier, tickValue, band, Optional.of(reference));
    }

    /** lots x ticks x tickValue, signed; overflow throws {@link ArithmeticException}. */
    public Money value(Lots lots, Price price) {
        return perLot(price).times(lots.count());
    }

    /** The value of one lot at this price: ticks x tickValue, signed. */
    public Money perLot(Price price) {
        return currency.minor(Math.multiplyExact(price.ticks(), tickValue));
    }

    /** The value of one lot at this mark, its cumulative funding taken off: ticks x tickValue - fundingIndex. */
    public Money perLot(Mark mark) {
        return perLot(mark.price()).minus(currency.minor(mark.fundingIndex()));
    }

    /** lots x (ticks x tickValue - fundingIndex), signed. */
    public Money value(Lots lots, Mark mark) {
        return perLot(mark).times(lots.count());
    }

    /** Reads a price in the unit of quotation, such as {@code -37.63}; a price between two ticks is refused. */
    public Parsed<Price> parsePrice(String decimal) {
        int decimals = DecimalText.decimals(tickSize);
        long step = unscaled(tickSize);
        return DecimalText.parse(decimal, decimals)
                .flatMap(units -> units % step == 0
                        ? new Parsed.Accepted<>(new Price(units / step))
                        : new Parsed.Refused<>(DecimalFlaw.OFF_TICK));
    }

    /** A price written in code or a trusted file; a flaw is a fault. */
    public Price price(String decimal) {
        return parsePrice(decimal).orElseThrow();
    }

    /** The price in the unit of quotation, with the decimals of the tick. */
    public String text(Price price) {
        return DecimalText.format(
                Math.multiplyExact(price.ticks(), unscaled(tickSize)), DecimalText.decimals(tickSize));
    }

    private static long tickValueOf(Currency currency, String tickSize, String multiplier) {
        BigInteger product = BigInteger.valueOf(unscaled(tickSize)).multiply(BigInteger.valueOf(unscaled(multiplier)));
        int decimals = DecimalText.decimals(tickSize) + DecimalText.decimals(multiplier);
        BigInteger[] minor =
                product.multiply(BigInteger.TEN.pow(currency.scale())).divideAndRemainder(BigInteger.TEN.pow(decimals));
        if (minor[1].signum() != 0) {
            throw new IllegalArgumentException("one tick of " + tickSize + " on " + multiplier
                    + " units is not a whole number of minor units of " + currency);
        }
        return minor[0].longValueExact();
    }

    private static long unscaled(String decimal) {
        long units = DecimalText.parse(decimal, Math.min(FINEST_DECIMALS, DecimalText.decimals(decimal)))
                .orElseThrow();
        if (units <= 0) {
            throw new IllegalArgumentException("not positive: " + decimal);
        }
        return units;
    }
}
