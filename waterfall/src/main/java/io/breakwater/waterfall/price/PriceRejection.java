package io.breakwater.waterfall.price;

/** Why a publication is refused as a whole. Numbers are fixed for ever; the one declared first is reported. */
public enum PriceRejection {
    /** The sequence was used before with other content. */
    SEQUENCE_REUSED(1),
    /** The sequence is not the source's next. */
    SEQUENCE_OUT_OF_ORDER(2),
    /** The publication's business time lies before that of the newest snapshot. */
    BEFORE_NEWEST(3),
    /** The instrument has had its final settlement. */
    INSTRUMENT_EXPIRED(4);

    private final int number;

    PriceRejection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
