package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.account.AccountEntity;
import io.breakwater.waterfall.auction.AuctionEntity;
import io.breakwater.waterfall.bank.BankEntity;
import io.breakwater.waterfall.bucket.BucketEntity;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.catalogue.CatalogueEntity;
import io.breakwater.waterfall.desk.DeskEntity;
import io.breakwater.waterfall.episode.EpisodeEntity;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.HouseEntity;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.payouts.PayoutsEntity;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.trades.TradesEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The simulated cluster as a whole: what carries messages and keeps events, and what befalls its nodes. */
public final class World {

    /** True time at the beginning. */
    public static final Instant BEGINNING = Instant.parse("2020-04-20T12:00:00Z");
    /** Weighs accounts in fingerprints. */
    public static final FingerprintKey KEY = new FingerprintKey(0x0123456789abcdefL, 0x02468ace13579bdfL);
    /** Buckets whose accounts may pay out. */
    public static final int BUCKETS = 4;

    private static final long MICROS = 1_000;
    private static final long MILLIS = 1_000_000;

    private final Agenda agenda = new Agenda();
    private final Chance chance;
    private final Journal journal = new Journal();
    private final Weather weather = new Weather();
    private final Writes writes = new Writes(this);
    private final List<Node> nodes = new ArrayList<>();
    private final Links links;
    private final Membership membership;
    private final Map<EntityKind, EntityType<?, ?, ?, ?>> types = new EnumMap<>(EntityKind.class);
    private final Map<EntityId, Integer> slots = new HashMap<>();
    private final TreeSet<EntityId> buckets = new TreeSet<>();
    private final Map<Long, Pending> pending = new HashMap<>();
    private long calls;
    private boolean troubled;

    private record Pending(Asker asker, Consumer<Answer> then) {}

    /** A cluster of so many nodes, all of them up and members. */
    public World(Chance chance, int size) {
        this.chance = chance;
        this.links = new Links(size);
        for (int number = 0; number < size; number++) {
            nodes.add(new Node(this, number));
        }
        this.membership = new Membership(this, nodes);
        List.of(
                        AuctionEntity.type(KEY),
                        BankEntity.type(),
                        BucketEntity.type(),
                        CatalogueEntity.type(),
                        DeskEntity.type(KEY, HouseMessage.MAIN),
                        EpisodeEntity.type(KEY),
                        HouseEntity.type(BUCKETS),
                        PayoutsEntity.type(),
                        PriceEntity.type(),
                        TradesEntity.type(KEY, HouseMessage.MAIN))
                .forEach(type -> types.put(type.kind(), type));
        types.put(EntityKind.ACCOUNT, AccountEntity.type());
    }

    /** Starts all nodes. */
    public void start() {
        nodes.forEach(Node::start);
        membership.found();
    }

    public Agenda agenda() {
        return agenda;
    }

    public long now() {
        return agenda.now();
    }

    /** True time as an instant, which nobody in the cluster knows. */
    public Instant trueTime() {
        return BEGINNING.plusNanos(now());
    }

    public Journal journal() {
        return journal;
    }

    /** The way to the journal, which may fail. */
    Writes writes() {
        return writes;
    }

    public Weather weather() {
        return weather;
    }

    public int size() {
        return nodes.size();
    }

    /** The rules of a kind of entity, to fold its events by. */
    public EntityType<?, ?, ?, ?> type(EntityKind kind) {
        return Optional.ofNullable(types.get(kind)).orElseThrow();
    }

    Chance chance() {
        return chance;
    }

    Links links() {
        return links;
    }

    /** True while faults may strike. */
    boolean isTroubled() {
        return troubled;
    }

    public void troubled(boolean now) {
        troubled = now;
    }

    // ---- what lives where

    int slot(EntityId entity) {
        return slots.computeIfAbsent(
                entity, id -> id.kind() == EntityKind.BUCKET ? Integer.parseInt(id.key()) : Buckets.numberOf(id));
    }

