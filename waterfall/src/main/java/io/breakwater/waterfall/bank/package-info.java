/**
 * The numbered statement of a bank or custodian: what it says has happened. Money and collateral enter and leave the
 * house only as the next line of such a statement.
 */
@NullMarked
package io.breakwater.waterfall.bank;

import org.jspecify.annotations.NullMarked;
