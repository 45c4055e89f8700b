/** What a run against real processes leaves behind for its checks and its report: operations, faults, verdicts. */
@NullMarked
package io.breakwater.chaos.run;

import org.jspecify.annotations.NullMarked;
