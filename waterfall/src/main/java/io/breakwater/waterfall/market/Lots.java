package io.breakwater.waterfall.market;

/** A signed number of whole lots: positive is long (bought), negative is short (sold). */
public record Lots(long count) implements Comparable<Lots> {

    public static final Lots NONE = new Lots(0);

    public static Lots of(long count) {
        return count == 0 ? NONE : new Lots(count);
    }

    public Lots plus(Lots other) {
        return of(Math.addExact(count, other.count));
    }

    public Lots minus(Lots other) {
        return of(Math.subtractExact(count, other.count));
    }

    public Lots negated() {
        return of(Math.negateExact(count));
    }

    /** The number of lots without their side. */
    public long size() {
        return Math.absExact(count);
    }

    public boolean isFlat() {
        return count == 0;
    }

    public boolean isLong() {
        return count > 0;
    }

    public boolean isShort() {
        return count < 0;
    }

    /** True when one is long and the other short. */
    public boolean isOpposite(Lots other) {
        return Long.signum(count) * Long.signum(other.count) < 0;
    }

    @Override
    public int compareTo(Lots other) {
        return Long.compare(count, other.count);
    }
}
