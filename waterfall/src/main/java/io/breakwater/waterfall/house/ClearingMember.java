package io.breakwater.waterfall.house;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.Map;
import java.util.Optional;

/**
 * A member as the house keeps it, amounts in minor units of the house's currency. Defaults are numbered in the order in
 * which they are declared, so "frozen at the declaration of episode n" needs no copy per episode: only what has changed
 * since is kept.
 *
 * @param contribution what it has contributed now
 * @param since the first episode that counts it
 * @param earlier what its contribution was up to and including the episode of the row, while one of those is open
 * @param episode the default it is in
 */
public record ClearingMember(
        EntityId houseAccount, long contribution, long since, Table<Long, Long> earlier, Optional<Long> episode) {

    boolean isInDefault() {
        return episode.isPresent();
    }

    /** The contribution that an episode has frozen of a member that survives it; absent of one that does not. */
    Optional<Long> frozenBy(long number) {
        boolean survives =
                since <= number && episode.filter(own -> own <= number).isEmpty();
        return survives ? Optional.of(at(number)) : Optional.empty();
    }

    /** The contribution when this episode was declared. */
    long at(long number) {
        for (Map.Entry<Long, Long> row : earlier.from(number)) {
            return row.getValue();
        }
        return contribution;
    }

    /** With another contribution, which counts for episodes after this one. */
    ClearingMember contributing(long next, long lastEpisode) {
        Table<Long, Long> kept = earlier.containsKey(lastEpisode) ? earlier : earlier.with(lastEpisode, contribution);
        return new ClearingMember(houseAccount, next, since, kept, episode);
    }

    ClearingMember inDefault(long number) {
        return new ClearingMember(houseAccount, contribution, since, earlier, Optional.of(number));
    }

    /** Without what only closed episodes had frozen. */
    ClearingMember closedBelow(long firstOpen) {
        Table<Long, Long> rest = earlier;
        for (Long number : earlier.keySet()) {
            rest = number < firstOpen ? rest.without(number) : rest;
        }
        return new ClearingMember(houseAccount, contribution, since, rest, episode);
    }
}
