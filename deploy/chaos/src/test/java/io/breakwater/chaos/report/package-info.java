/** Reports of runs made by hand. */
@NullMarked
package io.breakwater.chaos.report;

import org.jspecify.annotations.NullMarked;
