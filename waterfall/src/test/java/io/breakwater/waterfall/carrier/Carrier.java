package io.breakwater.waterfall.carrier;

import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The world of a test: entities, the wire between them, and virtual time. */
public final class Carrier {

    /** A starter calls every entity this often, as the starter of a node calls its buckets. */
    private static final Duration STARTER = Duration.ofSeconds(2);

    private static final Duration ERROR = Duration.ofMillis(250);

    private static final Instant BEGINNING = Instant.parse("2020-04-20T12:00:00Z");

    private final Generator any;
    private final Map<EntityId, Station<?, ?, ?, ?>> stations = new TreeMap<>();
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final List<Message> replies = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private Faults faults;
    private Duration uptime = Duration.ZERO;
    private boolean houseTime = true;
    private long scheduled;

    public Carrier(Generator any, Faults faults) {
        this.any = any;
        this.faults = faults;
    }

    /** Something that happens at its time; at the same time, in the order it was scheduled. */
    private record Due(Duration at, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int time = at.compareTo(other.at);
            return time != 0 ? time : Long.compare(order, other.order);
        }
    }

    public <S, M, I extends Message, E> Station<S, M, I, E> host(EntityId id, Machine<S, M, I, E> machine) {
        Station<S, M, I, E> station = new Station<>(id, machine, this);
        stations.put(id, station);
        call(station);
        return station;
    }

    private void call(Station<?, ?, ?, ?> station) {
        station.tick();
        schedule(STARTER, () -> call(station));
    }

    /** A client's message, over the same network. */
    public void tell(EntityId to, Message body) {
        post(to, body, Optional.empty());
    }

    /** From here on this goes wrong. */
    public void disturb(Faults next) {
        faults = next;
    }

    /** No more faults: from here on everything that is owed must end. */
    public void heal() {
        faults = Faults.NONE;
    }

    public void houseTime(boolean known) {
        houseTime = known;
    }

    /** Lets this much virtual time pass. */
    public void run(Duration time) {
        Duration end = uptime.plus(time);
        while (!agenda.isEmpty() && agenda.peek().at().compareTo(end) <= 0) {
            Due next = agenda.remove();
            uptime = next.at();
            next.what().run();
        }
        uptime = end;
    }

    /** What the clocks really show, which nobody knows. */
    public Instant trueTime(Duration at) {
        return BEGINNING.plus(at);
    }

    /** House time is off by what its bound admits, differently each time. */
    public Now now() {
        Duration off = Duration.ofMillis(any.between(0, 2 * ERROR.toMillis())).minus(ERROR);
        HouseInstant house = new HouseInstant(BEGINNING.plus(uptime).plus(off), ERROR);
        return new Now(uptime, houseTime ? Optional.of(house) : Optional.empty());
    }

    /** What clients were answered. */
    public List<Message> replies() {
        return replies;
    }

    /** Everything that happened, to compare two runs by. */
    public List<String> log() {
        return log;
    }

    /** One crash somewhere in the work of an entity. */
    boolean crashes() {
        return any.between(1, 100) <= faults.crashed();
    }

    int pageSize() {
        return (int) any.between(1, 40);
    }

    void schedule(Duration in, Runnable what) {
        agenda.add(new Due(uptime.plus(in), scheduled++, what));
    }

    void send(EntityId from, Send send) {
        post(send.to(), send.body(), Optional.of(from));
    }

    void reply(Message message) {
        replies.add(message);
    }

    void note(String line) {
        log.add(uptime + " " + line);
    }

    private void post(EntityId to, Message body, Optional<EntityId> from) {
        int copies = any.between(1, 100) <= faults.doubled() ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            if (any.between(1, 100) > faults.dropped()) {
                Duration delay =
                        Duration.ofMillis(any.between(0, faults.slowest().toMillis()));
                schedule(delay, () -> deliver(to, body, from));
            }
        }
    }

    private void deliver(EntityId to, Message body, Optional<EntityId> from) {
        Station<?, ?, ?, ?> station = stations.get(to);
        if (station == null) {
            throw new IllegalStateException("nobody is " + to);
        }
        Cause cause = from.map(entity -> Cause.of(entity, "message"))
                .orElseGet(() -> new Cause("client/test", Optional.empty(), "request"));
        note(to + " hears " + body);
        station.hear(body, from, cause);
    }
}
