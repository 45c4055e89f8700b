package io.breakwater.node.journal.cassandra;

import java.util.regex.Pattern;

/** Names that go into CQL as text and must therefore be plain. */
final class CassandraNames {
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    private CassandraNames() {}

    /** Returns a keyspace name of lower-case letters, digits and underscores, at most 48; throws for any other. */
    static String requireKeyspace(String keyspace) {
        if (!KEYSPACE.matcher(keyspace).matches()) {
            throw new IllegalArgumentException("not a keyspace name: '" + keyspace + "'");
        }
        return keyspace;
    }
}
