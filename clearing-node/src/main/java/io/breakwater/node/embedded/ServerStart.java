package io.breakwater.node.embedded;

import io.breakwater.node.embedded.CassandraUnavailable.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Brings up the server of a directory, inside the door: finds the one that runs, or starts one, within the bound. */
final class ServerStart {

    private static final int CONNECT_MILLIS = 500;
    private static final Duration PORT_BOUND = Duration.ofSeconds(2);

    private final EmbeddedCassandraSettings settings;
    private final ServerDirectory directory;
    private Optional<Process> child = Optional.empty();
    private Optional<RunningServer> answering = Optional.empty();

    ServerStart(EmbeddedCassandraSettings settings, ServerDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /** The server once it answers CQL, or a definite error that names the log; a process that failed is gone then. */
    RunningServer await() throws IOException {
        try {
            Deadline.after(settings.startBound()).await(this::isUp);
            return answering.orElseThrow(() -> new CassandraUnavailable(
                    Reason.DID_NOT_START,
                    "Cassandra did not answer within " + settings.startBound().toSeconds() + " s; its log is "
                            + directory.systemLog()));
        } finally {
            if (answering.isEmpty()) {
                child.ifPresent(Process::destroyForcibly);
            }
        }
    }

    private boolean isUp() throws IOException {
        answering = RunningServer.in(directory).filter(RunningServer::answers);
        if (answering.isEmpty()) {
            child = child.filter(this::isComingUp);
            if (child.isEmpty() && !directory.serverLives()) {
                requireFree(settings.nativePort(), EmbeddedCassandraSettings.NATIVE_PORT_OPTION);
                requireFree(settings.storagePort(), EmbeddedCassandraSettings.STORAGE_PORT_OPTION);
                child = Optional.of(new ServerCommand(settings, directory).start());
            }
        }
        return answering.isPresent();
    }

    /** A child that gave way to a rival is no failure: the rival is waited for, or replaced when it goes. */
    private boolean isComingUp(Process process) {
        if (process.isAlive()) {
            return true;
        }
        if (process.exitValue() == ServerCommand.RIVAL_RUNS) {
            return false;
        }
        throw new CassandraUnavailable(
                Reason.DID_NOT_START,
                "Cassandra stopped while starting (exit status " + process.exitValue() + "); its last words are in "
                        + directory.output());
    }

    /** A server of ours that has just died frees its lock a moment before its ports, so one look is not enough. */
    private static void requireFree(int port, String option) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        if (!Deadline.after(PORT_BOUND).await(() -> !isListening(loopback, port) && canBind(loopback, port))) {
            throw new CassandraUnavailable(
                    Reason.PORT_IN_USE,
                    "port " + port + " on 127.0.0.1 is in use by another program: choose another with " + option);
        }
    }

    /** Where a wildcard address is bound, some systems would still let us bind the loopback address beside it. */
    private static boolean isListening(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static boolean canBind(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
