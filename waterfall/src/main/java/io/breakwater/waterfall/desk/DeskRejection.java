package io.breakwater.waterfall.desk;

/** Why terms are not set. Numbers are fixed for ever; the one declared first is reported. */
public enum DeskRejection {
    /** The desk is of another instrument, or the instrument is another than in the terms before. */
    OTHER_INSTRUMENT(1),
    /** The fee is in another currency than the instrument. */
    OTHER_CURRENCY(2),
    /** The fee goes to nobody who could have it. */
    NOT_AN_ACCOUNT(3);

    private final int number;

    DeskRejection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
