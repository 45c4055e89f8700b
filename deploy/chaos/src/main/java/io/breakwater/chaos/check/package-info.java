/**
 * What must be true of a simulated house at every step, and when it has come to rest. The checks read the journal as it is
 * written and share no arithmetic with the rules that they check, but for the folding of events.
 */
@NullMarked
package io.breakwater.chaos.check;

import org.jspecify.annotations.NullMarked;
