/** A few seeds of the simulation, and that it is what it claims to be. */
@NullMarked
package io.breakwater.chaos.simulate;

import org.jspecify.annotations.NullMarked;
