package io.breakwater.waterfall.process;

import java.util.List;

/**
 * The rules of one kind of entity, as pure functions. The carrier, in a node or in a simulation, does this and no more:
 * for each input in turn it calls {@link #react}, persists the event if there is one, folds it in with {@link #apply},
 * gives answer and sends, then calls {@link #tend} and does what that asks. After a recovery it starts from
 * {@link #wake} and calls {@link #tend} at once. If a write is refused or its outcome stays unknown, the instance ends
 * and nothing of its memory survives.
 *
 * @param <S> the persistent state, immutable, equal to the fold of the events
 * @param <M> the memory that a recovery forgets, immutable
 * @param <I> the inputs, a sealed family
 * @param <E> the events, a sealed family
 */
public interface Machine<S, M, I extends Message, E> {

    /** The state before the first event. */
    S initial(EntityId self);

    /** The memory of an instance that has just recovered this state. */
    M wake(S state);

    /** Decides on one input. Must not fail for any input that a peer or a client can produce. */
    Reaction<M, E> react(S state, M memory, Envelope<I> input, Now now);

    /** Folds in a persisted event with its sequence number: total, it cannot refuse and it cannot choose. */
    S apply(S state, Numbered<E> event);

    /** Notes in memory an event that this very instance has just persisted. */
    default M persisted(M memory, Numbered<E> event) {
        return memory;
    }

    /** Says what is owed now. Called after each input and after recovery; calling it twice does no harm. */
    Tending<M> tend(S state, M memory, Now now);

    /** The input that stands for the passing of time. */
    I tick();

    /** Takes back own events, in order, that {@link Tending#reread} asked for. */
    default M reread(M memory, List<Numbered<E>> events) {
        return memory;
    }
}
