package io.breakwater.waterfall.episode;

/** How far an episode has got. Phases follow each other in this order; {@link #DRAWING} lasts for all layers. */
public enum Phase {
    /** Its own accounts are being opened, and the subject is being frozen at every source. */
    FREEZING,
    /** The accounts in default are taken over into inventories. */
    TAKING_OVER,
    /** The portfolios are offered. */
    AUCTION,
    /** The treasury sells the collateral. */
    SELLING_COLLATERAL,
    /** The loss is fixed and waits for its turn. */
    LOSS_FIXED,
    /** The layers are drawn, one after the other. */
    DRAWING,
    /** Assessments are owed. */
    COLLECTING,
    /** Everything is placed; surplus and estate are handed out and all is acknowledged. */
    CLOSING,
    CLOSED
}
