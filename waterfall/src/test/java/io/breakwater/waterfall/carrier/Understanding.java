package io.breakwater.waterfall.carrier;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A machine behind its own ears: what others say becomes an input of it, as the entity of a node makes it. */
public record Understanding<S, M, I extends Message, E>(
        Machine<S, M, I, E> machine, Function<Message, Optional<I>> ears) implements Machine<S, M, Message, E> {

    @Override
    public S initial(EntityId self) {
        return machine.initial(self);
    }

    @Override
    public M wake(S state) {
        return machine.wake(state);
    }

    @Override
    public Reaction<M, E> react(S state, M memory, Envelope<Message> input, Now now) {
        return ears.apply(input.body())
                .map(body -> machine.react(state, memory, new Envelope<>(body, input.from(), input.cause()), now))
                .orElseGet(() -> Reaction.none(memory));
    }

    @Override
    public S apply(S state, Numbered<E> event) {
        return machine.apply(state, event);
    }

    @Override
    public M persisted(M memory, Numbered<E> event) {
        return machine.persisted(memory, event);
    }

    @Override
    public Tending<M> tend(S state, M memory, Now now) {
        return machine.tend(state, memory, now);
    }

    @Override
    public Message tick() {
        return machine.tick();
    }

    @Override
    public M reread(M memory, List<Numbered<E>> events) {
        return machine.reread(memory, events);
    }
}
