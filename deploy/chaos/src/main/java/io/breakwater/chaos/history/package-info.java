/** What clients were answered, as they saw it, line by line in a file. */
@NullMarked
package io.breakwater.chaos.history;

import org.jspecify.annotations.NullMarked;
