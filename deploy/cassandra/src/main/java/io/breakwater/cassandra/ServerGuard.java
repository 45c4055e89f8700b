package io.breakwater.cassandra;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ties the life of an embedded Cassandra server to its users. Loaded into the server's JVM as a Java agent, with the
 * argument {@code PORT,DIRECTORY}, it shares these files of DIRECTORY with the users:
 *
 * <ul>
 *   <li>{@code server.lock}, locked by the server as long as it lives: whoever finds it free knows that none runs;
 *   <li>{@code server.properties}, pid and port, true only while the lock is held; absent once the server is stopping;
 *   <li>{@code users/*.lease}, one per user, locked as long as that user lives;
 *   <li>{@code door.lock}, held while leases are made, given up or counted, and while the server starts or stops.
 * </ul>
 *
 * <p>The operating system frees the locks of a dead process, however it died, so neither a pid that was given to another
 * program nor a file left by {@code kill -9} can deceive. The locks belong to a process and are not passed on to its
 * children. When no lease has been held for two seconds the guard takes the door and ends the JVM, orderly if that
 * succeeds in {@link #ORDERLY_STOP_SECONDS}; whoever comes meanwhile waits at the door and starts a server of its own.
 */
public final class ServerGuard implements Runnable {

    /** Exit status of a server that found another one running on the same directory. */
    static final int RIVAL_RUNS = 75;

    /** Exit status of a server whose starter had died before it came up. */
    static final int NOBODY_WAITS = 76;

    private static final long POLL_MILLIS = 500;
    private static final int UNUSED_POLLS_BEFORE_STOP = 4;
    private static final long ORDERLY_STOP_SECONDS = 15;
    private static final long LOCK_ATTEMPT_MILLIS = 20;
    private static final int LOCK_ATTEMPTS = 250;

    private final Path directory;
    private final int port;

    /** Held in a field: a lock ends with its channel, and an unreachable channel is closed by the collector. */
    private final FileChannel serverLock;

    private ServerGuard(Path directory, int port, FileChannel serverLock) {
        this.directory = directory;
        this.port = port;
        this.serverLock = serverLock;
    }

    /** Called by the JVM before the server's main method. */
    public static void premain(String argument) throws IOException {
        int comma = argument.indexOf(',');
        Path directory = Path.of(argument.substring(comma + 1));
        FileChannel serverLock = openForLocking(directory.resolve("server.lock"));
        ServerGuard guard = new ServerGuard(directory, Integer.parseInt(argument.substring(0, comma)), serverLock);
        if (!guard.lockServer()) {
            Runtime.getRuntime().halt(RIVAL_RUNS);
        }
        if (!guard.inUse()) {
            Runtime.getRuntime().halt(NOBODY_WAITS);
        }
        guard.announce();
        Thread thread = new Thread(guard, "breakwater-guard");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        int unusedPolls = 0;
        while (true) {
            pause(POLL_MILLIS);
            try {
                unusedPolls = stopIfUnused(unusedPolls);
            } catch (IOException | DirectoryIteratorException unreadable) {
                complain(unreadable);
            }
        }
    }

    private static void complain(Exception unreadable) {
        System.err.println("breakwater-guard: " + unreadable);
    }

    /** A user looks at the lock for an instant only, so an attempt that meets one is repeated. */
    private boolean lockServer() throws IOException {
        for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
            if (serverLock.tryLock() != null) {
                return true;
            }
            pause(LOCK_ATTEMPT_MILLIS);
        }
        return false;
    }

    /** Moved into place whole, so that no reader sees half of it. */
    private void announce() throws IOException {
        Path draft = directory.resolve("server.properties.new");
        Files.write(draft, List.of("pid=" + ProcessHandle.current().pid(), "port=" + port));
        Files.move(draft, directory.resolve("server.properties"), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * A door that is held by somebody means that somebody is coming or going: not a moment to judge. Without its
     * directory the server can serve nobody.
     */
    private int stopIfUnused(int unusedPolls) throws IOException {
        if (!Files.isDirectory(directory.resolve("users"))) {
            exit();
        }
        try (FileChannel door = openForLocking(directory.resolve("door.lock"))) {
            Optional<FileLock> held = Optional.ofNullable(door.tryLock());
            if (held.isEmpty() || inUse()) {
                return 0;
            }
            if (unusedPolls + 1 >= UNUSED_POLLS_BEFORE_STOP) {
                exit();
            }
            return unusedPolls + 1;
        }
    }

    /** Whether any user lives. Removes the leases of those that do not. */
    private boolean inUse() throws IOException {
        boolean used = false;
        try (DirectoryStream<Path> leases = Files.newDirectoryStream(directory.resolve("users"), "*.lease")) {
            for (Path lease : leases) {
                used |= isHeld(lease);
            }
        }
        return used;
    }

    private static boolean isHeld(Path lease) throws IOException {
        try (FileChannel channel = FileChannel.open(lease, StandardOpenOption.WRITE)) {
            if (Optional.ofNullable(channel.tryLock()).isEmpty()) {
                return true;
            }
            Files.deleteIfExists(lease);
            return false;
        } catch (NoSuchFileException givenUpMeanwhile) {
            return false;
        }
    }

    /** Ends the JVM while the door is held: its locks open when the process is gone, not before. */
    private void exit() throws IOException {
        Files.deleteIfExists(directory.resolve("server.properties"));
        Thread lastResort = new Thread(
                () -> {
                    pause(TimeUnit.SECONDS.toMillis(ORDERLY_STOP_SECONDS));
                    Runtime.getRuntime().halt(1);
                },
                "breakwater-guard-last-resort");
        lastResort.setDaemon(true);
        lastResort.start();
        System.exit(0);
    }

    private static FileChannel openForLocking(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
