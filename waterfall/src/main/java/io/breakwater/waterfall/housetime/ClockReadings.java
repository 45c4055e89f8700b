package io.breakwater.waterfall.housetime;

import io.breakwater.waterfall.housetime.ClockMessage.Ping;
import io.breakwater.waterfall.housetime.ClockMessage.Pong;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one node knows about the clocks of the house, and the house time that follows from it.
 *
 * <p><b>Assumed.</b> (1) The wall clocks of a majority of the known members are within {@code wallBound} of true time;
 * the others may show anything and change it at will. (2) Every node's monotonic clock, which also runs while the process
 * is paused, parts from true time by at most {@code driftPerMillion}. Nothing is assumed about the network.
 *
 * <p><b>The bound.</b> A reading of a correct clock confines d = true time - own monotonic clock to an interval: the
 * clock was looked at between {@code sent} and {@code received}, so d was within [wall - received, wall - sent] but for
 * {@code wallBound}, and has moved by at most the drift since. Its half width is round trip / 2 + bound + drift x age.
 * Of n members at most f = n - (n / 2 + 1) are wrong, so of m fresh readings at least m - f confine d correctly: at least
 * m - f lower ends are <= d, hence the (m - f)-th smallest is, and likewise the (f + 1)-th smallest upper end is >= d.
 * House time is the middle between those two, which is the median when everybody is heard; a wrong minority then moves it
 * by nothing beyond the bounds of the correct clocks. When fewer are heard, a wrong clock widens the interval, which
 * still covers, instead of shifting it.
 *
 * <p><b>No house time</b> when fewer than a majority is fresh (the own clock counts as one), when the interval is empty
 * (assumption 1 is broken), or when it is wider than {@code widestError}. House time, as one node publishes it, never
 * goes back: the last one is repeated with a wider bound until the estimate has caught up. After a pause everything that was asked for before it is stale, by
 * the node's own monotonic clock and before any message is handled. A machine whose monotonic clock stood still with it
 * is behind true time, so late with deadlines and never early. ADR 0001.
 */
