package io.breakwater.waterfall.market;

/** A price as a signed number of ticks of its instrument; zero and negative prices are prices. */
public record Price(long ticks) implements Comparable<Price> {

    public static Price ofTicks(long ticks) {
        return new Price(ticks);
    }

    public Price plusTicks(long more) {
        return new Price(Math.addExact(ticks, more));
    }

    public Price minusTicks(long fewer) {
        return new Price(Math.subtractExact(ticks, fewer));
    }

    /** How far two prices are apart in ticks, never negative. */
    public long distance(Price other) {
        return Math.absExact(Math.subtractExact(ticks, other.ticks));
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(ticks, other.ticks);
    }
}
