package io.breakwater.node.edge;

import io.breakwater.waterfall.episode.EpisodeInput;
import io.breakwater.waterfall.episode.EpisodeReply;
import io.breakwater.waterfall.house.DefaultCase;
import io.breakwater.waterfall.house.HouseInput;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.house.HouseReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Reads the house and its defaults. */
final class EpisodeReads {

    private final Entities entities;

    EpisodeReads(Entities entities) {
        this.entities = entities;
    }

    /** The house as the caller may see it. */
    CompletionStage<HouseReply.View> house(Caller caller) {
        return house(caller, caller.principal().member());
    }

    private CompletionStage<HouseReply.View> house(Caller caller, Optional<String> asMember) {
        return entities.ask(caller, HouseMessage.MAIN, new HouseInput.ReadHouse(asMember), "read")
                .thenApply(reply -> {
                    if (reply instanceof HouseReply.View view) {
                        return view;
                    }
                    throw new IllegalStateException("the house answered " + reply);
                });
    }

    /** The defaults that are declared and not closed. One that the house has declared and not yet opened is left out. */
    CompletionStage<List<EpisodeReply.View>> open(Caller caller) {
        return all(caller, one -> !one.closed());
    }

    /** All defaults, closed ones too, but none that the house has not yet opened. */
    CompletionStage<List<EpisodeReply.View>> all(Caller caller) {
        return all(caller, one -> true);
    }

    private CompletionStage<List<EpisodeReply.View>> all(Caller caller, Predicate<HouseReply.Default> wanted) {
        return house(caller).thenCompose(house -> {
            CompletionStage<List<EpisodeReply.View>> all = CompletableFuture.completedFuture(new ArrayList<>());
            for (HouseReply.Default one : house.defaults()) {
                if (wanted.test(one)) {
                    all = all.thenCombine(find(caller, one.episode()), (list, found) -> {
                        found.ifPresent(list::add);
                        return list;
                    });
                }
            }
            return all;
        });
    }

    /** The default, or the refusal {@code DEFAULT_UNKNOWN}. */
    CompletionStage<EpisodeReply.View> read(Caller caller, long episode) {
        return find(caller, episode)
                .thenApply(found -> found.orElseThrow(() -> ApiError.DEFAULT_UNKNOWN.with(
                        "no default has this number", Map.of("episode", Long.toString(episode)))));
    }

    private CompletionStage<Optional<EpisodeReply.View>> find(Caller caller, long episode) {
        return entities.ask(caller, DefaultCase.episode(episode), new EpisodeInput.ReadEpisode(), "read")
                .thenApply(reply -> {
                    if (reply instanceof EpisodeReply.View view) {
                        return Optional.of(view);
                    }
                    if (reply instanceof EpisodeReply.Unknown) {
                        return Optional.empty();
                    }
                    throw new IllegalStateException("an episode answered " + reply);
                });
    }
}
