/**
 * A scenario as data: the contract and its prices, the house and its members, their trades, and how each member answers.
 * {@link io.breakwater.node.scenario.Timeline} turns it into the ordered steps that a driver plays against the house.
 */
@NullMarked
package io.breakwater.node.scenario;

import org.jspecify.annotations.NullMarked;
