package io.breakwater.waterfall.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits before one entity, and the order in which it is let in: one input at a time, by {@link Lane}, and what exceeds
 * a lane's bound is refused at once. Postings that wait are let in together, as one input.
 *
 * @param <A> who asks, as the carrier knows it
 */
public final class Admission<I extends Message, A> {

    private final EntityType<?, ?, I, ?> type;
    private final Refusals<A> refusals;
    private final Map<Lane, Deque<Waiting<I, A>>> lanes = new EnumMap<>(Lane.class);
    private List<Waiting<I, A>> underWay = List.of();

    /** An entity before which nothing waits. */
    public Admission(EntityType<?, ?, I, ?> type, Refusals<A> refusals) {
        this.type = type;
        this.refusals = refusals;
    }

    /** Tells askers that their input was not even looked at. */
    public interface Refusals<A> {

        /** Too much is waiting. */
        void overloaded(A asker, String lane, int bound);

        /** The asker's time had run out. */
        void tooLate(A asker);
    }

    /**
     * One input that waits.
     *
     * @param until the uptime after which the asker waits no more
     */
    public record Waiting<I extends Message, A>(Envelope<I> envelope, Optional<Duration> until, Optional<A> asker) {}

    /** Lets an input wait, or refuses it because its lane is full. */
    public void offer(Waiting<I, A> next) {
        Lane lane = type.lane().apply(next.envelope().body());
        Deque<Waiting<I, A>> queue = waitingIn(lane);
        if (queue.size() < lane.bound()) {
            queue.add(next);
        } else {
            next.asker().ifPresent(asker -> refusals.overloaded(asker, lane.name(), lane.bound()));
        }
    }

    /** The next input to be carried out, unless one is; it is under way until {@link #carried}. */
    public Optional<Waiting<I, A>> next(Duration uptime) {
        if (!isIdle()) {
            return Optional.empty();
        }
        for (Lane lane : Lane.values()) {
            List<Waiting<I, A>> taken = take(lane, uptime);
            if (!taken.isEmpty()) {
                underWay = taken;
                Waiting<I, A> first = taken.get(0);
                I body = taken.stream()
                        .map(waiting -> waiting.envelope().body())
                        .reduce(type.fold())
                        .orElseThrow();
                Envelope<I> envelope = new Envelope<>(
                        body, first.envelope().from(), first.envelope().cause());
                return Optional.of(new Waiting<>(envelope, first.until(), first.asker()));
            }
        }
        return Optional.empty();
    }

    /** What was under way is done with: its event is persisted or it had none. */
    public void carried() {
        underWay = List.of();
    }

    /** True when nothing is under way. */
    public boolean isIdle() {
        return underWay.isEmpty();
    }

    /** True when no input waits to be let in. */
    public boolean isEmpty() {
        return lanes.values().stream().allMatch(Deque::isEmpty);
    }

    /** Everybody whose input is under way or waits: if the entity ends now, its outcome is unknown. */
    public List<A> askers() {
        List<A> all = new ArrayList<>();
        underWay.forEach(waiting -> waiting.asker().ifPresent(all::add));
        lanes.values().forEach(lane -> lane.forEach(waiting -> waiting.asker().ifPresent(all::add)));
        return all;
    }

    /** The next input of a lane whose asker still waits; of the postings lane, all of them. */
    private List<Waiting<I, A>> take(Lane lane, Duration uptime) {
        Deque<Waiting<I, A>> queue = waitingIn(lane);
        List<Waiting<I, A>> taken = new ArrayList<>();
        while (!queue.isEmpty() && (taken.isEmpty() || lane == Lane.POSTINGS)) {
            Waiting<I, A> waiting = queue.remove();
            if (waiting.until().filter(until -> until.compareTo(uptime) < 0).isPresent()) {
                waiting.asker().ifPresent(refusals::tooLate);
            } else {
                taken.add(waiting);
            }
        }
        return taken;
    }

    private Deque<Waiting<I, A>> waitingIn(Lane lane) {
        return lanes.computeIfAbsent(lane, none -> new ArrayDeque<>());
    }
}
