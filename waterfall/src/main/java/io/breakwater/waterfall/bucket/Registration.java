package io.breakwater.waterfall.bucket;

import java.time.Duration;

/**
 * What a source knows of its place on the house's list of sources, in memory only. Once it is on the list it stays there;
 * one that was told so and has booked nothing before it died asks again.
 *
 * @param wanted true once it has something to book
 * @param again the uptime at which the question is repeated
 */
public record Registration(boolean wanted, boolean confirmed, Duration again) {

    /** An unanswered question is repeated after this. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    static final Registration NONE = new Registration(false, false, Duration.ZERO);
    static final Registration CONFIRMED = new Registration(false, true, Duration.ZERO);

    Registration need() {
        return new Registration(true, confirmed, again);
    }

    /** True while the house has not answered. */
    boolean isOpen() {
        return wanted && !confirmed;
    }

    boolean isDue(Duration uptime) {
        return isOpen() && again.compareTo(uptime) <= 0;
    }

    Registration asked(Duration uptime) {
        return new Registration(wanted, confirmed, uptime.plus(PATIENCE));
    }
}
