package io.breakwater.waterfall.money;

/**
 * Why a decimal from outside is refused. The accepted form is {@code -?(0|[1-9][0-9]*)(\.[0-9]+)?} in ASCII, at most 28
 * digits, never {@code -0}. When several flaws apply, the one declared first is reported. Numbers are fixed for ever.
 */
public enum DecimalFlaw {
    /** An amount of another currency than the one that is asked for. */
    OTHER_CURRENCY(1),
    EMPTY(2),
    /** More than {@link DecimalText#MAX_DIGITS} digits, or a text too long to be a decimal at all. */
    TOO_LONG(3),
    WHITESPACE(4),
    /** A digit or sign outside ASCII, such as an Arabic-Indic digit or a typographic minus. */
    NON_ASCII(5),
    PLUS_SIGN(6),
    EXPONENT(7),
    /** {@code NaN}, {@code Infinity} or any other word. */
    NOT_A_NUMBER(8),
    /** Characters of a decimal in an order that is none: {@code 1.}, {@code .5}, {@code 007}, {@code 1-2}, {@code 1,0}. */
    MALFORMED(9),
    NEGATIVE_ZERO(10),
    /** More decimals than the currency or the tick has, zeros included. */
    TOO_MANY_DECIMALS(11),
    /** Outside 64 bits of minor units or ticks. */
    OVERFLOW(12),
    /** A price between two ticks. */
    OFF_TICK(13);

    private final int number;

    DecimalFlaw(int number) {
        this.number = number;
    }

    /** The fixed number of this flaw in error details. */
    public int number() {
        return number;
    }
}
