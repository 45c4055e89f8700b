package io.breakwater.chaos.process;

import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.demo.ChildNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One node of a run over all its lives: each is a process with a log of its own, at the same addresses. */
public final class LabNode implements AutoCloseable {

    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Places places;
    private final ChildNode.Launch launch;
    private final NodeSigns signs;
    private final List<ChildNode> lives = new ArrayList<>();
    private boolean wanted;
    private boolean paused;
    private boolean member;
    private boolean over;

    /**
     * Where a node is reached.
     *
     * @param own where it says that its peers reach it, a relay, and where it listens for clients itself
     * @param entrance the relay by which clients reach it
     */
    public record Places(ChildNode.Address own, HostPort entrance) {}

    LabNode(String name, Places places, ChildNode.Launch launch) {
        this.name = name;
        this.places = places;
        this.launch = launch;
        this.signs = new NodeSigns(places.own().api());
    }

    /** Its name, which is also that of the party of the network. */
    public String name() {
        return name;
    }

    /** Where its peers reach it, by which it is known to the cluster. */
    public HostPort peer() {
        return places.own().peer();
    }

    /** Where clients reach it. */
    public HostPort entrance() {
        return places.entrance();
    }

    public NodeSigns signs() {
        return signs;
    }

    /**
     * Begins a new life, unless one goes on.
     *
     * @param seeds by whom it joins; when it is the first of them it may found a cluster
     */
    public synchronized void start(List<HostPort> seeds) {
        if (over || isAlive()) {
            return;
        }
        Path log = launch.logs().resolve(name + "." + (lives.size() + 1) + ".log");
        try {
            lives.add(ChildNode.start(places.own(), seeds, launch, log));
        } catch (IOException failed) {
            throw new UncheckedIOException("a node could not be started", failed);
        }
        wanted = true;
        paused = false;
        member = seeds.get(0).equals(peer());
    }

    /** SIGKILL. It stays down until somebody starts it. */
    public void kill() {
        end(ChildNode::kill);
    }

    /** SIGTERM, and waits until it has left; one that has not within 30 s is killed. It stays down. */
    public void terminate() {
        end(ChildNode::end);
    }

    /** Others may ask after the node while it leaves. */
    private void end(Consumer<ChildNode> signal) {
        Optional<ChildNode> life = unwanted();
        life.ifPresent(signal);
        try {
            if (life.isPresent()) {
                life.get().awaitEnd(System.nanoTime() + LEAVES_WITHIN.toNanos());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted while " + name + " ended", interrupted);
        }
    }

    private synchronized Optional<ChildNode> unwanted() {
        wanted = false;
        return last();
    }

    /** SIGSTOP. */
    public synchronized void pause() {
        paused = true;
        Signals.stop(pid());
    }

    /** SIGCONT. */
    public synchronized void resume() {
        paused = false;
        Signals.go(pid());
    }

    /** The process of its present or last life. */
    public synchronized long pid() {
        return last().map(ChildNode::pid).orElseThrow(() -> new LabFailure(name + " was never started"));
    }

    public synchronized boolean isAlive() {
        return last().map(ChildNode::isAlive).orElse(false);
    }

    /** Whether it is meant to be up. */
    public synchronized boolean isWanted() {
        return wanted;
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    /** Whether it has been in a cluster in this life: it has served, or was to found one. */
    synchronized boolean isMember() {
        return member && isAlive();
    }

    synchronized void hasServed() {
        member = true;
    }

    /** How its last life ended, when it has. */
    synchronized Optional<Integer> exitStatus() {
        return last().flatMap(life -> life.exitStatus().stream().boxed().findFirst());
    }

    /** The logs of all its lives, in their order. */
    public synchronized List<Path> logs() {
        return lives.stream().map(ChildNode::log).toList();
    }

    private Optional<ChildNode> last() {
        return lives.isEmpty() ? Optional.empty() : Optional.of(lives.get(lives.size() - 1));
    }

    /** Kills it for good. */
    @Override
    public void close() {
        synchronized (this) {
            over = true;
        }
        kill();
        signs.close();
    }
}
