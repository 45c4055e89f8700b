/** The carrier with a machine small enough to see through. */
@NullMarked
package io.breakwater.node.entity;

import org.jspecify.annotations.NullMarked;
