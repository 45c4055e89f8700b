package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a bucket has got in waking its accounts: nearest deadline first, those without one last, a few at a time. A
 * recovered bucket starts from the beginning; when all are woken it rests and starts again, so that an account that fell
 * asleep alone is found.
 *
 * @param woken the last one woken in this round, absent before the first
 * @param next the uptime before which nobody is woken
 */
public record WakeRound(Optional<Turn> woken, Duration next) {

    static final int AT_ONCE = 16;
    static final Duration PACE = Duration.ofMillis(200);
    static final Duration REST = Duration.ofSeconds(15);

    static final WakeRound START = new WakeRound(Optional.empty(), Duration.ZERO);

    /** The accounts to wake now, and the round after it. */
    Step step(Table<EntityId, Enlistment> enlisted, Duration uptime) {
        if (uptime.compareTo(next) < 0) {
            return new Step(List.of(), this);
        }
        List<Turn> ahead = new ArrayList<>();
        for (Map.Entry<EntityId, Enlistment> row : enlisted.entrySet()) {
            Turn turn = new Turn(row.getValue().deadline().orElse(Instant.MAX), row.getKey());
            if (woken.isEmpty() || woken.get().compareTo(turn) < 0) {
                ahead.add(turn);
            }
        }
        ahead.sort(null);
        if (ahead.size() <= AT_ONCE) {
            return new Step(accounts(ahead), new WakeRound(Optional.empty(), uptime.plus(REST)));
        }
        List<Turn> now = ahead.subList(0, AT_ONCE);
        return new Step(accounts(now), new WakeRound(Optional.of(now.get(AT_ONCE - 1)), uptime.plus(PACE)));
    }

    private static List<EntityId> accounts(List<Turn> turns) {
        return turns.stream().map(Turn::account).toList();
    }

    /** The place of one account in the order of waking. */
    record Turn(Instant deadline, EntityId account) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int order = deadline.compareTo(other.deadline);
            return order != 0 ? order : account.compareTo(other.account);
        }
    }

    /** Whom to wake now, and what remains. */
    record Step(List<EntityId> now, WakeRound rest) {}
}
