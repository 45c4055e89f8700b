/**
 * The sorted map in which the house keeps what it owes and what is owed to it. A table never changes; a changed copy
 * shares all but a path with the one it was made from, so that a state of many rows is cheap to move on by one.
 */
@NullMarked
package io.breakwater.waterfall.table;

import org.jspecify.annotations.NullMarked;
