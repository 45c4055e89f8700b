/** The runtime of Breakwater: carries out on a cluster what the pure core decides. */
@NullMarked
package io.breakwater.node;

import org.jspecify.annotations.NullMarked;
