package io.breakwater.waterfall.process;

import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * One kind of entity as the runtime needs to know it.
 *
 * @param understands the input that a message is to this kind of entity, absent for what it does not understand
 * @param events the sealed family of its events
 * @param lane the lane an input waits in
 * @param fold joins two waiting inputs of the {@link Lane#POSTINGS} lane into one
 * @param observer who on this node sees what the entities become
 */
public record EntityType<S, M, I extends Message, E>(
        EntityKind kind,
        Function<Message, Optional<I>> understands,
        Class<E> events,
        Machine<S, M, I, E> rules,
        Function<I, Lane> lane,
        BinaryOperator<I> fold,
        EntityObserver<S> observer) {

    /** A type that nobody observes. */
    public EntityType(
            EntityKind kind,
            Function<Message, Optional<I>> understands,
            Class<E> events,
            Machine<S, M, I, E> rules,
            Function<I, Lane> lane,
            BinaryOperator<I> fold) {
        this(kind, understands, events, rules, lane, fold, EntityObserver.none());
    }

    /** The same type, its entities on this node seen by this observer. */
    public EntityType<S, M, I, E> observedBy(EntityObserver<S> seer) {
        return new EntityType<>(kind, understands, events, rules, lane, fold, seer);
    }

    /** A type that is told nothing but its own family of inputs, all in the last lane. */
    public static <S, M, I extends Message, E> EntityType<S, M, I, E> of(
            EntityKind kind, Class<I> inputs, Class<E> events, Machine<S, M, I, E> rules) {
        return unfolded(
                kind,
                message -> inputs.isInstance(message) ? Optional.of(inputs.cast(message)) : Optional.empty(),
                events,
                rules,
                input -> Lane.REST);
    }

    /** A type that takes no postings, so that nothing of it is folded. */
    public static <S, M, I extends Message, E> EntityType<S, M, I, E> unfolded(
            EntityKind kind,
            Function<Message, Optional<I>> understands,
            Class<E> events,
            Machine<S, M, I, E> rules,
            Function<I, Lane> lane) {
        return new EntityType<>(kind, understands, events, rules, lane, (first, second) -> {
            throw new IllegalStateException("inputs of " + kind + " are not folded: " + first + ", " + second);
        });
    }
}
