package io.breakwater.node.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;

/**
 * What one node is started with.
 *
 * @param peer where the other nodes reach this one
 * @param api where clients reach this one
 * @param seeds the nodes that form the cluster; the first one listed founds it
 * @param contactPoints the Cassandra nodes to ask first
 */
public record NodeSettings(
        HostPort peer,
        HostPort api,
        List<HostPort> seeds,
        List<HostPort> contactPoints,
        String datacenter,
        String keyspace) {

    /** The name of the actor system, the same on every node. */
    public static final String SYSTEM = "breakwater";

    public NodeSettings {
        seeds = List.copyOf(seeds);
        contactPoints = List.copyOf(contactPoints);
    }

    /** What every node sets over its libraries' own configuration. */
    public static Config defaults() {
        return ConfigFactory.parseResources("breakwater-node.conf");
    }

    /** The node's whole configuration: these settings over the node's file over the libraries' own. */
    public Config config() {
        List<String> seedNodes =
                seeds.stream().map(seed -> "pekko://" + SYSTEM + "@" + seed).toList();
        Map<String, Object> own = Map.of(
                "pekko.remote.artery.canonical.hostname", peer.host(),
                "pekko.remote.artery.canonical.port", peer.port(),
                "pekko.cluster.seed-nodes", ConfigValueFactory.fromIterable(seedNodes),
                "breakwater.cassandra.contact-points",
                        ConfigValueFactory.fromIterable(
                                contactPoints.stream().map(HostPort::toString).toList()),
                "breakwater.cassandra.datacenter", datacenter,
                "breakwater.cassandra.keyspace", keyspace);
        return ConfigFactory.defaultOverrides()
                .withFallback(ConfigFactory.parseMap(own, "command line"))
                .withFallback(defaults())
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }
}
