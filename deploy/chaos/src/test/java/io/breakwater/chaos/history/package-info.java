/** Histories are written and read back. */
@NullMarked
package io.breakwater.chaos.history;

import org.jspecify.annotations.NullMarked;
