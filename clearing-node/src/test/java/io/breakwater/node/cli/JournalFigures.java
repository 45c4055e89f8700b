package io.breakwater.node.cli;

import io.breakwater.node.audit.Audit;
import io.breakwater.node.audit.CassandraSource;
import io.breakwater.node.audit.JournalSource;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.scenario.report.DemoReport.AuditFindings;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the journal of a house says, read row by row: what the auditor finds, and who wrote which draw of a default. */
final class JournalFigures {

    private final AuditFindings findings;
    private final Map<Long, List<Draw>> draws;

    private JournalFigures(AuditFindings findings, Map<Long, List<Draw>> draws) {
        this.findings = findings;
        this.draws = draws;
    }

    /** A draw and the incarnation of the episode that wrote it. */
    private record Draw(LayerRecord layer, String writer) {}

    /** Audits the whole journal and reads the first two defaults once more. */
    static JournalFigures of(CassandraSettings settings) {
        try (CassandraSource source = CassandraSource.open(settings)) {
            AuditFindings findings = Audit.of(source); // lists what there is; only then can one entity be read
            Map<Long, List<Draw>> draws = new TreeMap<>();
            for (long episode = 1; episode <= 2; episode++) {
                draws.put(episode, draws(source, episode));
            }
            return new JournalFigures(findings, draws);
        }
    }

    private static List<Draw> draws(CassandraSource source, long episode) {
        List<Draw> draws = new ArrayList<>();
        source.read("episode|" + episode, new JournalSource.Rows() {
            @Override
            public void row(JournalRow row) {
                if (source.event(row.event().payload()) instanceof EpisodeEvent.LayerDrawn drawn) {
                    draws.add(new Draw(drawn.record(), row.event().writerId()));
                }
            }

            @Override
            public void partition(Head head, long deletedTo) {}
        });
        return draws;
    }

    /** The invariants that do not hold. */
    List<String> violated() {
        return findings.invariants().stream()
                .filter(invariant -> !invariant.holds())
                .map(invariant -> invariant.name() + ": " + invariant.detail())
                .toList();
    }

    /** What each layer of a default drew, as lines of text. */
    List<String> drawn(long episode) {
        List<String> lines = new ArrayList<>();
        for (Draw draw : draws.getOrDefault(episode, List.of())) {
            SortedMap<String, String> payers = new TreeMap<>();
            draw.layer().payers().forEach((payer, amount) -> payers.put(payer, amount.decimal()));
            Ladders.layer(draw.layer().layer().name(), draw.layer().drawn().decimal(), payers)
                    .ifPresent(lines::add);
        }
        return lines;
    }

    /** The incarnations that wrote the draws of a default, in the order of the draws. */
    Set<String> drawers(long episode) {
        Set<String> writers = new LinkedHashSet<>();
        draws.getOrDefault(episode, List.of()).forEach(draw -> writers.add(draw.writer()));
        return writers;
    }
}
