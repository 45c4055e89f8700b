/**
 * The network between processes on one machine: every connection runs through a relay of this process, which can hold back
 * or delay what flows in one direction between two parties.
 */
@NullMarked
package io.breakwater.chaos.network;

import org.jspecify.annotations.NullMarked;
