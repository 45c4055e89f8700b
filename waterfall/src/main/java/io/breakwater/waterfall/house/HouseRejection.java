package io.breakwater.waterfall.house;

/** Why the house stays as it is. Numbers are fixed for ever; the one declared first is reported. */
public enum HouseRejection {
    /** The house has no terms yet. */
    NO_TERMS(1),
    /** Another currency than the house's. */
    OTHER_CURRENCY(2),
    /** No such member, or not the one who asks. */
    MEMBER_UNKNOWN(3),
    /** The member is known with another house account. */
    REGISTERED_OTHERWISE(4),
    /** The member is in default. */
    IN_DEFAULT(5),
    /** No such obligation of this member is open. */
    OBLIGATION_UNKNOWN(6),
    /** A period ends before it begins or is too long, an amount is negative, or a cap beyond what terms may have. */
    OUT_OF_BOUNDS(7),
    /** As many members are registered as may be. */
    FULL(8),
    /** A default is open; the period is set between defaults. */
    DEFAULT_OPEN(9);

    private final int number;

    HouseRejection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
