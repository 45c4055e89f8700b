package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import java.time.LocalDate;

/**
 * How an instrument is margined. The requirement depends on the position, the mark and the business date alone, is the
 * same for a long and a short of one size, never negative, zero for a flat position, and rounded up once.
 */
public sealed interface MarginModel permits FixedMargin, BracketMargin {

    /** What a position requires, with the inputs that explain it. */
    RequirementPart requirement(Instrument instrument, Lots lots, Mark mark, LocalDate businessDate);
}
