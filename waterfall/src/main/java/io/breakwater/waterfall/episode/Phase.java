package io.breakwater.waterfall.episode;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far an episode has got, and the one table of what may follow what. A phase in which nothing is to be done is passed
 * through in the event that ends the one before.
 */
public enum Phase {
    /** Declared: its own accounts are being opened, and the subject is being frozen at every source. */
    FREEZING,
    /** The accounts in default are taken over into inventories. */
    TAKING_OVER,
    /** What was taken over is netted, and offered. */
    OFFERING,
    /** The auctions run. */
    AUCTION,
    /** The treasury sells the collateral. */
    SELLING_COLLATERAL,
    /** Everything is sold that will be; the loss is about to be fixed. */
    FIXING_LOSS,
    /** The loss is fixed and waits for its turn to draw. */
    LOSS_FIXED,
    /** The layers are drawn, one after the other. */
    DRAWING,
    /** Assessments are owed. */
    COLLECTING,
    /** Everything is placed; surplus and estate are handed out and all is acknowledged. */
    CLOSING,
    CLOSED;

    /** The phases that may follow this one; itself while its events go on. */
    public Set<Phase> next() {
        return switch (this) {
            case FREEZING -> EnumSet.of(TAKING_OVER);
            case TAKING_OVER -> EnumSet.of(TAKING_OVER, OFFERING);
            case OFFERING -> EnumSet.of(AUCTION, SELLING_COLLATERAL, FIXING_LOSS);
            case AUCTION -> EnumSet.of(AUCTION, SELLING_COLLATERAL, FIXING_LOSS);
            case SELLING_COLLATERAL -> EnumSet.of(FIXING_LOSS);
            case FIXING_LOSS -> EnumSet.of(LOSS_FIXED);
            case LOSS_FIXED -> EnumSet.of(DRAWING);
            case DRAWING -> EnumSet.of(DRAWING, COLLECTING, CLOSING);
            case COLLECTING -> EnumSet.of(COLLECTING, DRAWING, CLOSING);
            case CLOSING -> EnumSet.of(CLOSING, CLOSED);
            case CLOSED -> EnumSet.noneOf(Phase.class);
        };
    }
}
