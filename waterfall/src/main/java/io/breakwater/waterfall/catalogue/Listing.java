package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.margin.MarginModel;
import io.breakwater.waterfall.market.Instrument;

/** An instrument and how it is margined. */
public record Listing(Instrument instrument, MarginModel margin) {}
