package io.breakwater.waterfall.deleveraging;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.money.Split;
import io.breakwater.waterfall.process.EntityId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who closes how many lots, and what each gives up. Victims stand in for the buyers that were missing, at the defaulter's
 * bankruptcy price: a pool of money is split by their lots, each part is cut at the victim's gain on these lots since entry
 * and at its equity, and never is a position cut. Invariant 12.
 */
public final class AdlAllocation {

    private AdlAllocation() {}

    /**
     * Places unsold lots with the candidates of the other side.
     *
     * @param unsold the lots of the inventories; candidates of the same side are passed over
     * @param most how many candidates may be chosen at most; the rest is for a later round
     */
    public static List<Chosen> choose(
            AdlPolicy policy,
            Collection<Candidate> candidates,
            Instrument instrument,
            Mark mark,
            Lots unsold,
            int most) {
        List<Candidate> ranked = candidates.stream()
                .filter(each -> each.position().lots().isOpposite(unsold))
                .sorted(new AdlRanking(instrument, mark))
                .toList();
        SortedMap<Integer, Long> sizes =
                policy == AdlPolicy.QUEUE ? queue(ranked, unsold.size(), most) : proRata(ranked, unsold.size(), most);
        List<Chosen> chosen = new ArrayList<>();
        sizes.forEach((place, size) -> {
            Candidate candidate = ranked.get(place);
            long side = Long.signum(candidate.position().lots().count());
            chosen.add(new Chosen(place + 1, candidate, Lots.of(side * size)));
        });
        return chosen;
    }

    /**
     * What each of the chosen is to give up: {@code pool} split by lots (largest remainder), each part cut at the gain on
     * the lots and at the equity; of that, no more than the residual, by water filling over the lots.
     *
     * @return the victims with their limits and what they give, in the order of their rank
     */
    public static List<Victim> give(List<Chosen> chosen, Instrument instrument, Mark mark, Money pool, Money residual) {
        if (chosen.isEmpty()) {
            return List.of();
        }
        SortedMap<EntityId, Money> limits = limits(chosen, instrument, mark, pool);
        Money sum = limits.values().stream().reduce(pool.currency().zero(), Money::plus);
        Split<EntityId> given = ProRata.split(sum.min(residual), claims(chosen, limits));
        List<Victim> victims = new ArrayList<>();
        for (Chosen each : chosen) {
            Candidate candidate = each.candidate();
            victims.add(new Victim(
                    each.rank(),
                    candidate.account(),
                    instrument.id(),
                    each.lots(),
                    candidate.position().gain(instrument, mark),
                    candidate.equity(),
                    bearable(each, instrument, mark),
                    given.part(candidate.account())));
        }
        return victims;
    }

    /** The sum of what the chosen could give of their parts of the pool. */
    public static Money available(List<Chosen> chosen, Instrument instrument, Mark mark, Money pool) {
        return limits(chosen, instrument, mark, pool).values().stream()
                .reduce(pool.currency().zero(), Money::plus);
    }

    private static SortedMap<EntityId, Money> limits(
            List<Chosen> chosen, Instrument instrument, Mark mark, Money pool) {
        Split<EntityId> parts = ProRata.split(pool, claims(chosen, Map.of()));
        SortedMap<EntityId, Money> limits = new TreeMap<>();
        for (Chosen each : chosen) {
            EntityId account = each.candidate().account();
            limits.put(account, parts.part(account).min(bearable(each, instrument, mark)));
        }
        return limits;
    }

    /** The most that a victim can bear: its gain on the lots closed and its equity, never below zero. */
    static Money bearable(Chosen chosen, Instrument instrument, Mark mark) {
        Candidate candidate = chosen.candidate();
        Money gain = candidate.position().gainOn(instrument, mark, chosen.lots().size());
        return gain.min(candidate.equity()).orZeroIfNegative();
    }

    private static List<Claim<EntityId>> claims(List<Chosen> chosen, Map<EntityId, Money> limits) {
        return chosen.stream()
                .map(each -> new Claim<>(
                        each.candidate().account(),
                        each.lots().size(),
                        Optional.ofNullable(limits.get(each.candidate().account()))))
                .toList();
    }

    private static SortedMap<Integer, Long> queue(List<Candidate> ranked, long unsold, int most) {
        SortedMap<Integer, Long> sizes = new TreeMap<>();
        long left = unsold;
        for (int place = 0; place < ranked.size() && left > 0 && sizes.size() < most; place++) {
            long size = Math.min(left, ranked.get(place).position().lots().size());
            sizes.put(place, size);
            left -= size;
        }
        return sizes;
    }

    private static SortedMap<Integer, Long> proRata(List<Candidate> ranked, long unsold, int most) {
        SortedMap<Integer, Long> weights = new TreeMap<>();
        for (int place = 0; place < ranked.size() && weights.size() < most; place++) {
            weights.put(place, ranked.get(place).position().lots().size());
        }
        if (weights.isEmpty()) {
            return weights;
        }
        long all = weights.values().stream().reduce(0L, Math::addExact);
        SortedMap<Integer, Long> sizes = new TreeMap<>(ProRata.units(Math.min(all, unsold), weights));
        sizes.values().removeIf(size -> size == 0);
        return sizes;
    }
}
