/** What clients believe. */
@NullMarked
package io.breakwater.chaos.workload;

import org.jspecify.annotations.NullMarked;
