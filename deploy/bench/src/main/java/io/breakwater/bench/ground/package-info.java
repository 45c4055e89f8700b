/** What a bench stands on: a Cassandra of its own, node processes, and what can be learned of a process from outside. */
@NullMarked
package io.breakwater.bench.ground;

import org.jspecify.annotations.NullMarked;
