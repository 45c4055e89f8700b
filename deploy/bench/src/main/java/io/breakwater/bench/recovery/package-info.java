/** How fast a node that has just started brings accounts back from the journal, and what they weigh in its memory. */
@NullMarked
package io.breakwater.bench.recovery;

import org.jspecify.annotations.NullMarked;
