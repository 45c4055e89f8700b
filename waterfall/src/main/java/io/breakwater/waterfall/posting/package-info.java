/**
 * Balanced entries and the channels on which their postings reach each account exactly once and in order. A source
 * persists an entry first and owes every account its posting until the account has acknowledged it; what an account may
 * refuse is asked for before as a hold, and a stop says from where on a source writes a subject no more. ADR 0007.
 */
@NullMarked
package io.breakwater.waterfall.posting;

import org.jspecify.annotations.NullMarked;
