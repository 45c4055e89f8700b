package io.breakwater.waterfall.account;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whoever is told something in a test: it writes down what it hears, and says what the test lets it say. */
final class Listener implements Machine<Integer, Integer, Message, Integer> {

    final List<Message> heard = new ArrayList<>();
    private final Function<Message, Optional<Message>> answer;

    Listener() {
        this(message -> Optional.empty());
    }

    Listener(Function<Message, Optional<Message>> answer) {
        this.answer = answer;
    }

    private enum Word implements Message {
        TICK
    }

    <T extends Message> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public Integer initial(EntityId self) {
        return 0;
    }

    @Override
    public Integer wake(Integer state) {
        return 0;
    }

    @Override
    public Reaction<Integer, Integer> react(Integer state, Integer memory, Envelope<Message> input, Now now) {
        if (input.from().isEmpty()) {
            return Reaction.none(memory);
        }
        heard.add(input.body());
        List<Send> sends = answer.apply(input.body())
                .map(word -> new Send(input.from().get(), word))
                .map(List::of)
                .orElseGet(List::of);
        return new Reaction<>(memory, Optional.empty(), Optional.empty(), sends);
    }

    @Override
    public Integer apply(Integer state, Numbered<Integer> event) {
        return state;
    }

    @Override
    public Tending<Integer> tend(Integer state, Integer memory, Now now) {
        return Tending.idle(memory);
    }

    @Override
    public Message tick() {
        return Word.TICK;
    }
}
