/**
 * What time it is in the house. Nodes exchange their clocks, and each keeps an estimate with a bound that covers the
 * truth although some clocks are wrong, or says that it does not know; deadlines are judged by nothing else. ADR 0001.
 */
@NullMarked
package io.breakwater.waterfall.housetime;

import org.jspecify.annotations.NullMarked;
