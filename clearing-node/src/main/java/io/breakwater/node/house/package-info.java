/** The house at run time: members, defaults, turns to draw and what members owe. */
@NullMarked
package io.breakwater.node.house;

import org.jspecify.annotations.NullMarked;
