package io.breakwater.waterfall.process;

import io.breakwater.waterfall.process.Admission.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One living instance of an entity: does what {@link Machine} says a carrier does, in its order. The carrier keeps the
 * state with the number of its last event, persists, and lends its clocks, timers and network; an instance whose write was
 * refused, or whose write's outcome stays unknown, must not be used any more.
 *
 * @param <A> who asks, as the carrier knows it
 */
public final class Incarnation<S, M, I extends Message, E, A> {

    /** How many inputs may wait until they can be decided. */
    public static final int UNDECIDED_LIMIT = 64;

    private static final Duration REREAD_PAUSE = Duration.ofSeconds(1);

    private final EntityId self;
    private final Machine<S, M, I, E> rules;
    private final EntityObserver<S> observer;
    private final Carrier<A> carrier;
    private final List<Waiting<I, A>> undecided = new ArrayList<>();
    private M memory;
    private boolean rereading;
    /** The uptime at which the timer that is active wakes it; none is active if absent. */
    private Optional<Duration> wakeAt = Optional.empty();
    /** How many of the undecided are still to be looked at since something was decided. */
    private int lookAgain;

    private boolean againSent;

    /** An instance of this entity that has not recovered yet. */
    public Incarnation(EntityId self, EntityType<S, M, I, E> type, Carrier<A> carrier) {
        this.self = self;
        this.rules = type.rules();
        this.observer = type.observer();
        this.carrier = carrier;
        this.memory = rules.wake(rules.initial(self));
    }

    /** What a carrier lends one instance. */
    public interface Carrier<A> extends Admission.Refusals<A> {

        Now now();

        /** The uptime alone. */
        Duration uptime();

        /** Tells another entity; the message may be lost. */
        void send(Send send, Cause cause);

        /** Gives an asker the rules' answer. */
        void answer(A asker, Message reply);

        /** The input that was let in is done with. */
        void carried();

        /** Calls {@link Incarnation#wake} in so long, and not when it was asked to before. */
        void wakeIn(Duration delay);

        /** Does not call {@link Incarnation#wake} until asked again. */
        void sleep();

        /** Calls {@link Incarnation#again} after what it has been told already. */
        void again();

        /** Reads own events from this number on and hands them to {@link Incarnation#reread}. */
        void reread(long from);
    }

    /** The state, and the number of the last event in it. */
    public record Current<S>(long number, S state) {}

    /** Why an input is looked at. */
    private enum Why {
        LET_IN,
        AGAIN,
        TICK
    }

    /** An event that the carrier is to persist under the next number, and then to say so. */
    public final class Decided {

        private final Waiting<I, A> question;
        private final Reaction<M, E> reaction;
        private final E event;
        private final Now now;
        private final Why why;

        private Decided(Waiting<I, A> question, Reaction<M, E> reaction, E event, Now now, Why why) {
            this.question = question;
            this.reaction = reaction;
            this.event = event;
            this.now = now;
            this.why = why;
        }

        public E event() {
            return event;
        }

        public Cause cause() {
            return question.envelope().cause();
        }

        /** When it was decided. */
        public Now now() {
            return now;
        }

        /** It is persisted, and this is the state with it. Gives the answer, sends, and tends. */
        public void persisted(Current<S> after) {
            memory = rules.persisted(memory, new Numbered<>(after.number(), event));
            observer.changed(self, after.state());
            speak(after, question, reaction);
            done(why);
        }
    }

    /** The state is recovered from the journal. */
    public void recovered(Current<S> current) {
        memory = rules.wake(current.state());
        observer.recovered(self, current.state());
        tend(current);
    }

    /** The instance has ended. */
    public void stopped() {
        observer.stopped(self);
    }

    /** Decides on an input that was let in. */
    public Optional<Decided> carry(Current<S> current, Waiting<I, A> input) {
        return react(current, input, Why.LET_IN);
    }

    /** Looks again at the next of the undecided. */
    public Optional<Decided> again(Current<S> current) {
        againSent = false;
        if (undecided.isEmpty()) {
            return Optional.empty();
        }
        lookAgain--;
        Waiting<I, A> next = undecided.remove(0);
        if (isGivenUp(next)) {
            next.asker().ifPresent(carrier::tooLate);
            lookAtNext();
            return Optional.empty();
        }
        return react(current, next, Why.AGAIN);
    }

