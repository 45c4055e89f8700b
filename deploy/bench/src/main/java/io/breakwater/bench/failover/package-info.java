/** How long accounts are away when the node on which they live is killed. */
@NullMarked
package io.breakwater.bench.failover;

import org.jspecify.annotations.NullMarked;
