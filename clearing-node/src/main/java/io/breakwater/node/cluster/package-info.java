/**
 * One node of the house: what it is started with, how it joins its peers, and the order in which its parts come up and
 * go down. A node is ready when its store answers, the cluster has formed and the API is bound.
 */
@NullMarked
package io.breakwater.node.cluster;

import org.jspecify.annotations.NullMarked;