    /** The time has come that was asked for with {@link Carrier#wakeIn}. */
    public Optional<Decided> wake(Current<S> current) {
        wakeAt = Optional.empty();
        Cause cause = Cause.of(self, "tick-" + current.number());
        Envelope<I> tick = new Envelope<>(rules.tick(), Optional.empty(), cause);
        return react(current, new Waiting<>(tick, Optional.empty(), Optional.empty()), Why.TICK);
    }

    /** The own events that were asked for. */
    public void reread(Current<S> current, List<Numbered<E>> events) {
        rereading = false;
        memory = rules.reread(memory, events);
        tend(current);
    }

    /** The own events could not be read; the rules ask again when they are next tended. */
    public void rereadFailed() {
        rereading = false;
        startTimer(REREAD_PAUSE);
    }

    private Optional<Decided> react(Current<S> current, Waiting<I, A> question, Why why) {
        Now now = carrier.now();
        Reaction<M, E> reaction = rules.react(current.state(), memory, question.envelope(), now);
        memory = reaction.memory();
        if (reaction.later()) {
            postpone(question, why);
            tend(current);
            done(why);
            return Optional.empty();
        }
        if (reaction.event().isPresent()) {
            return Optional.of(new Decided(question, reaction, reaction.event().get(), now, why));
        }
        speak(current, question, reaction);
        done(why);
        return Optional.empty();
    }

    private void done(Why why) {
        switch (why) {
            case LET_IN -> carrier.carried();
            case AGAIN -> lookAtNext();
            case TICK -> {}
        }
    }

    /**
     * Keeps an input for later; beyond the bound its asker is told that too much waits, and it had no effect. What nobody
     * waits for any more makes room, and a tick is never kept: the next one comes by itself.
     */
    private void postpone(Waiting<I, A> question, Why why) {
        if (why == Why.TICK) {
            return;
        }
        if (undecided.size() >= UNDECIDED_LIMIT) {
            undecided.removeIf(this::isGivenUp);
        }
        if (undecided.size() < UNDECIDED_LIMIT) {
            undecided.add(question);
        } else {
            question.asker().ifPresent(asker -> carrier.overloaded(asker, "undecided", UNDECIDED_LIMIT));
        }
    }

    private boolean isGivenUp(Waiting<I, A> question) {
        return question.until()
                .filter(until -> until.compareTo(carrier.uptime()) < 0)
                .isPresent();
    }

    /** Gives the answer and the hints of a reaction, then sends what is owed. */
    private void speak(Current<S> current, Waiting<I, A> question, Reaction<M, E> reaction) {
        Cause cause = Cause.of(self, Long.toString(current.number()));
        reaction.reply().filter(reply -> !observer.takes(reply)).ifPresent(reply -> {
            question.asker().ifPresent(asker -> carrier.answer(asker, reply));
            question.envelope().from().ifPresent(entity -> carrier.send(new Send(entity, reply), cause));
        });
        reaction.sends().forEach(send -> carrier.send(send, cause));
        tend(current);
        lookAgain = undecided.size();
        lookAtNext();
    }

    /** Has the next of the undecided looked at, one at a time, until each has had its turn. */
    private void lookAtNext() {
        if (lookAgain > 0 && !againSent) {
            againSent = true;
            carrier.again();
        }
    }

    private void tend(Current<S> current) {
        Tending<M> tending = rules.tend(current.state(), memory, carrier.now());
        memory = tending.memory();
        Cause cause = Cause.of(self, Long.toString(current.number()));
        tending.sends().forEach(send -> carrier.send(send, cause));
        tending.reread().ifPresent(this::askToReread);
        tending.again().ifPresentOrElse(this::wakeIn, this::sleep);
    }

    private void askToReread(long from) {
        if (!rereading) {
            rereading = true;
            carrier.reread(from);
        }
    }

    /** Wakes in so long, or earlier when that was arranged before: who is asked all the time must not sleep over it. */
    private void wakeIn(Duration delay) {
        Duration at = carrier.uptime().plus(delay);
        if (wakeAt.filter(before -> before.compareTo(at) <= 0).isEmpty()) {
            startTimer(delay);
        }
    }

    private void startTimer(Duration delay) {
        wakeAt = Optional.of(carrier.uptime().plus(delay));
        carrier.wakeIn(delay);
    }

    private void sleep() {
        wakeAt = Optional.empty();
        carrier.sleep();
    }
}
