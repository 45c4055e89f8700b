package io.breakwater.chaos.network;

import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What flows from one party to another. It may be cut, so that nothing arrives until it is mended, and slow. Nothing is
 * ever lost or reordered: below are TCP connections, where a lost packet is a late one. Several faults may hinder a link at
 * once: it is cut while any of them cuts it, and their delays add up.
 */
public final class Link {

    private final IdentityHashMap<Hindrance, Long> delays = new IdentityHashMap<>();
    private int cuts;

    /** One fault's hold on a link, until it is closed; closing it again changes nothing. */
    public final class Hindrance implements AutoCloseable {

        private boolean cut;

        @Override
        public void close() {
            end(this);
        }
    }

    /** Lets nothing through until this is closed. What was sent meanwhile arrives then, if its sender still waits. */
    public synchronized Hindrance cut() {
        Hindrance hindrance = new Hindrance();
        hindrance.cut = true;
        cuts++;
        return hindrance;
    }

    /** Lets everything arrive so much later until this is closed. */
    public synchronized Hindrance slow(long millis) {
        Hindrance hindrance = new Hindrance();
        delays.put(hindrance, millis);
        return hindrance;
    }

    private synchronized void end(Hindrance hindrance) {
        delays.remove(hindrance);
        if (hindrance.cut) {
            hindrance.cut = false;
            cuts--;
            notifyAll();
        }
    }

    /** Whether nothing gets through now. */
    public synchronized boolean isCut() {
        return cuts > 0;
    }

    /** How much later than sent everything arrives. */
    synchronized long delayNanos() {
        long millis = 0;
        for (long delay : delays.values()) {
            millis += delay;
        }
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    synchronized void awaitOpen() throws InterruptedException {
        while (cuts > 0) {
            wait();
        }
    }
}
