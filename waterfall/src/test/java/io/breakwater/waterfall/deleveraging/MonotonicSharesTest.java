package io.breakwater.waterfall.deleveraging;

import static io.breakwater.waterfall.deleveraging.AdlAllocationTest.candidate;
import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bigger loss never lowers a share of a layer by more than one minor unit, and its exact share not at all. */
final class MonotonicSharesTest {

    private static final Mark MARK = Mark.of(CLK0.price("-14.00"));

    /** Shared layers, the mutual fund and levies: contributions are the weights, caps and what is there the limits. */
    @SeededTest
    void aLargerResidualLowersNoShareOfALayer(Generator any) {
        List<Claim<String>> claims = new ArrayList<>();
        for (long i = any.between(1, 12); i > 0; i--) {
            long weight = any.upTo(1_000_000_00);
            claims.add(new Claim<>("m" + i, weight, Optional.of(USD.minor(any.between(0, weight)))));
        }
        Money all = claims.stream()
                .filter(each -> each.weight() > 0)
                .map(each -> each.limit().orElseThrow())
                .reduce(USD.zero(), Money::plus);
        Money smaller = USD.minor(any.between(0, all.minorUnits()));
        Money larger = USD.minor(
                        any.oneIn(2) ? any.between(smaller.minorUnits(), all.minorUnits()) : smaller.minorUnits() + 1)
                .min(all);

        SortedMap<String, Money> before = ProRata.split(smaller, claims).parts();
        SortedMap<String, Money> after = ProRata.split(larger, claims).parts();

        assertNoneFalls(before, after);
        SortedMap<String, Money> fine =
                ProRata.split(smaller.times(MILLION), magnified(claims)).parts();
        SortedMap<String, Money> finer =
                ProRata.split(larger.times(MILLION), magnified(claims)).parts();
        assertNoneFalls(fine, finer);
        before.forEach((id, share) -> assertThat(distance(share.times(MILLION), fine.getOrDefault(id, USD.zero())))
                .as("%s of %s, exactly %s", share, id, fine)
                .isLessThanOrEqualTo(BigInteger.valueOf(MILLION)));
    }

    @SeededTest
    void aLargerResidualLowersWhatNoVictimGives(Generator any) {
        List<Candidate> shorts = new ArrayList<>();
        for (int i = 0; i < any.between(1, 20); i++) {
            shorts.add(candidate(
                    "a" + i,
                    -any.between(1, 300),
                    CLK0.text(Price.ofTicks(any.between(-6_000, 6_000))),
                    Long.toString(any.between(-1_000_000, 9_000_000))));
        }
        long size =
                shorts.stream().mapToLong(each -> each.position().lots().size()).sum();
        List<Chosen> chosen =
                AdlAllocation.choose(AdlPolicy.QUEUE, shorts, CLK0, MARK, Lots.of(any.between(1, size)), 400);
        Money pool = USD.minor(any.between(0, 1_000_000_000L));
        Money smaller = USD.minor(any.between(0, 1_000_000_000L));
        Money larger = smaller.plus(USD.minor(any.upTo(1_000_000_000L)));

        assertNoneFalls(given(chosen, pool, smaller), given(chosen, pool, larger));
    }

    private static final long MILLION = 1_000_000;

    /** The same split in millionths of the minor unit, which is the exact share as near as makes no difference. */
    private static List<Claim<String>> magnified(List<Claim<String>> claims) {
        return claims.stream()
                .map(each -> new Claim<>(each.id(), each.weight(), each.limit().map(limit -> limit.times(MILLION))))
                .toList();
    }

    private static SortedMap<EntityId, Money> given(List<Chosen> chosen, Money pool, Money residual) {
        SortedMap<EntityId, Money> given = new TreeMap<>();
        AdlAllocation.give(chosen, CLK0, MARK, pool, residual)
                .forEach(victim -> given.put(victim.account(), victim.given()));
        return given;
    }

    private static <K> void assertNoneFalls(SortedMap<K, Money> before, SortedMap<K, Money> after) {
        before.forEach((id, share) -> assertThat(Optional.ofNullable(after.get(id))
                        .orElseThrow()
                        .plus(USD.minor(1))
                        .covers(share))
                .as("%s gives %s, then %s", id, share, after.get(id))
                .isTrue());
    }

    private static BigInteger distance(Money one, Money other) {
        return BigInteger.valueOf(one.minorUnits())
                .subtract(BigInteger.valueOf(other.minorUnits()))
                .abs();
    }
}
