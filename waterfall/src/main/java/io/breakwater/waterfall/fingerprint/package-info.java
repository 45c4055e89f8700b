/**
 * A keyed checksum of who holds which lots. Kept by every source over what it booked and taken by every node over the
 * accounts that live there, it is equal on both sides only when no account is missing, doubled or stale.
 */
@NullMarked
package io.breakwater.waterfall.fingerprint;

import org.jspecify.annotations.NullMarked;
