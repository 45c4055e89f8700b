/** How long a node's risk book takes for one sweep. */
@NullMarked
package io.breakwater.bench.sweep;

import org.jspecify.annotations.NullMarked;
