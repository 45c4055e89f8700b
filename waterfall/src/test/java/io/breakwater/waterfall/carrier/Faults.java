package io.breakwater.waterfall.carrier;

import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;

/** What goes wrong, each in percent of its occasions, and how long a message may take. */
public record Faults(long dropped, long doubled, long crashed, Duration slowest) {

    public static final Faults NONE = new Faults(0, 0, 0, Duration.ofMillis(5));

    /** Each run draws its own, so that some have one kind of fault only. */
    public static Faults any(Generator any) {
        return new Faults(
                any.oneIn(3) ? 0 : any.between(1, 40),
                any.oneIn(3) ? 0 : any.between(1, 50),
                any.oneIn(3) ? 0 : any.between(1, 8),
                Duration.ofMillis(any.between(1, 3_000)));
    }
}
