/**
 * Bugs planted on purpose, one at a time, to see which tier finds them. They live in test classes only and change classes by
 * byte code while a test runs: production code has no switch, so no distribution can have one that is on.
 */
@NullMarked
package io.breakwater.chaos.planted;

import org.jspecify.annotations.NullMarked;
