package io.breakwater.chaos.workload;

import java.time.Duration;

/**
 * How a workload is dimensioned.
 *
 * @param operationsPerSecond how many operations are begun each second, whatever becomes of those before
 * @param members members that are not meant to default
 * @param directAccounts direct accounts that trade
 * @param attempt how long a client waits for an answer
 * @param betweenDefaults how often a member is brought into default, on average
 * @param day how long a business date lasts; it ends with a settlement
 * @param callDeadline how long a margin call may stay unpaid
 */
public record WorkloadSettings(
        int operationsPerSecond,
        int members,
        int directAccounts,
        Duration attempt,
        Duration betweenDefaults,
        Duration day,
        Duration callDeadline) {

    public WorkloadSettings {
        if (operationsPerSecond < 1 || operationsPerSecond > 1_000 || members < 3 || directAccounts < 1) {
            throw new IllegalArgumentException("no workload of " + operationsPerSecond + " operations per second by "
                    + members + " members and " + directAccounts + " direct accounts");
        }
    }

    /** A dozen members, 50 operations a second, a default a minute. */
    public static WorkloadSettings usual() {
        return new WorkloadSettings(
                50,
                12,
                6,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                Duration.ofSeconds(12));
    }

    /** The same with another number of operations per second. */
    public WorkloadSettings withRate(int perSecond) {
        return new WorkloadSettings(perSecond, members, directAccounts, attempt, betweenDefaults, day, callDeadline);
    }
}
