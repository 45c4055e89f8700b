package io.breakwater.waterfall.house;

import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Every default that was ever declared, by the number of its episode.
 *
 * @param stops how many stops the house has placed; they are numbered from 1 without a gap, in the order of declarations,
 *     because a source takes the stops of one entity in the order of their numbers
 */
public record Defaults(Table<Long, DefaultCase> cases, long stops) {

    static final Defaults NONE = new Defaults(Table.empty(), 0);

    /** The newest number, 0 before the first. */
    long last() {
        return cases.last().map(Map.Entry::getKey).orElse(0L);
    }

    boolean isAnyOpen() {
        return cases.values().stream().anyMatch(each -> !each.isClosed());
    }

    /** The smallest number of a default that is not closed, one more than the last when none is. */
    long firstOpen() {
        return cases.entrySet().stream()
                .filter(row -> !row.getValue().isClosed())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(last() + 1);
    }

    boolean isInDefault(EntityId account) {
        return cases.values().stream().anyMatch(each -> each.accounts().containsKey(account));
    }

    /** True while a pool has not registered its loss: the next pool waits. */
    boolean isPoolUnderWay() {
        return cases.values().stream()
                .anyMatch(each -> each.member().isEmpty() && each.drawing() == DefaultCase.Drawing.NOT_YET);
    }

    /** What a stop that stands freezes. They are numbered from 1 to {@link #stops}, and none is ever lifted. */
    StopSubject subject(long stop) {
        DefaultCase of = cases.values().stream()
                .filter(each -> each.placed(stop))
                .findFirst()
                .orElseThrow();
        return of.subjects().get((int) (stop - of.firstStop()));
    }

    Defaults with(long number, DefaultCase opened) {
        return new Defaults(cases.with(number, opened), stops + opened.stops());
    }

    Defaults update(long number, UnaryOperator<DefaultCase> change) {
        return new Defaults(cases.with(number, change.apply(cases.find(number).orElseThrow())), stops);
    }
}
