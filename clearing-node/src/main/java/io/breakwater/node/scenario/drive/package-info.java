/**
 * Plays a scenario on a running house, through its public API and nothing else: who sends what under which number, when
 * the house is at rest, what became of each call. Amounts depend on the scenario alone; a request that got no answer is
 * sent again under the same number, to whichever node answers.
 */
@NullMarked
package io.breakwater.node.scenario.drive;

import org.jspecify.annotations.NullMarked;
