/** Proof that the values survive a strict JSON binding by field, as events and state are stored. */
@NullMarked
package io.breakwater.waterfall.json;

import org.jspecify.annotations.NullMarked;
