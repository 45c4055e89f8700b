package io.breakwater.chaos.run;

/**
 * Where a node's API can be reached by clients: in some network modes not the node's own address.
 *
 * @param node the node's name
 * @param host host or address
 * @param port port
 */
public record Entrance(String node, String host, int port) {}
