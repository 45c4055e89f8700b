package io.breakwater.node;

import io.breakwater.node.embedded.SharedCassandra;
import java.util.Optional;

/**
 * The one Cassandra of all integration tests: the server that {@code -Dbreakwater.test.cassandra=host:port} names, else an
 * embedded one that is started at first use and stopped with the JVM.
 */
public final class TestCassandra {
    private static final String CONTACT_POINT =
            Optional.ofNullable(System.getProperty("breakwater.test.cassandra")).orElseGet(TestCassandra::start);

    private TestCassandra() {}

    /** Where it listens, as {@code host:port}. */
    public static String contactPoint() {
        return CONTACT_POINT;
    }

    public static String datacenter() {
        return "datacenter1";
    }

    private static String start() {
        return "127.0.0.1:" + SharedCassandra.running().contactPoint().getPort();
    }
}
