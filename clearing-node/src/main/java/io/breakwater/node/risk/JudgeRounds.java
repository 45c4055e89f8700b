package io.breakwater.node.risk;

import io.breakwater.waterfall.process.EntityId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who may be told to judge itself now: at most so many at once, and each only after a pause that doubles while it does not
 * answer as it should.
 */
final class JudgeRounds {

    /** Accounts of one node that are judging at the same time. */
    static final int AT_ONCE = 64;

    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Map<EntityId, Attempt> attempts = new HashMap<>();
    private int underWay;

    private record Attempt(boolean underWay, Duration pause, Duration again) {
        static final Attempt NONE = new Attempt(false, SHORTEST, Duration.ZERO);
    }

    boolean isFull() {
        return underWay >= AT_ONCE;
    }

    /** Notes that the account is told, unless it is being told or has to wait. */
    boolean begin(EntityId account, Duration uptime) {
        Attempt before = attempts.getOrDefault(account, Attempt.NONE);
        if (isFull() || before.underWay() || uptime.compareTo(before.again()) < 0) {
            return false;
        }
        underWay++;
        attempts.put(account, new Attempt(true, before.pause(), before.again()));
        return true;
    }

    /** The account has answered that it is judged. */
    void done(EntityId account) {
        if (end(account)) {
            attempts.remove(account);
        }
    }

    /** The account has not answered, or cannot be judged yet. */
    void failed(EntityId account, Duration uptime) {
        Attempt before = attempts.getOrDefault(account, Attempt.NONE);
        if (end(account)) {
            Duration longer = before.pause().multipliedBy(2);
            Duration pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
            attempts.put(account, new Attempt(false, pause, uptime.plus(before.pause())));
        }
    }

    /** Forgets pauses: there is a new snapshot, or new terms. */
    void refresh() {
        attempts.values().removeIf(attempt -> !attempt.underWay());
        attempts.replaceAll((account, attempt) -> new Attempt(true, SHORTEST, Duration.ZERO));
    }

    private boolean end(EntityId account) {
        boolean was = attempts.getOrDefault(account, Attempt.NONE).underWay();
        underWay -= was ? 1 : 0;
        return was;
    }
}
