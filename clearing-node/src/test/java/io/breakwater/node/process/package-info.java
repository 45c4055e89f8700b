/** Nodes as real processes: started, paused, killed by pid, and ended whatever a test comes to. */
@NullMarked
package io.breakwater.node.process;

import org.jspecify.annotations.NullMarked;
