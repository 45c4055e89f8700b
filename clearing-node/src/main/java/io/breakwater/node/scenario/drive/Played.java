package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.report.CallTable;
import java.util.Optional;

/**
 * What a played scenario came to, by what the house said: its calls, how many trades it took, and why it was not played
 * to its end, when it was not.
 */
public record Played(CallTable calls, long trades, Optional<String> endedEarly) {}
