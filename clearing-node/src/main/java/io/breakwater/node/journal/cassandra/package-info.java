/**
 * The journal and the snapshots of the house in Cassandra: the session, the schema and its migrations, and the store
 * whose every write moves its partition's head by compare-and-set.
 */
@NullMarked
package io.breakwater.node.journal.cassandra;

import org.jspecify.annotations.NullMarked;
