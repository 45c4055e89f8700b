package io.breakwater.node.journal.cassandra;

import java.util.regex.Pattern;

/** How many copies of each row a keyspace keeps in a datacenter. One copy proves logic, not the loss of a disk. */
public record Replication(String datacenter, int factor) {
    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Replication {
        if (!DATACENTER.matcher(datacenter).matches()) {
            throw new IllegalArgumentException("not a datacenter name: '" + datacenter + "'");
        }
        if (factor < 1) {
            throw new IllegalArgumentException("a replication factor is at least 1, not " + factor);
        }
    }

    String cql() {
        return "{'class': 'NetworkTopologyStrategy', '" + datacenter + "': " + factor + "}";
    }
}
