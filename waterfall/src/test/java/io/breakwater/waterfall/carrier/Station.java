package io.breakwater.waterfall.carrier;

import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entity: its journal, which survives, and at most one living instance, which does not. */
public final class Station<S, M, I extends Message, E> {

    private final EntityId id;
    private final Machine<S, M, I, E> machine;
    private final Carrier carrier;
    private final List<Numbered<E>> journal = new ArrayList<>();
    private final List<Duration> persistedAt = new ArrayList<>();
    private final List<Waiting<I>> undecided = new ArrayList<>();
    private Optional<Living<S, M>> living = Optional.empty();
    private long incarnation;
    private Duration nextTick = Duration.ZERO;

    private record Living<S, M>(S state, M memory) {}

    private record Waiting<I>(I input, Optional<EntityId> from, Cause cause) {}

    Station(EntityId id, Machine<S, M, I, E> machine, Carrier carrier) {
        this.id = id;
        this.machine = machine;
        this.carrier = carrier;
    }

    public EntityId id() {
        return id;
    }

    public List<Numbered<E>> journal() {
        return journal;
    }

    /** When each event of the journal was persisted. */
    public List<Duration> persistedAt() {
        return persistedAt;
    }

    /** The state that the journal stands for. */
    public S state() {
        S state = machine.initial(id);
        for (Numbered<E> event : journal) {
            state = machine.apply(state, event);
        }
        return state;
    }

    /** The memory of the living instance, or that of one which would recover now. */
    public M memory() {
        return living.map(Living::memory).orElseGet(() -> machine.wake(state()));
    }

    /** The instance ends, as if its node were killed. */
    public void crash() {
        living = Optional.empty();
        undecided.clear();
        incarnation++;
        nextTick = Duration.ZERO;
        carrier.note(id + " crashes after " + journal.size());
    }

    void tick() {
        react(machine.tick(), Optional.empty(), Cause.of(id, "tick"));
    }

    void hear(Message body, Optional<EntityId> from, Cause cause) {
        @SuppressWarnings("unchecked")
        I input = (I) body;
        react(input, from, cause);
    }

    private void react(I input, Optional<EntityId> from, Cause cause) {
        if (living.isEmpty()) {
            S state = state();
            living = Optional.of(new Living<>(state, machine.wake(state)));
            tend();
        }
        if (living.isEmpty() || carrier.crashes()) {
            crash();
            return;
        }
        Living<S, M> before = living.get();
        Reaction<M, E> reaction =
                machine.react(before.state(), before.memory(), new Envelope<>(input, from, cause), carrier.now());
        if (reaction.later()) {
            living = Optional.of(new Living<>(before.state(), reaction.memory()));
            undecided.add(new Waiting<>(input, from, cause));
            tend();
            return;
        }
        if (!persist(before.state(), reaction)) {
            return;
        }
        reaction.reply().ifPresent(reply -> answer(reply, from));
        if (send(reaction.sends())) {
            tend();
            List<Waiting<I>> again = List.copyOf(undecided);
            undecided.clear();
            again.forEach(
                    each -> carrier.schedule(Duration.ZERO, () -> react(each.input(), each.from(), each.cause())));
        }
    }

    private void answer(Message reply, Optional<EntityId> from) {
        from.ifPresentOrElse(entity -> carrier.send(id, new Send(entity, reply)), () -> carrier.reply(reply));
    }

    private boolean persist(S state, Reaction<M, E> reaction) {
        if (reaction.event().isEmpty()) {
            living = Optional.of(new Living<>(state, reaction.memory()));
            return true;
        }
        if (carrier.crashes()) {
            crash();
            return false;
        }
        Numbered<E> event = new Numbered<>(journal.size() + 1L, reaction.event().get());
        journal.add(event);
        persistedAt.add(carrier.now().uptime());
        carrier.note(id + " persists " + event);
        if (carrier.crashes()) {
            crash();
            return false;
        }
        living = Optional.of(new Living<>(machine.apply(state, event), machine.persisted(reaction.memory(), event)));
        return true;
    }

    private boolean send(List<Send> sends) {
        for (Send send : sends) {
            if (carrier.crashes()) {
                crash();
                return false;
            }
            carrier.send(id, send);
        }
        return true;
    }

    private void tend() {
        Living<S, M> before = living.orElseThrow();
        Tending<M> tending = machine.tend(before.state(), before.memory(), carrier.now());
        living = Optional.of(new Living<>(before.state(), tending.memory()));
        if (!send(tending.sends())) {
            return;
        }
        long instance = incarnation;
        tending.reread().ifPresent(from -> carrier.schedule(Duration.ofMillis(3), () -> reread(from, instance)));
        tending.again().ifPresent(again -> tickIn(again, instance));
    }

    private void tickIn(Duration again, long instance) {
        Duration now = carrier.now().uptime();
        Duration at = now.plus(again);
        if (nextTick.compareTo(now) > 0 && nextTick.compareTo(at) <= 0) {
            return;
        }
        nextTick = at;
        carrier.schedule(again, () -> {
            if (incarnation == instance) {
                tick();
            }
        });
    }

    private void reread(long from, long instance) {
        if (incarnation != instance || living.isEmpty()) {
            return;
        }
        int begin = (int) Math.min(from - 1, journal.size());
        int end = Math.min(journal.size(), begin + carrier.pageSize());
        Living<S, M> before = living.get();
        List<Numbered<E>> page = List.copyOf(journal.subList(begin, end));
        living = Optional.of(new Living<>(before.state(), machine.reread(before.memory(), page)));
        tend();
    }
}
