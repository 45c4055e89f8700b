package io.breakwater.node.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * File locks between processes. On POSIX systems such a lock belongs to the process, is not inherited by its children,
 * ends with the process, and <em>also ends when the process closes any channel on the same file</em>: so a file that
 * this JVM has locked must never be opened a second time in it.
 */
final class Locks {

    private Locks() {}

    /** Locks the file whole if no other process has; the lock lasts as long as the channel. */
    static boolean take(FileChannel channel) throws IOException {
        return Optional.ofNullable(channel.tryLock()).isPresent();
    }

    static boolean isHeldElsewhere(FileChannel channel) throws IOException {
        return !take(channel);
    }
}
