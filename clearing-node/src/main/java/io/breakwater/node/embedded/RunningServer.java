package io.breakwater.node.embedded;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** A server that lives: its own announcement, believed only while it holds its lock. */
record RunningServer(long pid, InetSocketAddress contactPoint) {

    private static final Duration ORDERLY_STOP_BOUND = Duration.ofSeconds(15);
    private static final Duration KILL_BOUND = Duration.ofSeconds(5);
    private static final Duration REAP_BOUND = Duration.ofSeconds(2);

    /** The server of this directory, whether or not it answers yet; empty also when it is on its way out. */
    static Optional<RunningServer> in(ServerDirectory directory) throws IOException {
        Properties announced = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.serverProperties(), StandardCharsets.UTF_8)) {
            announced.load(reader);
        } catch (NoSuchFileException nobodyAnnounced) {
            return Optional.empty();
        }
        if (!directory.serverLives()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(announced.getProperty("port"));
        return Optional.of(new RunningServer(
                Long.parseLong(announced.getProperty("pid")),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    boolean answers() {
        return CqlProbe.answers(contactPoint);
    }

    /**
     * Ends the server inside the door: orderly, or by force if that takes too long, which costs the next start some
     * replay of the commit log and loses nothing.
     */
    void stop(ServerDirectory directory) throws IOException {
        Files.deleteIfExists(directory.serverProperties());
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        process.ifPresent(ProcessHandle::destroy);
        if (!Deadline.after(ORDERLY_STOP_BOUND).await(() -> !directory.serverLives())) {
            process.ifPresent(ProcessHandle::destroyForcibly);
            Deadline.after(KILL_BOUND).await(() -> !directory.serverLives());
        }
        // The lock goes a moment before the process; one that nobody reaps stays a zombie and is waited for in vain.
        Deadline.after(REAP_BOUND)
                .await(() -> !process.map(ProcessHandle::isAlive).orElse(false));
    }
}
