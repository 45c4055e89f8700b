package io.breakwater.waterfall.house;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who draws: one episode at a time, in the order in which their losses were registered.
 *
 * @param waiting by the number of the event that registered it, the episode
 * @param given the turn that is out, with what was said when it was given
 */
public record Turns(Table<Long, Long> waiting, Optional<Given> given) {

    static final Turns NONE = new Turns(Table.empty(), Optional.empty());

    /** A turn that is out: by instrument, the fingerprint of what was closed then, and the sources that can still write. */
    public record Given(long episode, Table<EntityId, Boolean> sources, Table<InstrumentId, Long> closed) {

        static Given of(long episode, SortedSet<EntityId> sources, SortedMap<InstrumentId, Long> closed) {
            Table<EntityId, Boolean> rows = Table.empty();
            for (EntityId source : sources) {
                rows = rows.with(source, true);
            }
            return new Given(episode, rows, Table.copyOf(closed));
        }

        HouseMessage.TurnGiven word() {
            return new HouseMessage.TurnGiven(episode, new TreeSet<>(sources.keySet()), new TreeMap<>(closed));
        }
    }

    boolean isOut() {
        return given.isPresent();
    }

    /** The next to draw, when nobody does. */
    Optional<Long> next() {
        return isOut() ? Optional.empty() : waiting.first().map(row -> row.getValue());
    }

    Turns asked(long number, long episode) {
        return new Turns(waiting.with(number, episode), given);
    }

    Turns given(Given turn) {
        return new Turns(without(turn.episode()), Optional.of(turn));
    }

    /** After the event in which an episode gave its turn back, or was closed. */
    Turns over(long episode) {
        return new Turns(without(episode), given.filter(turn -> turn.episode() != episode));
    }

    private Table<Long, Long> without(long episode) {
        Table<Long, Long> rest = waiting;
        for (var row : waiting.entrySet()) {
            rest = row.getValue() == episode ? rest.without(row.getKey()) : rest;
        }
        return rest;
    }
}
