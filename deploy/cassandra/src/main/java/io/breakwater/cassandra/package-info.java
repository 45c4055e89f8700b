/**
 * What Breakwater adds to the embedded Cassandra server's own JVM: a guard that stops it when nobody uses it any more.
 * Runs on every Java that the server runs on (11 to 17) and knows nothing of the node.
 */
@NullMarked
package io.breakwater.cassandra;

import org.jspecify.annotations.NullMarked;
