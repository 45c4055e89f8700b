package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;

/** The requirement of one position with its inputs, so that a member can recompute the number it is called for. */
public record RequirementPart(
        InstrumentId instrument, Lots lots, Mark mark, MarginLevels required, MarginBasis basis) {}
