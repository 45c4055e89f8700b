package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.Attendance;
import java.time.Duration;
import java.util.Optional;

/**
 * What an account keeps in memory only.
 *
 * @param attendance what it knows of its enlistment at its bucket
 * @param busyAt the uptime of its last event
 * @param heard the newest snapshot it was judged by
 * @param expiry whom it has asked before its call may expire
 * @param hintAgain the uptime before which it does not ask for a judgement again
 */
public record AccountMemory(
        Attendance attendance,
        Duration busyAt,
        Optional<Heard> heard,
        Optional<ExpiryRound> expiry,
        Duration hintAgain) {

    static final AccountMemory FRESH =
            new AccountMemory(Attendance.NONE, Duration.ZERO, Optional.empty(), Optional.empty(), Duration.ZERO);

    /** The facts of a snapshot, and the uptime at which they last came. */
    public record Heard(RiskFacts facts, Duration at) {}

    AccountMemory with(Attendance next) {
        return new AccountMemory(next, busyAt, heard, expiry, hintAgain);
    }

    AccountMemory busy(Duration uptime) {
        return new AccountMemory(attendance, uptime, heard, expiry, hintAgain);
    }

    AccountMemory heard(RiskFacts facts, Duration uptime) {
        return new AccountMemory(attendance, busyAt, Optional.of(new Heard(facts, uptime)), expiry, hintAgain);
    }

    AccountMemory with(Optional<ExpiryRound> next) {
        return new AccountMemory(attendance, busyAt, heard, next, hintAgain);
    }

    AccountMemory hinted(Duration again) {
        return new AccountMemory(attendance, busyAt, heard, expiry, again);
    }
}
