/** What clients do to a house while it is being broken: members, venues, banks, a price feed, the treasury, bidders. */
@NullMarked
package io.breakwater.chaos.workload;

import org.jspecify.annotations.NullMarked;
