/**
 * The business that is simulated: a small random house, and the clients that trade, pay, bid and ask again under the same
 * id when they do not learn what became of a request.
 */
@NullMarked
package io.breakwater.chaos.house;

import org.jspecify.annotations.NullMarked;
