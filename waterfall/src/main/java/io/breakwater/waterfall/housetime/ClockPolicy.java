package io.breakwater.waterfall.housetime;

import java.time.Duration;

/**
 * What the house assumes about clocks, and what it does not accept.
 *
 * @param interval how often each node asks its peers
 * @param freshFor a reading asked for longer ago than this counts no more
 * @param wallBound how far the wall clock of a correct node may be from true time
 * @param driftPerMillion how fast a node's monotonic clock may run away from true time, in millionths
 * @param widestError an estimate less certain than this is no house time
 */
public record ClockPolicy(
        Duration interval, Duration freshFor, Duration wallBound, long driftPerMillion, Duration widestError) {

    private static final long MILLION = 1_000_000;

    /** Once a second, heard within 3 s; NTP well within 250 ms; crystals and slewing within 0.1 %. */
    public static final ClockPolicy STANDARD = new ClockPolicy(
            Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMillis(250), 1_000, Duration.ofSeconds(2));

    public ClockPolicy {
        if (interval.isNegative() || interval.isZero() || freshFor.compareTo(interval) < 0) {
            throw new IllegalArgumentException("readings asked for every " + interval + " fresh for " + freshFor);
        }
        if (wallBound.isNegative() || driftPerMillion < 0 || driftPerMillion >= MILLION) {
            throw new IllegalArgumentException("bounds " + wallBound + " and " + driftPerMillion + " ppm");
        }
    }

    /** By how much true time and the monotonic clock may part over this age, rounded up. */
    Duration drift(Duration age) {
        long nanos = age.toNanos();
        long whole = Math.multiplyExact(nanos / MILLION, driftPerMillion);
        return Duration.ofNanos(whole + nanos % MILLION * driftPerMillion / MILLION + 1);
    }
}
