package io.breakwater.node.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sign that somebody uses the server: a file that stays locked until the lease is released or its process is dead.
 * Taken, released and counted inside the door only.
 */
final class UserLease {

    /** Keeps the channels of this JVM reachable, and says which files it must not open again (see {@link Locks}). */
    private static final Map<Path, FileChannel> OF_THIS_JVM = new ConcurrentHashMap<>();

    private final Path file;

    private UserLease(Path file) {
        this.file = file;
    }

    static UserLease take(ServerDirectory directory) throws IOException {
        String name = ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".lease";
        Path file = directory.users().toRealPath().resolve(name);
        FileChannel channel = directory.openForLocking(file);
        if (!Locks.take(channel)) {
            channel.close();
            throw new IOException("cannot lock the new file " + file);
        }
        OF_THIS_JVM.put(file, channel);
        return new UserLease(file);
    }

    void release() throws IOException {
        FileChannel channel = OF_THIS_JVM.remove(file);
        if (channel != null) {
            Files.deleteIfExists(file);
            channel.close();
        }
    }

    /** Whether anybody uses the server, in this process or another. */
    static boolean anyHeld(ServerDirectory directory) throws IOException {
        try (DirectoryStream<Path> leases =
                Files.newDirectoryStream(directory.users().toRealPath(), "*.lease")) {
            for (Path lease : leases) {
                if (OF_THIS_JVM.containsKey(lease) || isHeldElsewhere(lease)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isHeldElsewhere(Path lease) throws IOException {
        try (FileChannel channel = FileChannel.open(lease, StandardOpenOption.WRITE)) {
            return Locks.isHeldElsewhere(channel);
        } catch (NoSuchFileException removedByItsOwner) {
            return false;
        }
    }
}
