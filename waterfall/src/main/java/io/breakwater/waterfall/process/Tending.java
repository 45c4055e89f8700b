package io.breakwater.waterfall.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an entity's obligations ask for at this moment.
 *
 * @param memory what the entity keeps in memory only, with the sends below noted in it
 * @param sends messages that are owed now
 * @param reread the number from which the entity's own events are to be read again and handed back through
 *     {@link Machine#reread}, because a body that is owed is no longer in memory
 * @param again how long from now {@link Machine#tick} is to be fed in, if at all
 */
public record Tending<M>(M memory, List<Send> sends, Optional<Long> reread, Optional<Duration> again) {

    public Tending {
        sends = List.copyOf(sends);
    }

    /** Nothing is owed. */
    public static <M> Tending<M> idle(M memory) {
        return new Tending<>(memory, List.of(), Optional.empty(), Optional.empty());
    }
}
