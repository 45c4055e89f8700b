package io.breakwater.chaos.process;

import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.demo.LoopbackPorts;
import io.breakwater.node.embedded.EmbeddedCassandra;
import io.breakwater.node.embedded.EmbeddedCassandraSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Cassandra of a run: one process, on the data of this run, killed and started again on the same port. */
public final class Store implements AutoCloseable {

    /** Its name as a party of the network. */
    public static final String NAME = "cassandra";

    private static final int HEAP_MIB = 768;

    private final EmbeddedCassandraSettings settings;
    private EmbeddedCassandra server;
    private boolean closed;

    private Store(EmbeddedCassandraSettings settings) {
        this.settings = settings;
        this.server = EmbeddedCassandra.open(settings);
    }

    /** Starts it on ports that are free. */
    static Store open(Path home, Path data) throws IOException {
        List<HostPort> ports = LoopbackPorts.free(2);
        return new Store(EmbeddedCassandraSettings.of(home, data)
                .withPorts(ports.get(0).port(), ports.get(1).port())
                .withHeapMiB(HEAP_MIB));
    }

    /** Where it listens itself, past every relay. */
    public HostPort address() {
        return new HostPort("127.0.0.1", settings.nativePort());
    }

    public String datacenter() {
        return server.datacenter();
    }

    public synchronized long pid() {
        return server.pid();
    }

    /** SIGKILL; answers the pid of the process that is no more. */
    public synchronized long kill() {
        long pid = server.pid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        return pid;
    }

    /** Starts it again on what the last one has left on disk, and returns when it answers. */
    public synchronized void restart() {
        if (closed) {
            throw new LabFailure("the run is ending");
        }
        EmbeddedCassandra dead = server;
        server = EmbeddedCassandra.open(settings);
        dead.close();
    }

    public void pause() {
        Signals.stop(pid());
    }

    public void resume() {
        Signals.go(pid());
    }

    @Override
    public synchronized void close() {
        closed = true;
        try (EmbeddedCassandra ending = server) {
            Signals.go(ending.pid());
        }
    }
}
