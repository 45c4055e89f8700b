package io.breakwater.node.journal.cassandra;

import com.typesafe.config.Config;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where the ring is and how long to wait for it. Contact points are {@code host:port}; the port may be left out and is
 * 9042 then.
 */
public record CassandraSettings(
        List<InetSocketAddress> contactPoints, String datacenter, String keyspace, Duration requestTimeout) {
    private static final int DEFAULT_PORT = 9042;
    private static final int HIGHEST_PORT = 65_535;

    public CassandraSettings {
        contactPoints = List.copyOf(contactPoints);
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("no Cassandra contact point is configured");
        }
        if (datacenter.isBlank()) {
            throw new IllegalArgumentException("no Cassandra datacenter is configured");
        }
        CassandraNames.requireKeyspace(keyspace);
    }

    /** Settings with the request timeout that goes with the journal's resolve deadline, 3 s. */
    public static CassandraSettings of(List<String> contactPoints, String datacenter, String keyspace) {
        return new CassandraSettings(
                contactPoints.stream().map(CassandraSettings::address).toList(),
                datacenter,
                keyspace,
                Duration.ofSeconds(3));
    }

    /** Reads a section like {@code breakwater.cassandra}. */
    public static CassandraSettings from(Config cassandra) {
        return new CassandraSettings(
                cassandra.getStringList("contact-points").stream()
                        .map(CassandraSettings::address)
                        .toList(),
                cassandra.getString("datacenter"),
                cassandra.getString("keyspace"),
                cassandra.getDuration("request-timeout"));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? String.valueOf(DEFAULT_PORT) : text.substring(colon + 1);
        if (host.isBlank() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new IllegalArgumentException("not a contact point host:port: '" + text + "'");
        }
        return new InetSocketAddress(host, Integer.parseInt(port));
    }
}
