package io.breakwater.chaos.network;

import io.breakwater.node.cluster.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A loopback port behind which somebody else's lies. Whoever connects is carried there over the link of the two. */
public final class Relay implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final ServerSocket door;
    private final Function<InetAddress, Conversation.Route> routes;
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    private Relay(ServerSocket door, Function<InetAddress, Conversation.Route> routes) {
        this.door = door;
        this.routes = routes;
    }

    /** Listens on a free port. */
    static Relay open(Function<InetAddress, Conversation.Route> routes) throws IOException {
        ServerSocket door = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        Relay relay = new Relay(door, routes);
        Thread thread = new Thread(relay::accept, "relay-door-" + door.getLocalPort());
        thread.setDaemon(true);
        thread.start();
        return relay;
    }

    /** Where it listens. */
    public HostPort address() {
        return new HostPort(LOOPBACK, door.getLocalPort());
    }

    private void accept() {
        while (open) {
            try {
                Socket caller = door.accept();
                Conversation conversation =
                        new Conversation(caller, routes.apply(caller.getInetAddress()), conversations::remove);
                conversations.add(conversation);
                conversation.begin();
            } catch (IOException closed) {
                // Either this relay is closed, or the caller went away before it was let in.
            }
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        door.close();
        conversations.forEach(Conversation::close);
    }
}
