/** What a run shows: histories and journals held against what must always hold. */
@NullMarked
package io.breakwater.chaos.verdict;

import org.jspecify.annotations.NullMarked;
