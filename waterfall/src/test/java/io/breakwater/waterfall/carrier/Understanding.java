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
import java.util.function.Function;

/** A machine that is told the messages of other entities as they are, as the gate of a node understands them for it. */
public record Understanding<S, M, I extends Message, E>(Machine<S, M, I, E> rules, Function<Message, I> understood)
        implements Machine<S, M, Message, E> {

    @Override
    public S initial(EntityId self) {
        return rules.initial(self);
    }

    @Override
    public M wake(S state) {
        return rules.wake(state);
    }

    @Override
    public Reaction<M, E> react(S state, M memory, Envelope<Message> input, Now now) {
        I body = understood.apply(input.body());
        return rules.react(state, memory, new Envelope<>(body, input.from(), input.cause()), now);
    }

    @Override
    public S apply(S state, Numbered<E> event) {
        return rules.apply(state, event);
    }

    @Override
    public M persisted(M memory, Numbered<E> event) {
        return rules.persisted(memory, event);
    }

    @Override
    public Tending<M> tend(S state, M memory, Now now) {
        return rules.tend(state, memory, now);
    }

    @Override
    public Message tick() {
        return rules.tick();
    }

    @Override
    public M reread(M memory, List<Numbered<E>> events) {
        return rules.reread(memory, events);
    }
}
