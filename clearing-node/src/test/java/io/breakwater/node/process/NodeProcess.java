package io.breakwater.node.process;

import io.breakwater.node.cluster.HostPort;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One clearing node as an operating system process of its own. */
public final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final HostPort peer;
    private final HostPort api;
    private final ManagedChannel channel;
    private final Path log;

    private NodeProcess(Process process, HostPort peer, HostPort api, Path log) {
        this.process = process;
        this.peer = peer;
        this.api = api;
        this.log = log;
        this.channel = ManagedChannelBuilder.forAddress(api.host(), api.port())
                .usePlaintext()
                .build();
    }

    /** Where a node listens. */
    public record Address(HostPort peer, HostPort api) {

        public static Address free() {
            return new Address(new HostPort("127.0.0.1", Ports.free()), new HostPort("127.0.0.1", Ports.free()));
        }
    }

    /** The store that the nodes of a test share. */
    public record Store(HostPort contactPoint, String datacenter, String keyspace) {}

    /** Starts a node; it is ready once {@link #isServing}. */
    public static NodeProcess start(Address self, Address founder, Store store, Path log, List<String> jvmFlags) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                "-Dlogback.configurationFile=logback-node.xml"));
        command.addAll(jvmFlags);
        command.addAll(List.of(
                "-cp",
                classPath(),
                "io.breakwater.node.cli.Breakwater",
                "node",
                "--peer",
                self.peer().toString(),
                "--api",
                self.api().toString(),
                "--seed",
                founder.peer().toString(),
                "--cassandra",
                store.contactPoint().toString(),
                "--datacenter",
                store.datacenter(),
                "--keyspace",
                store.keyspace()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new NodeProcess(process, self.peer(), self.api(), log);
        } catch (IOException e) {
            throw new IllegalStateException("could not start a node", e);
        }
    }

    public HostPort peer() {
        return peer;
    }

    public HostPort api() {
        return api;
    }

    public Path log() {
        return log;
    }

    /** A channel to this node's API. */
    public ManagedChannel channel() {
        return channel;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** True once the node tells by the standard health service that it serves. */
    public boolean isServing() {
        try {
            return HealthGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(1, TimeUnit.SECONDS)
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus()
                    == ServingStatus.SERVING;
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }

    /** SIGSTOP: the process keeps its sockets and its memory and does nothing. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** SIGKILL, and waits until the process is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " survived SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while killing a node", e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        kill();
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " " + process.pid() + " answered " + code);
            }
        } catch (IOException e) {
            throw new IllegalStateException("could not signal a node", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling a node", e);
        }
    }

    private static String classPath() {
        Path module = Path.of(System.getProperty("breakwater.home"), "clearing-node", "target");
        return module.resolve("classes") + File.pathSeparator + module.resolve("lib") + File.separator + "*";
    }
}
