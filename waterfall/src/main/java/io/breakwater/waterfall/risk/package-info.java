/**
 * What a node must know to have an account judged: one version of the catalogue, the newest prices and settlements, and
 * what one account is told of them. It decides nothing; an account that is told too little says what it misses.
 */
@NullMarked
package io.breakwater.waterfall.risk;

import org.jspecify.annotations.NullMarked;
