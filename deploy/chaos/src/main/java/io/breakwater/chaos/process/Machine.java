package io.breakwater.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this machine lets a run do to its processes, found out before the run.
 *
 * @param cpuGroups where control groups for processor time are made, when we may make one
 * @param fakeTime the library that gives a process another clock
 * @param missing what cannot be done, and why
 */
public record Machine(Optional<Path> cpuGroups, Optional<Path> fakeTime, Map<Means, String> missing) {

    private static final Path CPU = Path.of("/sys/fs/cgroup/cpu");
    private static final String PRELOAD = "libfaketimeMT.so.1";
    private static final List<Path> LIBRARIES = List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"));

    /** What a fault may need. */
    public enum Means {
        /** {@code kill}, to stop a process and let it go on. */
        SIGNALS,
        /** Addresses of the whole loopback network, by which a relay knows who connects. */
        LOOPBACK_NETWORK,
        /** Control groups for processor time. */
        CPU_GROUPS,
        /** libfaketime. */
        FAKE_TIME
    }

    public Machine {
        missing = Map.copyOf(missing);
    }

    /** Tries everything once. */
    public static Machine probe() {
        Map<Means, String> missing = new EnumMap<>(Means.class);
        if (!succeeds("kill", "-0", Long.toString(ProcessHandle.current().pid()))) {
            missing.put(Means.SIGNALS, "there is no kill");
        }
        if (!canBind("127.0.0.11")) {
            missing.put(Means.LOOPBACK_NETWORK, "127.0.0.11 cannot be bound");
        }
        Optional<Path> groups = Optional.of(CPU).filter(Machine::makesGroups);
        if (groups.isEmpty()) {
            missing.put(Means.CPU_GROUPS, "no control group can be made under " + CPU);
        }
        Optional<Path> fakeTime =
                LIBRARIES.stream().flatMap(Machine::fakeTimeUnder).findFirst();
        if (fakeTime.isEmpty()) {
            missing.put(Means.FAKE_TIME, "there is no " + PRELOAD + " (Debian: apt-get install faketime)");
        }
        return new Machine(groups, fakeTime, missing);
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean canBind(String address) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean makesGroups(Path groups) {
        Path probe = groups.resolve(
                "breakwater-chaos-probe-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(probe);
            boolean limits = Files.isWritable(probe.resolve("cpu.cfs_quota_us"));
            Files.delete(probe);
            return limits;
        } catch (IOException refused) {
            return false;
        }
    }

    private static Stream<Path> fakeTimeUnder(Path libraries) {
        try (Stream<Path> found =
                Files.find(libraries, 3, (path, attributes) -> path.endsWith(PRELOAD) && Files.isReadable(path))) {
            return found.toList().stream();
        } catch (IOException | UncheckedIOException absent) {
            return Stream.empty();
        }
    }
}
