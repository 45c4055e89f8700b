package io.breakwater.chaos.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection that was made to a relay, and the one that the relay makes for it. */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int CONNECT_MILLIS = 2_000;

    private final Socket caller;
    private final Socket called = new Socket();
    private final List<Thread> threads;
    private final Consumer<Conversation> ended;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** Who talks to whom, and over what. */
    record Route(InetSocketAddress to, Link there, Link back) {}

    Conversation(Socket caller, Route route, Consumer<Conversation> ended) {
        this.caller = caller;
        this.ended = ended;
        Pump there = new Pump(caller, called, route.there(), this::close);
        Pump back = new Pump(called, caller, route.back(), this::close);
        Runnable connected = () -> {
            if (connect(route)) {
                start(1);
                there.write();
            }
        };
        threads = Stream.of(connected, there::read, back::read, back::write)
                .map(work -> {
                    Thread thread = new Thread(work, "relay-" + route.to().getPort());
                    thread.setDaemon(true);
                    return thread;
                })
                .toList();
    }

    /** Connects behind the caller's back, as soon as the link lets anything through. */
    void begin() {
        threads.get(0).start();
    }

    private void start(int from) {
        threads.subList(from, threads.size()).forEach(Thread::start);
    }

    private boolean connect(Route route) {
        try {
            route.there().awaitOpen();
            caller.setTcpNoDelay(true);
            called.setTcpNoDelay(true);
            called.connect(route.to(), CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            close();
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
            return false;
        }
    }

    void close() {
        if (open.compareAndSet(true, false)) {
            close(caller);
            close(called);
            threads.forEach(Thread::interrupt);
            ended.accept(this);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.debug("a socket of a relay did not close", failed);
        }
    }
}
