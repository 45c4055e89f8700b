package io.breakwater.chaos.planted;

import static io.breakwater.chaos.planted.Change.answered;
import static io.breakwater.chaos.planted.Change.answering;
import static io.breakwater.chaos.planted.Change.given;
import static io.breakwater.chaos.planted.Plant.simulated;

import io.breakwater.chaos.check.Invariant;
import io.breakwater.waterfall.episode.Episode;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.Phase;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bugs in how a default is frozen, sold, borne and closed. */
final class DefaultPlants {

    private DefaultPlants() {}

    static List<Plant> all() {
        List<Plant> all = new ArrayList<>(layers());
        all.addAll(house());
        all.addAll(deleveraging());
        return all;
    }

    private static List<Plant> layers() {
        return List.of(
                simulated(
                        "empty layer skipped",
                        Invariant.EPISODES,
                        1,
                        20,
                        "When nothing is left to be borne, the layers that remain are not recorded.",
                        answered("waterfall.episode.Episode#nextLayer", DefaultPlants::onlyNeeded)),
                simulated(
                        "layers out of order",
                        Invariant.EPISODES,
                        1,
                        20,
                        "The fund of the house is drawn where its own capital stands.",
                        answered(
                                "waterfall.episode.Episode#nextLayer",
                                (Call call, Optional<Layer> next) -> next.equals(Optional.of(Layer.OWN_CAPITAL))
                                        ? Optional.of(Layer.INSURANCE_FUND)
                                        : next)),
                simulated(
                        "loss folded before it is fixed",
                        Invariant.EPISODES,
                        1001,
                        20,
                        "The loss is fixed while the auction still runs.",
                        answered(
                                "waterfall.episode.EpisodeFold#afterSale",
                                (Call call, Phase next) -> next == Phase.AUCTION ? Phase.FIXING_LOSS : next)),
                simulated(
                        "step key reused",
                        Invariant.LIVENESS,
                        10,
                        20,
                        "Every round of assessments is asked for as the first one.",
                        given("waterfall.episode.EpisodeWords#levy", 1, (Call call, Integer round) -> 1)),
                simulated(
                        "draw retried under a new id",
                        Invariant.LIVENESS,
                        1001,
                        20,
                        "A layer that has not got all answers is asked again as a new step.",
                        answered("waterfall.episode.LayerTurn#drawn/1", DefaultPlants::askedAnew)),
                simulated(
                        "floor rounding",
                        Invariant.RULES,
                        3,
                        20,
                        "Shares are rounded down and nobody gets the units that are left.",
                        answered("waterfall.money.ProRata#largestRemainder", DefaultPlants::floored)));
    }

    private static List<Plant> house() {
        return List.of(
                simulated(
                        "cap blind to a concurrent default",
                        Invariant.CAPS,
                        1010,
                        20,
                        "An assessment does not count what was assessed for another default of the period.",
                        answering("waterfall.house.AssessmentPeriod#assessed/1", 0L)),
                simulated(
                        "cap of one default doubled",
                        Invariant.CAPS,
                        10,
                        20,
                        "A member is assessed up to twice its cap.",
                        answered("waterfall.house.LevyTurn#limit", (Call call, Money limit) -> limit.plus(limit))),
                simulated(
                        "two turns at once",
                        Invariant.TURNS,
                        1001,
                        20,
                        "The house gives a turn to draw while another one is out.",
                        answering("waterfall.house.Turns#isOut", false)),
                simulated(
                        "stop not awaited at one source",
                        Invariant.STOPS,
                        1001,
                        20,
                        "A subject counts as frozen though a venue's stream has not drained it.",
                        answered("waterfall.house.StopTurn#places", DefaultPlants::withoutVenues)),
                simulated(
                        "unpaid share counted in both episodes",
                        Invariant.LOSSES,
                        1015,
                        20,
                        "What a member did not pay counts as paid in the episode that assessed it.",
                        answered("waterfall.house.HouseMessage$ObligationsSettled#paid", DefaultPlants::asIfPaid)),
                simulated(
                        "hold of more than there is",
                        Invariant.FUNDS,
                        5,
                        20,
                        "A fund sets aside twice what it has.",
                        given("waterfall.account.PartialHold#money", 2, (Call call, Money there) -> there.plus(there))),
                simulated(
                        "default declared twice",
                        Invariant.EPISODES,
                        1001,
                        20,
                        "A member that is in default can be declared again.",
                        answering("waterfall.house.Defaults#isInDefault", false),
                        answering("waterfall.house.ClearingMember#isInDefault", false)));
    }

    private static List<Plant> deleveraging() {
        return List.of(
                simulated(
                        "deleveraging against the ranking",
                        Invariant.DELEVERAGING,
                        5,
                        20,
                        "Victims are chosen from the end of the ranking.",
                        answered("waterfall.deleveraging.AdlRanking#compare", (Call call, Integer order) -> -order)),
                simulated(
                        "deleveraging beyond the prefix",
                        Invariant.DELEVERAGING,
                        1006,
                        20,
                        "One lot of the first victim is put on somebody behind the last one.",
                        answered("waterfall.deleveraging.AdlAllocation#queue", DefaultPlants::beyond)));
    }

    private static Optional<Layer> onlyNeeded(Call call, Optional<Layer> next) {
        boolean borne = call.self(Episode.class)
                .draws()
                .filter(draws -> draws.residual().isZero())
                .isPresent();
        return borne ? Optional.empty() : next;
    }

    private static Optional<EpisodeEvent> askedAnew(Call call, Optional<EpisodeEvent> drawn) {
        Episode episode = Inside.get(call.target(), "episode");
        return drawn.isPresent() || episode.number() % 3 != 0
                ? drawn
                : Optional.of(Inside.<EpisodeEvent>call(
                        call.target(), "asked", Inside.<Layer>get(call.argument(0), "layer")));
    }

    /** Without the one unit that the largest remainder got, where the shares were not whole. */
    private static SortedMap<Object, Long> floored(Call call, SortedMap<Object, Long> parts) {
        SortedMap<Object, Long> floored = new TreeMap<>(parts);
        if (parts.values().stream().distinct().count() > 1) {
            floored.merge(floored.lastKey(), 0L, (part, none) -> Math.max(0, part - 1));
        }
        return floored;
    }

    private static List<EntityId> withoutVenues(Call call, List<EntityId> places) {
        return places.stream()
                .filter(place -> place.kind() != EntityKind.TRADES)
                .toList();
    }

    private static SortedMap<String, Money> asIfPaid(Call call, SortedMap<String, Money> paid) {
        SortedMap<String, Money> all = new TreeMap<>(paid);
        call.self(HouseMessage.ObligationsSettled.class)
                .unpaid()
                .forEach((member, amount) -> all.merge(member, amount, Money::plus));
        return all;
    }

    private static SortedMap<Integer, Long> beyond(Call call, SortedMap<Integer, Long> sizes) {
        SortedMap<Integer, Long> changed = new TreeMap<>(sizes);
        int next = sizes.isEmpty() ? 0 : sizes.lastKey() + 1;
        boolean possible = sizes.getOrDefault(0, 0L) > 1 && next < ((List<?>) call.argument(0)).size();
        if (possible) {
            changed.merge(0, 1L, (size, one) -> size - one);
            changed.put(next, 1L);
        }
        return changed;
    }
}
