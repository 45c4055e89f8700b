package io.breakwater.chaos.house;

import io.breakwater.chaos.cluster.Answer;
import io.breakwater.chaos.cluster.Chance;
import io.breakwater.chaos.cluster.World;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Clients that insist: they send a request again, under the same id and through any node, until it is answered for good. */
public final class Clients {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long SHORTEST = 100_000_000L;
    private static final long LONGEST = 1_500_000_000L;

    private final World world;
    private final Chance chance;
    private final Witness witness;
    private final Map<Long, String> open = new LinkedHashMap<>();
    private long number;
    private long ids;

    Clients(World world, Chance chance, Witness witness) {
        this.world = world;
        this.chance = chance;
        this.witness = witness;
    }

    /** Who hears every answer that a client takes for good. */
    public interface Witness {
        void answered(EntityId by, Cause cause, Message answer);
    }

    /** Requests that have no answer for good yet. */
    public Iterable<String> open() {
        return open.values();
    }

    public boolean isDone() {
        return open.isEmpty();
    }

    /** A fresh id, as a client makes one up now. */
    RequestId id() {
        long millis = world.trueTime().toEpochMilli();
        String hex = String.format("%012x", millis);
        return new RequestId(
                hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-" + String.format("%012x", ++ids));
    }

    static Cause cause(String principal, String request) {
        return new Cause(principal, Optional.empty(), request);
    }

    /** Sends the request until the answer is one for good, then hands that on. */
    void insist(EntityId to, Message request, Cause cause, Function<Message, Boolean> forGood, Consumer<Message> then) {
        long mine = ++number;
        open.put(mine, cause.requestId() + " at " + to + ": " + request);
        attempt(mine, to, request, cause, forGood, then);
    }

    private void attempt(
            long mine,
            EntityId to,
            Message request,
            Cause cause,
            Function<Message, Boolean> forGood,
            Consumer<Message> then) {
        world.client(to, request, cause, PATIENCE, answer -> {
            if (answer instanceof Answer.Given given && forGood.apply(given.body())) {
                open.remove(mine);
                witness.answered(to, cause, given.body());
                then.accept(given.body());
            } else {
                world.agenda()
                        .in(chance.between(SHORTEST, LONGEST), () -> attempt(mine, to, request, cause, forGood, then));
            }
        });
    }
}
