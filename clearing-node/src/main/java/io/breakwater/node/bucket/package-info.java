/**
 * Buckets of accounts at run time. A starter on every node calls on all buckets, so that each deadline of an enlisted
 * account has a living owner within seconds of a node's death.
 */
@NullMarked
package io.breakwater.node.bucket;

import org.jspecify.annotations.NullMarked;
