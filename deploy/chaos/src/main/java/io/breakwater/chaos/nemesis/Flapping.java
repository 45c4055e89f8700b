package io.breakwater.chaos.nemesis;

import io.breakwater.chaos.network.Link;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Links that are cut and mended in turn until this ends. */
final class Flapping {

    private final Supplier<List<Link.Hindrance>> cut;
    private final long halfMillis;
    private final Thread thread = new Thread(this::flap, "flapping");

    Flapping(Supplier<List<Link.Hindrance>> cut, long halfMillis) {
        this.cut = cut;
        this.halfMillis = halfMillis;
        thread.setDaemon(true);
        thread.start();
    }

    private void flap() {
        boolean ended = false;
        while (!ended) {
            List<Link.Hindrance> held = cut.get();
            ended = pause();
            held.forEach(Link.Hindrance::close);
            ended |= pause();
        }
    }

    private boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(halfMillis);
            return false;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Leaves the links as they were before. */
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
