package io.breakwater.bench.report;

import java.util.Locale;

/** What a figure is held against. */
public record Goal(Direction direction, double bound, String unit) {

    /** Which side of the bound is the good one. */
    public enum Direction {
        AT_LEAST,
        AT_MOST
    }

    public static Goal atLeast(double bound, String unit) {
        return new Goal(Direction.AT_LEAST, bound, unit);
    }

    public static Goal atMost(double bound, String unit) {
        return new Goal(Direction.AT_MOST, bound, unit);
    }

    public boolean isMetBy(double figure) {
        return direction == Direction.AT_LEAST ? figure >= bound : figure <= bound;
    }

    /** Such as {@code at most 12 s}. */
    public String text() {
        String words = direction.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words + " " + Figure.text(bound) + " " + unit;
    }
}
