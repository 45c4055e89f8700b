package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.episode.Episode;
import io.breakwater.waterfall.housetime.ClockPolicy;
import io.breakwater.waterfall.housetime.ClockReadings;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One node: its clocks, what it knows of the cluster, and the instances that live on it, all of which end with it. */
final class Node {

    private static final long MILLION = 1_000_000;

    private final World world;
    private final int number;
    private final Map<EntityId, Host<?, ?, ?, ?>> hosts = new LinkedHashMap<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final RiskRound risk;
    private final CensusRound census;
    private long boot;
    private long startedAt;
    private boolean alive;
    private boolean paused;
    /** How far its wall clock is from true time, in nanoseconds. */
    private long wallOffset;
    /** How fast its monotonic clock runs away from true time, in millionths. */
    private long drift;

    private ClockReadings clocks;
    /** What its clocks showed when they were last looked at, and when in true time that was. */
    private Now read = new Now(Duration.ZERO, Optional.empty());

    private long readAt = -1;
    private View view = View.NONE;
    private Optional<FaultKind> armed = Optional.empty();
    private int countdown;
    private long instances;

    Node(World world, int number) {
        this.world = world;
        this.number = number;
        this.risk = new RiskRound(this);
        this.census = new CensusRound(this);
        this.clocks = ClockReadings.starting(ClockPolicy.STANDARD, name(number), 0);
    }

    static String name(int number) {
        return "node" + number;
    }

    World world() {
        return world;
    }

    int number() {
        return number;
    }

    long boot() {
        return boot;
    }

    boolean isUp() {
        return alive && !paused;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isPaused() {
        return paused;
    }

    View view() {
        return view;
    }

    RiskRound risk() {
        return risk;
    }

    CensusRound census() {
        return census;
    }

    void setClocks(long offset, long driftPerMillion) {
        wallOffset = offset;
        drift = driftPerMillion;
    }

    /** Starts with nothing but the journal. */
    void start() {
        boot++;
        alive = true;
        paused = false;
        startedAt = world.now();
        clocks = ClockReadings.starting(ClockPolicy.STANDARD, name(number), boot);
        readAt = -1;
        view = View.NONE;
        armed = Optional.empty();
        risk.start();
        census.start();
        Beats.start(this);
    }

    /** Ends at once; whatever it had in memory is gone. */
    void die() {
        alive = false;
        paused = false;
        hosts.values().forEach(Host::die);
        hosts.clear();
        held.clear();
    }

    void pause() {
        paused = true;
    }

    /** Goes on with what it was told and what has come due meanwhile. */
    void goOn() {
        paused = false;
        List<Runnable> all = new ArrayList<>(held);
        held.clear();
        all.forEach(this::run);
    }

    /** At the next time but so many that it passes this boundary, the node dies there. */
    void arm(FaultKind boundary, int times) {
        armed = Optional.of(boundary);
        countdown = times;
    }

    void disarm() {
        armed = Optional.empty();
    }

    void boundary(FaultKind here) {
        if (armed.isPresent() && armed.get() == here && countdown-- <= 0) {
            armed = Optional.empty();
            throw new Crash(here);
        }
    }

    /** Does this on this node, unless it is dead; when it stands still, as soon as it goes on. */
    void run(Runnable work) {
        if (!alive) {
            return;
        }
        if (paused) {
            held.add(work);
            return;
        }
        try {
            work.run();
        } catch (Crash crash) {
            world.crashed(this, crash.where());
        }
    }

    /** Does this on this node in so many nanoseconds, if it has not died meanwhile. */
    void later(long nanos, Runnable work) {
        long since = boot;
        world.agenda().in(nanos, () -> {
            if (boot == since) {
                run(work);
            }
        });
    }

    Duration uptime() {
        long passed = world.now() - startedAt;
        return Duration.ofNanos(passed + passed / MILLION * drift);
    }

    Instant wall() {
        return World.BEGINNING.plusNanos(world.now() + wallOffset);
    }

    Now now() {
        if (readAt != world.now()) {
            Duration uptime = uptime();
            ClockReadings.Reading reading = clocks.read(uptime, wall());
            clocks = reading.next();
            read = new Now(uptime, reading.house());
            readAt = world.now();
        }
        return read;
    }

    void jump(long nanos) {
        wallOffset += nanos;
        readAt = -1;
    }

    ClockReadings clocks() {
        return clocks;
    }

    void clocks(ClockReadings next) {
        clocks = next;
        readAt = -1;
    }

    /**
     * Learns who is in the cluster, and lets go of what lives elsewhere or lived there meanwhile: a shard that is handed over
     * is given up first, so nobody ever gets his own old instances back.
     */
    void learn(List<View> history) {
        View next = history.get(history.size() - 1);
        if (next.epoch() <= view.epoch()) {
            return;
        }
        List<View> missed =
                history.stream().filter(each -> each.epoch() > view.epoch()).toList();
        view = next;
        TreeSet<String> names = new TreeSet<>();
        next.members().keySet().forEach(each -> names.add(name(each)));
        clocks(clocks.among(names));
        List.copyOf(hosts.values()).stream()
                .filter(host -> missed.stream().anyMatch(each -> each.owner(world.slot(host.id())) != number))
                .forEach(Host::leave);
    }

    /** A message for an entity has come here. */
    void receive(Parcel parcel) {
        Host<?, ?, ?, ?> host = hosts.get(parcel.to());
        if (host == null) {
            if (view.owner(world.slot(parcel.to())) != number) {
                return;
            }
            host = world.host(this, parcel.to(), name(number) + "." + boot + "." + ++instances);
            hosts.put(parcel.to(), host);
            host.start();
        }
        host.hear(parcel);
    }

    void gone(Host<?, ?, ?, ?> host) {
        hosts.remove(host.id(), host);
    }

    boolean hosts(EntityId entity) {
        return hosts.containsKey(entity);
    }

    /** The accounts that live here, as they know themselves. */
    List<Account> accounts() {
        return states(Account.class);
    }

    /** The episodes that live here. */
    List<Episode> episodes() {
        return states(Episode.class);
    }

    void instances(World.Instances viewer) {
        hosts.values().forEach(host -> host.show(viewer));
    }

    private <T> List<T> states(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Host<?, ?, ?, ?> host : hosts.values()) {
            host.state().filter(kind::isInstance).map(kind::cast).ifPresent(found::add);
        }
        return found;
    }
}
