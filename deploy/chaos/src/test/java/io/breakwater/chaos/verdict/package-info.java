/** Histories by hand, good and bad, and what each check says of them. */
@NullMarked
package io.breakwater.chaos.verdict;

import org.jspecify.annotations.NullMarked;
