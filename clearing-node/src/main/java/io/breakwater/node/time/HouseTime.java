package io.breakwater.node.time;

import io.breakwater.waterfall.housetime.ClockMessage.Ping;
import io.breakwater.waterfall.housetime.ClockMessage.Pong;
import io.breakwater.waterfall.housetime.ClockPolicy;
import io.breakwater.waterfall.housetime.ClockReadings;
import io.breakwater.waterfall.process.HouseInstant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The clocks of this node and what it knows of its peers': the only class that reads a clock for a decision. Uptime runs
 * on while the process is paused, so that a node which was stopped knows, before it handles any message, that it has
 * heard nobody for too long. Safe for use by several threads.
 */
public final class HouseTime {

    private final Clock wall = Clock.systemUTC();
    private final long startedNanos = System.nanoTime();
    private ClockReadings readings;

    /**
     * The clocks of a node that has just started.
     *
     * @param node where its peers reach it
     */
    public HouseTime(String node) {
        this.readings = ClockReadings.starting(ClockPolicy.STANDARD, node, wall.millis());
    }

    /** Monotonic time since the node started. */
    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** House time with its error bound, absent while no majority has been heard. */
    public synchronized Optional<HouseInstant> now() {
        ClockReadings.Reading reading = readings.read(uptime(), wall.instant());
        readings = reading.next();
        return reading.house();
    }

    /** The wall clock of this node, for a peer that asks. */
    Instant wall() {
        return wall.instant();
    }

    /** The question for every peer, given the members of the cluster. */
    synchronized Ping ask(Set<String> members) {
        ClockReadings.Asking asking = readings.among(members).ask(uptime());
        readings = asking.next();
        return asking.ping();
    }

    /** Takes in a peer's answer. */
    synchronized void heard(String peer, Pong pong) {
        readings = readings.heard(peer, pong, uptime());
    }
}
