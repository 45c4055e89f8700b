package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.time.Duration;

/**
 * Opens sessions with the settings the journal's promises rest on: LOCAL_QUORUM, LOCAL_SERIAL, short request timeouts
 * (the journal re-sends by itself), no retry of conditional writes by the driver, quick reconnection.
 */
public final class CassandraSessions {
    private static final int REQUESTS_PER_CONNECTION = 4096;

    private CassandraSessions() {}

    /** Opens a session; blocks until the ring answers, however long that takes. */
    public static CqlSession open(CassandraSettings settings) {
        return open(settings, true);
    }

    /** Opens a session; throws at once when no contact point answers. */
    public static CqlSession openNow(CassandraSettings settings) {
        return open(settings, false);
    }

    private static CqlSession open(CassandraSettings settings, boolean untilReachable) {
        return CqlSession.builder()
                .withConfigLoader(driver(settings, untilReachable))
                .addContactPoints(settings.contactPoints())
                .withLocalDatacenter(settings.datacenter())
                .build();
    }

    private static DriverConfigLoader driver(CassandraSettings settings, boolean untilReachable) {
        return DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.SESSION_NAME, "breakwater")
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V5")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.requestTimeout())
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, untilReachable)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
                .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, REQUESTS_PER_CONNECTION)
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, settings.requestTimeout())
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, settings.requestTimeout())
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, settings.requestTimeout())
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(50))
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
                .build();
    }
}
