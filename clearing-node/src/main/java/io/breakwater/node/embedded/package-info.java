/**
 * The Cassandra that Breakwater brings along: a real server as a process of its own, on the loopback address only,
 * started when the first user comes and stopped when the last one goes. An acknowledged write survives the sudden death
 * of everything; see ADR 0006.
 */
@NullMarked
package io.breakwater.node.embedded;

import org.jspecify.annotations.NullMarked;
