package io.breakwater.chaos.network;

import io.breakwater.node.cluster.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** All links between parties that are known by name, and the relays behind which they lie. */
public final class Network implements AutoCloseable {

    private final Map<Ends, Link> links = new ConcurrentHashMap<>();
    private final List<Relay> relays = new CopyOnWriteArrayList<>();

    private record Ends(String from, String to) {}

    /** What flows from one party to another, whoever of the two has connected. */
    public Link link(String from, String to) {
        return links.computeIfAbsent(new Ends(from, to), ends -> new Link());
    }

    /**
     * A port that leads to a party's own.
     *
     * @param to the party that listens
     * @param at where it listens
     * @param from the name of the party that connects from an address
     */
    public HostPort relay(String to, HostPort at, Function<InetAddress, String> from) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
        Relay relay = Relay.open(caller -> {
            String name = from.apply(caller);
            return new Conversation.Route(address, link(name, to), link(to, name));
        });
        relays.add(relay);
        return relay.address();
    }

    @Override
    public void close() throws IOException {
        for (Relay relay : relays) {
            relay.close();
        }
    }
}
