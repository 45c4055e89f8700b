/** Defaults as entities: {@code episode|<n>}, and the census of all nodes that deleveraging needs. */
@NullMarked
package io.breakwater.node.episode;

import org.jspecify.annotations.NullMarked;
