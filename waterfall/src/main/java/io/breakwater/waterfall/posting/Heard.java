package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Acknowledgements that a source has heard and not yet persisted. They ride in its next event, whatever that is; when no
 * event comes for a while, one is made for them, so that obligations end. What a crash forgets is sent again and ignored.
 *
 * @param since when the oldest state of affairs began in which something waits to be persisted
 * @param turn where the next event goes on, so that under load everybody's acknowledgement gets in
 */
public record Heard(Table<EntityId, Long> marks, Optional<Duration> since, Optional<EntityId> turn) {

    /** Acknowledgements in one event. */
    public static final int IN_ONE_EVENT = 1_000;

    /** How long acknowledgements wait for another event to ride in. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    static final Heard NOTHING = new Heard(Table.empty(), Optional.empty(), Optional.empty());

    Heard with(EntityId account, long mark, Duration uptime) {
        return new Heard(marks.with(account, mark), since.or(() -> Optional.of(uptime)), turn);
    }

    /** What the next event is to carry. */
    List<Acknowledgement> toPersist() {
        List<Acknowledgement> next = new ArrayList<>();
        turn.ifPresent(from -> take(marks.from(from), next));
        take(marks.entrySet(), next);
        return next;
    }

    private void take(Iterable<Map.Entry<EntityId, Long>> rows, List<Acknowledgement> into) {
        int room = Math.min(IN_ONE_EVENT, marks.size());
        for (Map.Entry<EntityId, Long> row : rows) {
            if (into.size() >= room) {
                return;
            }
            into.add(new Acknowledgement(row.getKey(), row.getValue()));
        }
    }

    boolean isDue(Duration uptime) {
        return since.filter(first -> uptime.minus(first).compareTo(PATIENCE) >= 0)
                .isPresent();
    }

    Heard persisted(List<Acknowledgement> acknowledgements) {
        if (acknowledgements.isEmpty()) {
            return this;
        }
        Table<EntityId, Long> rest = marks;
        for (Acknowledgement done : acknowledgements) {
            boolean newest = rest.find(done.account())
                    .filter(mark -> mark <= done.mark())
                    .isPresent();
            rest = newest ? rest.without(done.account()) : rest;
        }
        EntityId last = acknowledgements.get(acknowledgements.size() - 1).account();
        return new Heard(rest, rest.isEmpty() ? Optional.empty() : since, Optional.of(last));
    }
}
