/** Proves the rules of statement streams. */
@NullMarked
package io.breakwater.waterfall.bank;

import org.jspecify.annotations.NullMarked;
