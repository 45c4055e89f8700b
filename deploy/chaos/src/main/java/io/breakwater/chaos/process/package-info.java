/** Real processes to be broken: nodes, their store, the network between them, and what this machine lets us do to them. */
@NullMarked
package io.breakwater.chaos.process;

import org.jspecify.annotations.NullMarked;
