package io.breakwater.chaos.process;

import io.breakwater.chaos.run.Struck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service manager does around a node: one that has ended although it was to be up is started again after a second.
 * Keeps a record of these ends, because a node that leaves without need is a fault of ours.
 */
public final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);

    private final Lab lab;
    private final LongSupplier clock;
    private final List<Struck> ends = new ArrayList<>();
    private final Thread thread = new Thread(this::keep, "keeper");
    private volatile boolean open = true;

    /**
     * Begins to look after the nodes.
     *
     * @param clock milliseconds since the run began
     */
    public Keeper(Lab lab, LongSupplier clock) {
        this.lab = lab;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    /** The nodes that have ended by themselves so far, each until it was started again. */
    public synchronized List<Struck> ends() {
        return List.copyOf(ends);
    }

    private void keep() {
        try {
            while (open) {
                for (LabNode node : lab.all()) {
                    lookOrSay(node);
                }
                Thread.sleep(PERIOD.toMillis());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** One node that cannot be started must not leave the others without a keeper. */
    private void lookOrSay(LabNode node) throws InterruptedException {
        try {
            look(node);
        } catch (RuntimeException failed) {
            LOG.error("{} could not be looked after", node.name(), failed);
        }
    }

    private void look(LabNode node) throws InterruptedException {
        if (node.isAlive()) {
            if (!node.isMember() && !node.isPaused() && node.signs().serves()) {
                node.hasServed();
            }
            return;
        }
        if (!node.isWanted()) {
            return;
        }
        long at = clock.getAsLong();
        String status = node.exitStatus().map(each -> "exit status " + each).orElse("");
        Thread.sleep(BEFORE_RESTART.toMillis());
        if (open && node.isWanted()) {
            lab.start(node);
            synchronized (this) {
                ends.add(new Struck("ended", node.name(), at, clock.getAsLong(), status));
            }
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
