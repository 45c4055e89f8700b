package io.breakwater.node.demo;

import io.breakwater.node.cluster.HostPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A clearing node as a child process. It ends when it is told to, and by itself when this process is gone: its standard
 * input, which only this process holds open, then closes.
 */
public final class ChildNode {

    private final Process process;
    private final Address address;
    private final Path log;

    private ChildNode(Process process, Address address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** Where a node listens for its peers and for clients. */
    public record Address(HostPort peer, HostPort api) {}

    /** The store that the nodes share; its schema is there. */
    public record Store(HostPort contactPoint, String datacenter, String keyspace) {}

    /** What the Java of a node is told: that of a demo is over before the optimizing compiler has paid for itself. */
    public static final List<String> BRIEF = List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /**
     * What a node is started with: its Java's options, the store, and where all say what they have to say.
     *
     * @param environment variables that its process has besides those of this one
     */
    public record Launch(List<String> javaOptions, Map<String, String> environment, Store store, Path logs) {
        public Launch {
            javaOptions = List.copyOf(javaOptions);
            environment = Map.copyOf(environment);
        }

        public Launch(List<String> javaOptions, Store store, Path logs) {
            this(javaOptions, Map.of(), store, logs);
        }
    }

    /**
     * Starts a node; everything it says goes to its log file.
     *
     * @param seeds where its peers are reached that it joins by; the first one founds a cluster if there is none
     */
    public static ChildNode start(Address self, List<HostPort> seeds, Launch launch, Path log) throws IOException {
        Store store = launch.store();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                "-Dlogback.configurationFile=logback-node.xml"));
        command.addAll(launch.javaOptions());
        command.addAll(List.of(
                "-cp",
                classPath(),
                "io.breakwater.node.cli.Breakwater",
                "node",
                "--end-with-stdin",
                "--peer",
                self.peer().toString(),
                "--api",
                self.api().toString(),
                "--seed",
                seeds.stream().map(HostPort::toString).collect(Collectors.joining(",")),
                "--cassandra",
                store.contactPoint().toString(),
                "--datacenter",
                store.datacenter(),
                "--keyspace",
                store.keyspace()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(launch.environment());
        return new ChildNode(builder.start(), self, log);
    }

    /** The node's own jars as the launcher names them; the class path of this process may hold tools besides. */
    private static String classPath() {
        return System.getProperty("breakwater.node.class-path", System.getProperty("java.class.path"));
    }

    public Address address() {
        return address;
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit status of its process, absent while it lives. */
    public OptionalInt exitStatus() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** SIGKILL: the node is gone, and has told nobody. */
    public void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM: the node hands over and leaves. */
    public void end() {
        process.destroy();
    }

    /** Waits until the process is gone; one that is not by then is killed. */
    public void awaitEnd(long deadlineNanos) throws InterruptedException {
        long left = Math.max(0, deadlineNanos - System.nanoTime());
        if (!process.waitFor(left, TimeUnit.NANOSECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
