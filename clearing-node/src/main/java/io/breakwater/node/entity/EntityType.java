package io.breakwater.node.entity;

import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * One kind of entity as the runtime needs to know it.
 *
 * @param inputs the sealed family of what it may be told; anything else is refused
 * @param events the sealed family of its events
 * @param lane the lane an input waits in
 * @param fold joins two waiting inputs of the {@link Lane#POSTINGS} lane into one
 */
public record EntityType<S, M, I extends Message, E>(
        EntityKind kind,
        Class<I> inputs,
        Class<E> events,
        Machine<S, M, I, E> rules,
        Function<I, Lane> lane,
        BinaryOperator<I> fold) {

    /** A type without postings to fold. */
    public static <S, M, I extends Message, E> EntityType<S, M, I, E> of(
            EntityKind kind, Class<I> inputs, Class<E> events, Machine<S, M, I, E> rules, Function<I, Lane> lane) {
        return new EntityType<>(kind, inputs, events, rules, lane, (first, second) -> {
            throw new IllegalStateException("inputs of " + kind + " are not folded");
        });
    }
}
