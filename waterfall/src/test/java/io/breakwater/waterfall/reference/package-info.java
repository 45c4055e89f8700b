/** Worked cases of real rulebooks and venues, run against the rules of the core where the cases are at hand. */
@NullMarked
package io.breakwater.waterfall.reference;

import org.jspecify.annotations.NullMarked;
