package io.breakwater.node.embedded;

import io.breakwater.node.embedded.CassandraUnavailable.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time comes or goes at a server's directory, over all processes and threads; a holder that dies lets go. Held
 * while a lease is made or given up and while a server starts or stops, so that nobody finds one half way.
 */
final class Door implements AutoCloseable {

    /** File locks hold between processes only. One for all directories: two servers seldom start from one JVM. */
    private static final ReentrantLock WITHIN_THIS_JVM = new ReentrantLock();

    private final FileChannel channel;

    private Door(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the door at most {@code bound}; empty if it was held all the time. */
    static Optional<Door> enter(ServerDirectory directory, Duration bound) throws IOException {
        Deadline deadline = Deadline.after(bound);
        if (!deadline.tryLock(WITHIN_THIS_JVM)) {
            return Optional.empty();
        }
        boolean entered = false;
        FileChannel channel = directory.openForLocking(directory.door());
        try {
            entered = deadline.await(() -> Locks.take(channel));
            return entered ? Optional.of(new Door(channel)) : Optional.empty();
        } finally {
            if (!entered) {
                leave(channel);
            }
        }
    }

    /** The door or a definite error. */
    static Door enterOrFail(ServerDirectory directory, Duration bound) {
        try {
            return enter(directory, bound)
                    .orElseThrow(() -> new CassandraUnavailable(
                            Reason.DID_NOT_START,
                            "another process has been starting or stopping Cassandra in " + directory.root() + " for "
                                    + bound.toSeconds() + " s; its log is " + directory.systemLog()));
        } catch (IOException refused) {
            throw ServerDirectory.unusable(directory.root(), refused);
        }
    }

    @Override
    public void close() throws IOException {
        leave(channel);
    }

    private static void leave(FileChannel channel) throws IOException {
        try {
            channel.close();
        } finally {
            WITHIN_THIS_JVM.unlock();
        }
    }
}
