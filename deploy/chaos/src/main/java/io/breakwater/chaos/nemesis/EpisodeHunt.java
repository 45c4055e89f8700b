package io.breakwater.chaos.nemesis;

import io.breakwater.chaos.process.Lab;
import io.breakwater.chaos.process.LabNode;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.LayerDraw;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waits for an open default to come to a step, and finds the node that hosts it then. */
final class EpisodeHunt {

    private static final String PHASE = "EPISODE_PHASE_";
    private static final String LAYER = "LAYER_";
    private static final long POLL_MILLIS = 25;

    private final Lab lab;
    private final LongSupplier clock;
    private Look last = new Look(-1, Optional.empty(), List.of());
    private int turn;

    /** The defaults that were open a moment ago, by the word of a node. */
    private record Look(long at, Optional<LabNode> asked, List<Episode> open) {}

    /** Where an episode was found, and at which step. */
    record Found(LabNode owner, String step) {}

    EpisodeHunt(Lab lab, LongSupplier clock) {
        this.lab = lab;
        this.clock = clock;
    }

    /** The owner of an episode at this step, or nobody when there was none until then. */
    Optional<Found> await(String when, long until) throws InterruptedException {
        while (clock.getAsLong() < until) {
            Look look = look();
            Optional<Found> found = look.open().stream()
                    .filter(episode -> isAt(episode, when))
                    .findFirst()
                    .flatMap(episode -> look.asked().flatMap(node -> locate(node, episode)));
            if (found.isPresent()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return Optional.empty();
    }

    /** All who wait share their looks: they must not become a load of their own. */
    private synchronized Look look() {
        if (last.at() < 0 || clock.getAsLong() - last.at() >= POLL_MILLIS) {
            List<LabNode> up = lab.nodes().stream()
                    .filter(node -> node.isAlive() && !node.isPaused())
                    .toList();
            Optional<LabNode> asked = up.isEmpty() ? Optional.empty() : Optional.of(up.get(turn++ % up.size()));
            List<Episode> open = asked.map(node -> node.signs().openDefaults()).orElse(List.of());
            last = new Look(clock.getAsLong(), asked, open);
        }
        return last;
    }

    private Optional<Found> locate(LabNode asked, Episode episode) {
        return asked.signs()
                .ownerOf(episode.getEpisode())
                .flatMap(peer -> lab.all().stream()
                        .filter(node -> node.peer().toString().equals(peer))
                        .findFirst())
                .map(owner -> new Found(owner, "episode " + episode.getEpisode() + " at " + step(episode)));
    }

    /** A layer counts while it is drawn and while it is the last one drawn: most take less time than it takes to look. */
    private static boolean isAt(Episode episode, String when) {
        return when.isEmpty()
                || episode.getPhase().name().equals(PHASE + when)
                || episode.getDrawing().name().equals(LAYER + when)
                || lastDrawn(episode).equals(LAYER + when);
    }

    private static String lastDrawn(Episode episode) {
        List<LayerDraw> ladder = episode.getLadderList();
        return ladder.isEmpty() ? "" : ladder.get(ladder.size() - 1).getLayer().name();
    }

    private static String step(Episode episode) {
        String phase = episode.getPhase().name().substring(PHASE.length());
        String drawing = episode.getDrawing().name().substring(LAYER.length());
        String last = lastDrawn(episode);
        return phase
                + (drawing.equals("UNSPECIFIED") ? "" : ", drawing " + drawing)
                + (last.isEmpty() ? "" : ", " + last.substring(LAYER.length()) + " drawn");
    }
}
