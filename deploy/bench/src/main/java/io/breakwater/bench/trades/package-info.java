/** Trades acknowledged and applied at both accounts, beside what the driver alone reaches with the same writes. */
@NullMarked
package io.breakwater.bench.trades;

import org.jspecify.annotations.NullMarked;
