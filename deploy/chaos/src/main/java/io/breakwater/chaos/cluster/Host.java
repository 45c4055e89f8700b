package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.process.Admission;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Incarnation;
import io.breakwater.waterfall.process.Incarnation.Current;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One living instance of an entity on a node: what the gate and the persistent actor do in production. It recovers, lets
 * one input in at a time, does nothing else while it writes, and ends when a write is refused or its outcome unknown.
 */
final class Host<S, M, I extends Message, E> implements Incarnation.Carrier<Asker> {

    private static final int EVENTS_PER_SNAPSHOT = 5;
    private static final int PAGE = 40;
    private static final long READ_AGAIN = 3_000_000;

    private final Node node;
    private final EntityId id;
    private final EntityType<S, M, I, E> type;
    private final Incarnation<S, M, I, E, Asker> instance;
    private final Admission<I, Asker> waiting;
    private final Deque<Runnable> stash = new ArrayDeque<>();
    private final String writer;
    private Current<S> current;
    private boolean recovered;
    private boolean writing;
    private boolean stopped;
    private boolean leaving;
    /** Timers that were set before the last one was set or cancelled do nothing. */
    private long timer;

    Host(Node node, EntityId id, EntityType<S, M, I, E> type, String writer) {
        this.node = node;
        this.id = id;
        this.type = type;
        this.writer = writer;
        this.instance = new Incarnation<>(id, type, this);
        this.waiting = new Admission<>(type, this);
        this.current = new Current<>(0, type.rules().initial(id));
    }

    EntityId id() {
        return id;
    }

    /** The state as of the last event that this instance knows to be persisted; absent before it has recovered. */
    Optional<S> state() {
        return recovered && !stopped ? Optional.of(current.state()) : Optional.empty();
    }

    void show(World.Instances viewer) {
        state().ifPresent(state -> viewer.instance(id, current.number(), state));
    }

    /** Begins to recover: nothing is decided or said before this instance has claimed the entity. */
    void start() {
        node.world().writes().recover(node, id, writer, rows -> {
            if (!stopped) {
                rows.ifPresentOrElse(this::recover, this::stop);
            }
        });
    }

    @SuppressWarnings("unchecked") // the snapshot was kept by an instance of the same entity
    private void recover(List<Journal.Row> rows) {
        boolean fromGenesis = node.world().chance().oneIn(8);
        Optional<Current<?>> kept = node.world().journal().snapshot(id);
        if (!fromGenesis && kept.isPresent() && kept.get().number() <= rows.size()) {
            current = (Current<S>) kept.get();
        }
        for (Journal.Row row : rows.subList((int) current.number(), rows.size())) {
            current = folded(row.number(), type.events().cast(row.event()));
        }
        recovered = true;
        instance.recovered(current);
        admit();
    }

    private Current<S> folded(long number, E event) {
        return new Current<>(number, type.rules().apply(current.state(), new Numbered<>(number, event)));
    }

    /** A message has come for the entity. */
    void hear(Parcel parcel) {
        Optional<I> understood = type.understands().apply(parcel.body());
        if (understood.isEmpty()) {
            throw new IllegalStateException(id + " was told " + parcel.body() + ", which it does not understand");
        }
        Envelope<I> envelope = new Envelope<>(understood.get(), parcel.from(), parcel.cause());
        Optional<Duration> until = parcel.budget().map(budget -> uptime().plus(budget));
        waiting.offer(new Admission.Waiting<>(envelope, until, parcel.asker()));
        admit();
    }

    /** The entity is to live elsewhere: ends once nothing is under way. */
    void leave() {
        leaving = true;
        if (waiting.isIdle() && !writing) {
            stop();
        }
    }

    /** The node dies, and this instance with it. */
    void die() {
        stopped = true;
    }

    private void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        node.gone(this);
        instance.stopped();
        waiting.askers().forEach(asker -> node.world().answer(node, asker, new Answer.Unknown()));
    }

    private void admit() {
        if (!recovered || writing || stopped) {
            return;
        }
        waiting.next(uptime()).ifPresent(next -> write(instance.carry(current, next)));
    }

    /** Does this now, or when what is being written is. */
    private void whenWritten(Runnable work) {
        if (stopped) {
            return;
        }
        if (writing) {
            stash.add(work);
        } else {
            work.run();
        }
    }

    private void write(Optional<Incarnation<S, M, I, E, Asker>.Decided> decided) {
        if (decided.isEmpty()) {
            return;
        }
        node.boundary(FaultKind.CRASH_BEFORE_PERSIST);
        writing = true;
        E event = decided.get().event();
        long number = current.number() + 1;
        Journal.Row row = new Journal.Row(
                id, number, event, decided.get().cause(), writer, node.world().now(), 0);
        node.world().writes().write(node, row, done -> {
            if (stopped) {
                return;
            }
            if (!done) {
                stop();
                return;
            }
            node.boundary(FaultKind.CRASH_AFTER_PERSIST);
            current = folded(number, event);
            if (number % EVENTS_PER_SNAPSHOT == 0) {
                node.world().journal().keep(id, current);
            }
            writing = false;
            decided.get().persisted(current);
            if (leaving && waiting.isIdle()) {
                stop();
                return;
            }
            while (!stash.isEmpty() && !writing && !stopped) {
                stash.remove().run();
            }
            admit();
        });
    }

    @Override
    public Now now() {
        return node.now();
    }

    @Override
    public Duration uptime() {
        return node.uptime();
    }

    @Override
    public void send(Send send, Cause cause) {
        node.boundary(FaultKind.CRASH_BETWEEN_SENDS);
        node.world()
                .route(
                        node,
                        new Parcel(send.to(), send.body(), Optional.of(id), cause, Optional.empty(), Optional.empty()));
    }

    @Override
    public void answer(Asker asker, Message reply) {
        node.world().answer(node, asker, new Answer.Given(reply));
    }

    @Override
    public void overloaded(Asker asker, String lane, int bound) {
        node.world().answer(node, asker, new Answer.NotTaken());
    }

    @Override
    public void tooLate(Asker asker) {
        node.world().answer(node, asker, new Answer.NotTaken());
    }

    @Override
    public void carried() {
        waiting.carried();
        if (leaving) {
            stop();
            return;
        }
        if (!waiting.isEmpty()) {
            node.later(0, () -> whenWritten(this::admit));
        }
    }

    @Override
    public void wakeIn(Duration delay) {
        long mine = ++timer;
        node.later(delay.toNanos(), () -> {
            if (mine == timer) {
                whenWritten(() -> write(instance.wake(current)));
            }
        });
    }

    @Override
    public void sleep() {
        timer++;
    }

    @Override
    public void again() {
        node.later(0, () -> whenWritten(() -> write(instance.again(current))));
    }

    @Override
    public void reread(long from) {
        node.later(
                READ_AGAIN,
                () -> whenWritten(() -> {
                    List<Journal.Row> rows = node.world().journal().rows(id);
                    int begin = (int) Math.min(from - 1, rows.size());
                    int end = Math.min(rows.size(), begin + PAGE);
                    List<Numbered<E>> events = new ArrayList<>();
                    rows.subList(begin, end)
                            .forEach(row -> events.add(
                                    new Numbered<>(row.number(), type.events().cast(row.event()))));
                    instance.reread(current, events);
                }));
    }
}
