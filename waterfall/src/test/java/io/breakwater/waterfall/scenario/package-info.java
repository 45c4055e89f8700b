/** The business days of a real contract, recomputed from typed-in tables with the rules of the core alone. */
@NullMarked
package io.breakwater.waterfall.scenario;

import org.jspecify.annotations.NullMarked;
