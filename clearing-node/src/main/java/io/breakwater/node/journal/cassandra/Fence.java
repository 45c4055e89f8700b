package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.typesafe.config.Config;

/**
 * Whether writes are conditional. {@link #OFF} exists for one purpose: to prove in a test that without the fence
 * acknowledged writes are lost. It is refused unless the process says that it is such a test.
 */
public enum Fence {
    ON,
    OFF;

    /** System property that must be {@code true} before the fence may be switched off. */
    public static final String TEST_PROPERTY = "breakwater.test.unfenced";

    /** Reads {@code fence}; throws when it is off outside a test. */
    public static Fence from(Config journal) {
        if (journal.getBoolean("fence")) {
            return ON;
        }
        if (!Boolean.getBoolean(TEST_PROPERTY)) {
            throw new IllegalArgumentException(
                    "breakwater.journal.fence = off loses acknowledged writes; it is allowed in"
                            + " a test that sets -D" + TEST_PROPERTY + "=true, and nowhere else");
        }
        return OFF;
    }

    /** How the read is done that tells a write of one's own from another's; all other reads are at LOCAL_QUORUM. */
    ConsistencyLevel settlingReads() {
        return this == ON ? DefaultConsistencyLevel.LOCAL_SERIAL : DefaultConsistencyLevel.LOCAL_QUORUM;
    }
}
