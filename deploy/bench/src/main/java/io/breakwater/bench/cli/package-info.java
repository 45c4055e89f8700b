/** The command {@code breakwater bench}. */
@NullMarked
package io.breakwater.bench.cli;

import org.jspecify.annotations.NullMarked;
