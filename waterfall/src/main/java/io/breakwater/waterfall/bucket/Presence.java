package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.bucket.BucketEvent.Heartbeat;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.process.HouseInstant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the persisted heartbeats show while calls are open: the house was there from {@code since} to {@code last}, but
 * for the outages. What they do not show reads as an outage, so a lost heartbeat only ever gives a member more time.
 *
 * @param since the first heartbeat since the first of the open calls was announced
 * @param outages in the order of their beginning
 * @param forgottenBefore outages that ended before this moment may have been dropped; all before it reads as an outage
 */
public record Presence(
        Optional<Instant> since, Optional<Instant> last, List<Outage> outages, Optional<Instant> forgottenBefore) {

    /** How often a bucket with an open call persists that it is there. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Two heartbeats further apart than this enclose an outage. */
    public static final Duration LONGEST_GAP = Duration.ofSeconds(45);

    /** Outages remembered while calls are open. */
    public static final int OUTAGES = 512;

    private static final Comparator<Outage> BY_BEGINNING =
            Comparator.comparing(Outage::from).thenComparing(Outage::until);

    static final Presence NONE = new Presence(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Presence {
        outages = List.copyOf(outages);
    }

    /** An outage is known by its beginning, so that a call which asks again recognises it. */
    static Outage outage(Instant from, Instant until) {
        return new Outage(from.toString(), from, until);
    }

    /** True when a heartbeat is to be persisted at this house time. */
    boolean isDue(HouseInstant house) {
        return last.isEmpty() || !house.time().minus(HEARTBEAT).isBefore(last.get());
    }

    /** A sign of life at this house time, and the outage that it ends: from the last sign to the latest it can be now. */
    Heartbeat beat(HouseInstant house) {
        Instant earliest = house.time().minus(house.error());
        Instant latest = house.time().plus(house.error());
        if (last.isEmpty()) {
            return new Heartbeat(earliest, Optional.empty());
        }
        boolean gap = Duration.between(last.get(), latest).compareTo(LONGEST_GAP) > 0;
        Instant at = earliest.isAfter(last.get()) ? earliest : last.get();
        return new Heartbeat(at, gap ? Optional.of(outage(last.get(), latest)) : Optional.empty());
    }

    Presence and(Heartbeat heartbeat) {
        Presence next = new Presence(
                Optional.of(since.orElse(heartbeat.at())), Optional.of(heartbeat.at()), outages, forgottenBefore);
        return heartbeat.gap().map(next::and).orElse(next);
    }

    Presence and(Outage outage) {
        List<Outage> all = new ArrayList<>(outages);
        all.add(outage);
        all.sort(BY_BEGINNING);
        if (all.size() <= OUTAGES) {
            return new Presence(since, last, all, forgottenBefore);
        }
        Outage dropped = all.remove(0);
        Instant floor =
                forgottenBefore.filter(known -> known.isAfter(dropped.until())).orElse(dropped.until());
        return new Presence(since, last, all, Optional.of(floor));
    }

    /** The disjoint outages that overlap [issued, deadline), the first known heartbeat being at most 45 s late. */
    List<Outage> overlapping(Instant issued, Instant deadline) {
        List<Outage> found = new ArrayList<>();
        unproved(issued, deadline).ifPresent(found::add);
        for (Outage outage : outages) {
            if (!outage.taken(issued, deadline).isZero()) {
                found.add(outage);
            }
        }
        found.sort(BY_BEGINNING);
        return merged(found);
    }

    private Optional<Outage> unproved(Instant issued, Instant deadline) {
        Instant proved = since.filter(first -> !first.isAfter(issued.plus(LONGEST_GAP)))
                .map(first -> issued)
                .or(() -> since)
                .orElse(deadline);
        Instant known = forgottenBefore.filter(floor -> floor.isAfter(proved)).orElse(proved);
        return issued.isBefore(known) ? Optional.of(outage(issued, known)) : Optional.empty();
    }

    private static List<Outage> merged(List<Outage> sorted) {
        List<Outage> disjoint = new ArrayList<>();
        for (Outage outage : sorted) {
            Outage before = disjoint.isEmpty() ? outage : disjoint.get(disjoint.size() - 1);
            if (disjoint.isEmpty() || before.until().isBefore(outage.from())) {
                disjoint.add(outage);
            } else if (before.until().isBefore(outage.until())) {
                disjoint.set(disjoint.size() - 1, outage(before.from(), outage.until()));
            }
        }
        return disjoint;
    }
}
