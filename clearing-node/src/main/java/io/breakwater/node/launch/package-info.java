/**
 * Puts a node together: the store first, then the cluster, then the API, and the way back when it is told to stop. A
 * node is ready when its store answers, the cluster has formed and the API is bound.
 */
@NullMarked
package io.breakwater.node.launch;

import org.jspecify.annotations.NullMarked;
