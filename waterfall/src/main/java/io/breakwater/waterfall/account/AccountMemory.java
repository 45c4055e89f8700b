package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.Attendance;
import java.time.Duration;

/**
 * What an account keeps in memory only.
 *
 * @param attendance what it knows of its enlistment at its bucket
 * @param busyAt the uptime of its last event
 */
public record AccountMemory(Attendance attendance, Duration busyAt) {

    static final AccountMemory FRESH = new AccountMemory(Attendance.NONE, Duration.ZERO);

    AccountMemory with(Attendance next) {
        return new AccountMemory(next, busyAt);
    }

    AccountMemory busy(Duration uptime) {
        return new AccountMemory(attendance, uptime);
    }
}
