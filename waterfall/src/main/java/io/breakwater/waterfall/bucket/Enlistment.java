package io.breakwater.waterfall.bucket;

import java.time.Instant;
import java.util.Optional;

/**
 * That an account has obligations and must be kept awake.
 *
 * @param number how many events the account had persisted when it asked. The newest word counts; at the same number
 *     enlisting beats delisting, so that a delisting that comes late cannot undo the enlistment that followed it
 * @param deadline the nearest deadline the account has to act on
 * @param callOpen true while the account has, or is about to issue, a margin call
 */
public record Enlistment(long number, Optional<Instant> deadline, boolean callOpen) {

    /** True when an account kept awake by this is also kept awake for the other: the number does not matter. */
    public boolean covers(Enlistment other) {
        boolean inTime = other.deadline.isEmpty()
                || deadline.filter(own -> !own.isAfter(other.deadline.get())).isPresent();
        return inTime && (callOpen || !other.callOpen);
    }
}
