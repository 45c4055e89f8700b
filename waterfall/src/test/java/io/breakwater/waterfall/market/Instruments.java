package io.breakwater.waterfall.market;

import io.breakwater.waterfall.money.Currency;

/** Instruments that tests know by name. */
public final class Instruments {

    public static final Currency USD = Currency.of("USD", 2);

    /** NYMEX light sweet crude, May 2020: 1,000 barrels, tick 0.01 USD = 10 USD per lot. */
    public static final Instrument CLK0 =
            Instrument.of(InstrumentId.of("CLK0"), USD, "0.01", "1000", PriceBand.ofTicks(500));

    /** A linear perpetual on a thousandth of a bitcoin, tick 0.50 USD. */
    public static final Instrument PERPETUAL =
            Instrument.of(InstrumentId.of("BTC-PERP"), Currency.of("USD", 4), "0.5", "0.001", PriceBand.ofTicks(2_000));

    private Instruments() {}
}
