package io.breakwater.node.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where in a Cassandra ring a house is, beside its contact points: {@code @Mixin} this. */
public final class RingOptions {

    /** The keyspace of a house that was given no other name. */
    public static final String HOUSE = "breakwater";

    @Option(
            names = "--datacenter",
            paramLabel = "NAME",
            defaultValue = "datacenter1",
            description = "datacenter of the ring that holds the house (default: ${DEFAULT-VALUE})")
    private String datacenter = "";

    @Option(names = "--keyspace", paramLabel = "NAME", description = "keyspace of the house (default: " + HOUSE + ")")
    private Optional<String> keyspace = Optional.empty();

    public String datacenter() {
        return datacenter;
    }

    /** The keyspace, absent when the command line names none. */
    public Optional<String> named() {
        return keyspace;
    }

    /** The keyspace, {@value #HOUSE} when the command line names none. */
    public String keyspace() {
        return keyspace.orElse(HOUSE);
    }
}
