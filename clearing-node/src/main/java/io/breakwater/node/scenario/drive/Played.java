package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.report.CallTable;
import io.breakwater.node.scenario.report.DemoReport;
import java.util.List;

/**
 * What a played scenario came to, by what the house said: its calls, how many trades it took, how many accounts were
 * liquidated, and the ladder of each default.
 */
public record Played(CallTable calls, long trades, long liquidations, List<DemoReport.EpisodeLadder> episodes) {
    public Played {
        episodes = List.copyOf(episodes);
    }
}
