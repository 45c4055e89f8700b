package io.breakwater.waterfall.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rule decides on one input: at most one event (one command is one event is one write), an answer, and messages
 * that are only hints. The event is persisted first; answer and messages leave after that, and not at all when the
 * write fails or its outcome is unknown. What must arrive is not sent here: it is an obligation in the state, and
 * {@link Machine#tend} sends it until it is acknowledged.
 *
 * @param memory what the entity keeps in memory only, after this input
 * @param later the input cannot be decided yet and is to be offered again after the next one that can; its asker waits.
 *     Then there is neither event nor answer.
 */
public record Reaction<M, E>(M memory, Optional<E> event, Optional<Message> reply, List<Send> sends, boolean later) {

    public Reaction {
        sends = List.copyOf(sends);
        if (later && (event.isPresent() || reply.isPresent())) {
            throw new IllegalArgumentException("decided, and to be offered again");
        }
    }

    public Reaction(M memory, Optional<E> event, Optional<Message> reply, List<Send> sends) {
        this(memory, event, reply, sends, false);
    }

    /** Not decided: what it needs has been asked for in memory, or has not come to pass. */
    public static <M, E> Reaction<M, E> later(M memory) {
        return new Reaction<>(memory, Optional.empty(), Optional.empty(), List.of(), true);
    }

    /** Nothing to persist and nothing to say. */
    public static <M, E> Reaction<M, E> none(M memory) {
        return new Reaction<>(memory, Optional.empty(), Optional.empty(), List.of());
    }

    /** An answer that changes nothing. */
    public static <M, E> Reaction<M, E> answer(M memory, Message reply) {
        return new Reaction<>(memory, Optional.empty(), Optional.of(reply), List.of());
    }

    /** An event without an answer. */
    public static <M, E> Reaction<M, E> record(M memory, E event) {
        return new Reaction<>(memory, Optional.of(event), Optional.empty(), List.of());
    }

    /** An event, and the answer that may be given once it is persisted. */
    public static <M, E> Reaction<M, E> record(M memory, E event, Message reply) {
        return new Reaction<>(memory, Optional.of(event), Optional.of(reply), List.of());
    }

    public Reaction<M, E> andSend(Send send) {
        List<Send> all = new ArrayList<>(sends);
        all.add(send);
        return new Reaction<>(memory, event, reply, all);
    }
}