public record ClockReadings(
        ClockPolicy policy,
        String self,
        long incarnation,
        SortedSet<String> members,
        long rounds,
        Table<Long, Duration> asked,
        Table<String, ClockReading> readings,
        Optional<HouseInstant> published) {

    /** A wall clock outside these years is nobody's reading, whatever the majority says. */
    private static final Instant EARLIEST_WALL = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST_WALL = Instant.parse("2300-01-01T00:00:00Z");

    public ClockReadings {
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }

    /** A node that has just started and knows no member, not even itself. */
    public static ClockReadings starting(ClockPolicy policy, String self, long incarnation) {
        return new ClockReadings(
                policy, self, incarnation, new TreeSet<>(), 0, Table.empty(), Table.empty(), Optional.empty());
    }

    /**
     * The members of the cluster as this node knows them, itself among them once it has joined. An unreachable member
     * stays a member until the cluster has removed it, or both halves of a partition would count themselves a majority.
     */
    public ClockReadings among(Set<String> known) {
        Table<String, ClockReading> kept = readings;
        for (String peer : readings.keySet()) {
            kept = known.contains(peer) ? kept : kept.without(peer);
        }
        return new ClockReadings(policy, self, incarnation, new TreeSet<>(known), rounds, asked, kept, published);
    }

    /** The question that goes to every other member now. */
    public Asking ask(Duration uptime) {
        Table<Long, Duration> open = asked;
        for (Map.Entry<Long, Duration> round : asked.entrySet()) {
            open = isTooOld(round.getValue(), uptime) ? open.without(round.getKey()) : open;
        }
        long round = rounds + 1;
        ClockReadings next = new ClockReadings(
                policy, self, incarnation, members, round, open.with(round, uptime), readings, published);
        return new Asking(next, new Ping(incarnation, round));
    }

    /**
     * Takes in a peer's answer, read at {@code uptime}. Ignored: answers to another incarnation, to a question too long
     * ago (it waited in a socket while this node was paused, or while the peer was), older than what is known, from a
     * stranger, or absurd.
     */
    public ClockReadings heard(String peer, Pong pong, Duration uptime) {
        Optional<Duration> sent = asked.find(pong.round());
        boolean usable = pong.incarnation() == incarnation
                && sent.isPresent()
                && !isTooOld(sent.get(), uptime)
                && members.contains(peer)
                && !peer.equals(self)
                && isPlausible(pong.wall());
        if (!usable || isNoNewer(peer, sent.get())) {
            return this;
        }
        ClockReading reading = new ClockReading(sent.get(), uptime, pong.wall());
        return new ClockReadings(
                policy, self, incarnation, members, rounds, asked, readings.with(peer, reading), published);
    }

    /** House time at this moment of the own clocks, if it is known. */
    public Reading read(Duration uptime, Instant ownWall) {
        Optional<HouseInstant> house = estimate(uptime, ownWall).flatMap(this::notBackwards);
        ClockReadings next = house.isEmpty()
                ? this
                : new ClockReadings(policy, self, incarnation, members, rounds, asked, readings, house);
        return new Reading(next, house);
    }

    private Optional<HouseInstant> estimate(Duration uptime, Instant ownWall) {
        List<ClockReading> fresh = fresh(uptime, ownWall);
        int majority = members.size() / 2 + 1;
        if (members.isEmpty() || fresh.size() < majority) {
            return Optional.empty();
        }
        int wrong = members.size() - majority;
        List<Duration> lower =
                fresh.stream().map(r -> r.lowest(uptime, policy)).sorted().toList();
        List<Duration> upper =
                fresh.stream().map(r -> r.highest(uptime, policy)).sorted().toList();
        return between(uptime, lower.get(fresh.size() - wrong - 1), upper.get(wrong));
    }

    private Optional<HouseInstant> between(Duration uptime, Duration lowest, Duration highest) {
        Duration width = highest.minus(lowest);
        Duration error = width.dividedBy(2).plusNanos(1);
        if (width.isNegative() || error.compareTo(policy.widestError()) > 0) {
            return Optional.empty();
        }
        Instant time = Instant.EPOCH.plus(lowest).plus(width.dividedBy(2)).plus(uptime);
        return Optional.of(new HouseInstant(time, error));
    }

    /** Repeats the published time, with a bound that also covers the new estimate, rather than go back. */
    private Optional<HouseInstant> notBackwards(HouseInstant next) {
        if (published.isEmpty() || !next.time().isBefore(published.get().time())) {
            return Optional.of(next);
        }
        Instant time = published.get().time();
        Duration error = next.error().plus(Duration.between(next.time(), time));
        return error.compareTo(policy.widestError()) > 0
                ? Optional.empty()
                : Optional.of(new HouseInstant(time, error));
    }

    private List<ClockReading> fresh(Duration uptime, Instant ownWall) {
        List<ClockReading> fresh = new ArrayList<>();
        if (members.contains(self) && isPlausible(ownWall)) {
            fresh.add(ClockReading.own(uptime, ownWall));
        }
        for (ClockReading reading : readings.values()) {
            if (reading.isFresh(uptime, policy)) {
                fresh.add(reading);
            }
        }
        return fresh;
    }

    private boolean isNoNewer(String peer, Duration sent) {
        return readings.find(peer)
                .filter(known -> known.sent().compareTo(sent) >= 0)
                .isPresent();
    }

    private boolean isTooOld(Duration sent, Duration uptime) {
        return uptime.minus(sent).compareTo(policy.freshFor()) > 0;
    }

    private static boolean isPlausible(Instant wall) {
        return wall.isAfter(EARLIEST_WALL) && wall.isBefore(LATEST_WALL);
    }

    /** A question to all peers, and the readings that await its answers. */
    public record Asking(ClockReadings next, Ping ping) {}

    /** House time if it is known, and the readings that remember having published it. */
    public record Reading(ClockReadings next, Optional<HouseInstant> house) {}
}
