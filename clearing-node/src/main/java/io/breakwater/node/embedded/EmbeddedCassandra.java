package io.breakwater.node.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One user's hold on an embedded Cassandra server: the server runs at least until this is closed or its process is dead.
 *
 * <p>The server is a process of its own. The first user of a data directory starts it, later ones, of this process or
 * another, find and share it, and closing the last hold stops it. A user that dies without closing is noticed by the
 * guard inside the server, which stops within a few seconds when nobody is left. What the server has acknowledged is on
 * disk, however server and users end.
 *
 * <p>A server that dies under its users is not brought back by itself: whoever calls {@link #open} next starts it again,
 * on the same data.
 */
public final class EmbeddedCassandra implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCassandra.class);
    private static final Duration DOOR_BOUND_ON_CLOSE = Duration.ofSeconds(30);

    private final ServerDirectory directory;
    private final UserLease lease;
    private final RunningServer server;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private EmbeddedCassandra(ServerDirectory directory, UserLease lease, RunningServer server) {
        this.directory = directory;
        this.lease = lease;
        this.server = server;
    }

    /**
     * Finds or starts the server of {@code settings.data()} and returns when it answers.
     *
     * @throws CassandraUnavailable if it cannot be had within the bound; nothing of ours is left running then
     */
    public static EmbeddedCassandra open(EmbeddedCassandraSettings settings) {
        ServerDirectory directory = ServerDirectory.under(settings.data());
        Door door = Door.enterOrFail(directory, settings.startBound());
        try (door) {
            UserLease lease = UserLease.take(directory);
            Optional<RunningServer> server = Optional.empty();
            try {
                server = Optional.of(new ServerStart(settings, directory).await());
                return new EmbeddedCassandra(directory, lease, server.get());
            } finally {
                if (server.isEmpty()) {
                    lease.release();
                }
            }
        } catch (IOException refused) {
            throw ServerDirectory.unusable(directory.root(), refused);
        }
    }

    /** Where the server speaks CQL: always on the loopback address. */
    public InetSocketAddress contactPoint() {
        return server.contactPoint();
    }

    /** The datacenter that the driver has to be told. */
    public String datacenter() {
        return "datacenter1";
    }

    /** The server's process. */
    public long pid() {
        return server.pid();
    }

    /** Gives up this hold and, if it was the last, stops the server and waits for its end, about 20 s at most. */
    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        try {
            Optional<Door> door = Door.enter(directory, DOOR_BOUND_ON_CLOSE);
            if (door.isPresent()) {
                leaveThrough(door.get());
            } else {
                lease.release();
                LOG.warn("Cassandra in {} is left to its guard: its door was held too long", directory.root());
            }
        } catch (IOException refused) {
            LOG.warn("Cassandra in {} is left to its guard", directory.root(), refused);
        }
    }

    private void leaveThrough(Door door) throws IOException {
        try (door) {
            lease.release();
            stopIfUnused();
        }
    }

    private void stopIfUnused() throws IOException {
        if (!UserLease.anyHeld(directory)) {
            Optional<RunningServer> running = RunningServer.in(directory);
            if (running.isPresent()) {
                running.get().stop(directory);
            }
        }
    }
}
