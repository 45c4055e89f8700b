package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.deleveraging.Census;
import io.breakwater.waterfall.deleveraging.CensusRequest;
import io.breakwater.waterfall.episode.EpisodeInput;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts, for the episodes that live here, the accounts that live on every node; again until the episode is content. */
final class CensusRound {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Node node;
    private final Map<EntityId, Round> rounds = new TreeMap<>();

    CensusRound(Node node) {
        this.node = node;
    }

    /** One asking of all nodes. */
    private static final class Round {
        private final CensusRequest request;
        private final Duration until;
        private final int expected;
        private final TreeSet<Integer> answered = new TreeSet<>();
        private Optional<Census> sum = Optional.empty();

        Round(CensusRequest request, Duration until, int expected) {
            this.request = request;
            this.until = until;
            this.expected = expected;
        }
    }

    void start() {
        rounds.clear();
    }

    void look() {
        List<CensusRequest> wanted = node.episodes().stream()
                .flatMap(episode -> episode.census().stream())
                .toList();
        rounds.values().removeIf(round -> !wanted.contains(round.request));
        for (CensusRequest request : wanted) {
            Round known = rounds.get(request.episode());
            if (known == null || known.until.compareTo(node.uptime()) <= 0) {
                ask(request);
            }
        }
    }

    private void ask(CensusRequest request) {
        Round round = new Round(
                request, node.uptime().plus(PATIENCE), node.view().members().size());
        rounds.put(request.episode(), round);
        for (int peer : node.view().members().keySet()) {
            node.world().send(node, peer, there -> {
                Optional<Census> counted =
                        Census.of(request, there.accounts(), there.risk().catalogue(), World.KEY);
                counted.ifPresent(part -> there.world()
                        .send(there, node.number(), here -> here.census().heard(request, peer, part)));
            });
        }
    }

    private void heard(CensusRequest request, int from, Census part) {
        Round round = rounds.get(request.episode());
        if (round == null || !round.request.equals(request) || !round.answered.add(from)) {
            return;
        }
        Census sum = round.sum.map(before -> before.and(part)).orElse(part);
        round.sum = Optional.of(sum);
        if (round.answered.size() == round.expected) {
            Cause cause = new Cause("node/" + node.number(), Optional.empty(), "census");
            node.world()
                    .route(
                            node,
                            new Parcel(
                                    request.episode(),
                                    new EpisodeInput.TakeCensus(sum),
                                    Optional.empty(),
                                    cause,
                                    Optional.empty(),
                                    Optional.empty()));
        }
    }
}
