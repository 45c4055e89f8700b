package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * When each account is to be sent to: those with something new at once, those that have not answered when their pause is
 * over, a few at a time.
 *
 * @param fresh accounts that have something new and nothing in flight
 * @param repeats when a message is to be repeated
 */
public record Dispatch(
        Table<EntityId, Boolean> fresh, Table<Turn, EntityId> repeats, Table<EntityId, Duration> repeatAt) {

    /** Messages repeated at one time, and how soon the next ones follow. */
    static final int REPEATS_AT_ONCE = 64;

    static final Duration REPEAT_PACE = Duration.ofMillis(100);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;

    static final Dispatch NOTHING = new Dispatch(Table.empty(), Table.empty(), Table.empty());

    /** When an account's message is repeated. */
    public record Turn(Duration at, EntityId account) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : account.compareTo(other.account);
        }
    }

    Dispatch withFresh(EntityId account) {
        return new Dispatch(fresh.with(account, true), repeats, repeatAt);
    }

    Dispatch withoutFresh(EntityId account) {
        return new Dispatch(fresh.without(account), repeats, repeatAt);
    }

    Dispatch repeatAt(EntityId account, Duration at) {
        Dispatch rest = settled(account);
        return new Dispatch(
                rest.fresh, rest.repeats.with(new Turn(at, account), account), rest.repeatAt.with(account, at));
    }

    /** Nothing in flight to this account any more. */
    Dispatch settled(EntityId account) {
        return repeatAt.find(account)
                .map(at -> new Dispatch(fresh, repeats.without(new Turn(at, account)), repeatAt.without(account)))
                .orElse(this);
    }

    /** The pause after so many unanswered messages: 1, 2, 4 ... 30 seconds. */
    static Duration pause(int unanswered) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(DOUBLINGS, Math.max(0, unanswered - 1)));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** How long until somebody's message is to be repeated. */
    Optional<Duration> untilRepeat(Duration uptime) {
        return repeats.first().map(Map.Entry::getKey).map(turn -> {
            Duration left = turn.at().minus(uptime);
            return left.compareTo(REPEAT_PACE) > 0 ? left : REPEAT_PACE;
        });
    }
}
