package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an episode shows of itself. */
final class EpisodeView {

    private EpisodeView() {}

    static EpisodeReply of(Episode episode) {
        if (episode.declaration().isEmpty()) {
            return new EpisodeReply.Unknown();
        }
        Declaration declaration = episode.declaration().get();
        SortedMap<InstrumentId, List<Fill>> awards = new TreeMap<>();
        episode.sold().forEach((instrument, award) -> awards.put(instrument, award.fills()));
        return new EpisodeReply.View(
                episode.number(),
                declaration,
                episode.phase(),
                collateral(episode),
                awards,
                onOffer(episode),
                episode.loss().map(Loss::frozen).map(PriceSnapshot::number),
                marks(episode),
                episode.loss().map(Loss::total),
                episode.loss().<SortedMap<EntityId, Money>>map(Loss::losses).orElseGet(TreeMap::new),
                episode.draws().map(Draws::ladder).orElse(List.of()),
                episode.draws().isPresent() && episode.phase() != Phase.CLOSED ? episode.nextLayer() : Optional.empty(),
                episode.conclusion()
                        .map(Conclusion::uncovered)
                        .orElseGet(() -> declaration.terms().currency().zero()),
                episode.conclusion()
                        .<SortedMap<EntityId, Money>>map(Conclusion::surplus)
                        .orElseGet(TreeMap::new));
    }

    private static SortedMap<InstrumentId, Mark> marks(Episode episode) {
        SortedMap<InstrumentId, Mark> marks = new TreeMap<>();
        episode.draws().map(Draws::ladder).orElse(List.of()).stream()
                .flatMap(layer -> layer.victims().stream())
                .map(Victim::instrument)
                .forEach(id ->
                        episode.loss().flatMap(loss -> loss.frozen().mark(id)).ifPresent(mark -> marks.put(id, mark)));
        return marks;
    }

    private static SortedSet<InstrumentId> onOffer(Episode episode) {
        SortedSet<InstrumentId> instruments = new TreeSet<>(episode.offered().keySet());
        instruments.removeAll(episode.sold().keySet());
        return instruments;
    }

    private static SortedMap<EntityId, SortedMap<String, Long>> collateral(Episode episode) {
        SortedMap<EntityId, SortedMap<String, Long>> left = new TreeMap<>();
        if (episode.phase() == Phase.SELLING_COLLATERAL) {
            episode.inventories().forEach((account, inventory) -> {
                SortedMap<String, Long> units = new TreeMap<>();
                inventory.collateral().forEach((asset, count) -> units.put(asset.toString(), count));
                if (!units.isEmpty()) {
                    left.put(account, units);
                }
            });
        }
        return left;
    }
}