    Iterable<EntityId> buckets() {
        return List.copyOf(buckets);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a type goes with itself
    Host<?, ?, ?, ?> host(Node node, EntityId entity, String writer) {
        if (entity.kind() == EntityKind.BUCKET) {
            buckets.add(entity);
        }
        boolean twice = nodes.stream().anyMatch(other -> other != node && other.isAlive() && other.hosts(entity));
        lives += twice ? 1 : 0;
        EntityType type = entity.kind() == EntityKind.ACCOUNT
                ? AccountEntity.type().observedBy(node.risk())
                : type(entity.kind());
        return new Host(node, entity, type, writer);
    }

    private long lives;

    /** How often an entity was started while an instance of it lived elsewhere. */
    public long doubles() {
        return lives;
    }

    // ---- messages

    /** Sends a message for an entity to where it lives, as this node knows it. */
    void route(Node from, Parcel parcel) {
        int owner = from.view().owner(slot(parcel.to()));
        if (owner >= 0) {
            send(from, owner, there -> there.receive(parcel));
        }
    }

    /** Has another node do something, if the message gets there. */
    void send(Node from, int to, Consumer<Node> what) {
        Node there = nodes.get(to);
        if (from.number() == to) {
            from.later(chance.between(10 * MICROS, 100 * MICROS), () -> what.accept(from));
            return;
        }
        if (!links.passes(from.number(), to)) {
            return;
        }
        carry(() -> there.run(() -> what.accept(there)));
    }

    /** Over the network: lost, doubled, late, or none of these. */
    private void carry(Runnable arrival) {
        Weather.Network now = weather.network();
        if (chance.percent(now.dropped())) {
            weather.strikes(FaultKind.DROP);
            return;
        }
        int copies = 1;
        if (chance.percent(now.doubled())) {
            weather.strikes(FaultKind.DUPLICATE);
            copies = 2;
        }
        for (int copy = 0; copy < copies; copy++) {
            long delay = chance.between(100 * MICROS, 3 * MILLIS);
            if (chance.percent(now.delayed())) {
                weather.strikes(FaultKind.DELAY);
                delay += chance.between(0, now.slowest());
            }
            agenda.in(delay, arrival);
        }
    }

    /** Asks an entity on behalf of a node; without an answer in time the outcome is unknown. */
    void ask(Node node, EntityId to, Message body, Cause cause, Duration budget, Consumer<Answer> then) {
        Asker asker = new Asker(node.number(), node.boot(), ++calls);
        pending.put(asker.call(), new Pending(asker, then));
        node.later(budget.toNanos(), () -> settle(asker, new Answer.Unknown()));
        route(node, new Parcel(to, body, Optional.empty(), cause, Optional.of(budget), Optional.of(asker)));
    }

    void answer(Node from, Asker asker, Answer answer) {
        send(from, asker.node(), there -> {
            if (there.boot() == asker.boot()) {
                settle(asker, answer);
            }
        });
    }

    private void settle(Asker asker, Answer answer) {
        Pending call = pending.remove(asker.call());
        if (call != null) {
            call.then().accept(answer);
        }
    }

    /**
     * A client asks an entity through some node. The answer gets back to it, or not; after {@code patience} it is told that
     * the outcome is unknown, whatever comes later.
     */
    public void client(EntityId to, Message body, Cause cause, Duration patience, Consumer<Answer> then) {
        Node edge = nodes.get(chance.below(nodes.size()));
        boolean[] told = {false};
        Consumer<Answer> once = answer -> {
            if (!told[0]) {
                told[0] = true;
                then.accept(answer);
            }
        };
        agenda.in(patience.toNanos(), () -> {
            if (!told[0]) {
                weather.strikes(FaultKind.CLIENT_UNCERTAIN);
            }
            once.accept(new Answer.Unknown());
        });
        carry(() -> edge.run(() -> ask(edge, to, body, cause, patience, answer -> carry(() -> once.accept(answer)))));
    }

    // ---- what befalls nodes

    /** The node has died at a boundary. */
    void crashed(Node node, FaultKind where) {
        weather.strikes(where);
        restart(node, chance.between(1_000 * MILLIS, 10_000 * MILLIS));
    }

    /** The node ends now and starts anew in so many nanoseconds. */
    void restart(Node node, long downFor) {
        if (!node.isAlive()) {
            return;
        }
        node.die();
        agenda.in(downFor, () -> {
            if (!node.isAlive()) {
                node.start();
            }
        });
    }

    public void kill(int node, long downFor) {
        if (nodes.get(node).isAlive()) {
            weather.strikes(FaultKind.KILL);
            restart(nodes.get(node), downFor);
        }
    }

    /** The node dies when it passes this boundary for the so-and-so-manieth time from now on. */
    public void arm(int node, FaultKind boundary, int times) {
        nodes.get(node).arm(boundary, times);
    }

    /** The node dies, started anew at once, as in a rolling restart: it is back before it is missed. */
    public void bounce(int node, long downFor) {
        if (nodes.get(node).isAlive()) {
            weather.strikes(FaultKind.RESTART);
            restart(nodes.get(node), downFor);
        }
    }

    public void pause(int number, long nanos) {
        Node node = nodes.get(number);
        if (!node.isUp()) {
            return;
        }
        weather.strikes(FaultKind.PAUSE);
        node.pause();
        long since = node.boot();
        agenda.in(nanos, () -> {
            if (node.boot() == since && node.isPaused()) {
                if (!membership.decided().has(number, since)) {
                    weather.strikes(FaultKind.ZOMBIE);
                }
                node.goOn();
            }
        });
    }

    /** Parts the nodes for a while. */
    public void part(List<Integer> from, List<Integer> to, boolean bothWays, long nanos) {
        weather.strikes(bothWays ? FaultKind.PARTITION : FaultKind.ONE_WAY_PARTITION);
        Object there = links.cut(from, to);
        Object back = bothWays ? links.cut(to, from) : there;
        agenda.in(nanos, () -> {
            links.mend(there);
            links.mend(back);
        });
    }

    public void clocks(int node, long offset, long drift) {
        nodes.get(node).setClocks(offset, drift);
    }

    public void jump(int node, long nanos) {
        weather.strikes(FaultKind.CLOCK_JUMP);
        nodes.get(node).jump(nanos);
    }

    /** No more faults: whoever is dead is started, whoever stands still goes on, and everybody hears everybody. */
    public void heal() {
        troubled = false;
        weather.turn(Weather.Network.CALM);
        weather.turn(Weather.Journal.CALM);
        links.mendAll();
        for (Node node : nodes) {
            node.disarm();
            if (node.isPaused()) {
                node.goOn();
            }
            if (!node.isAlive()) {
                node.start();
            }
        }
    }

    /** What an instance is, to somebody who looks at all of them. */
    public interface Instances {
        void instance(EntityId entity, long number, Object state);
    }

    /** Shows every living instance with the number of the last event that it knows of. */
    public void instances(Instances viewer) {
        nodes.forEach(node -> node.instances(viewer));
    }

    /** The cluster in a few words, for a report. */
    public String describe() {
        StringBuilder text = new StringBuilder("decided " + membership.decided());
        for (Node node : nodes) {
            text.append("; ")
                    .append(node.number())
                    .append(node.isUp() ? " up " : " down ")
                    .append(node.boot())
                    .append(" sees ")
                    .append(node.view())
                    .append(" at ")
                    .append(
                            node.isUp()
                                    ? node.now().house().map(Object::toString).orElse("no time")
                                    : "-");
        }
        return text.toString();
    }

    /** Ends every node at once and starts it anew; no fault, so it is not counted. */
    public void restartAll(long downFor) {
        nodes.forEach(node -> restart(node, downFor));
    }
}
