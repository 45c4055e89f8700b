package io.breakwater.waterfall.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProRataTest {

    private static final Currency USD = Currency.of("USD", 2);

    @Test
    void theUnitLeftGoesToTheLargestRemainder() {
        Split<String> split =
                ProRata.split(USD.minor(100), List.of(Claim.of("a", 30), Claim.of("b", 30), Claim.of("c", 61)));
        assertThat(split.parts()).isEqualTo(Map.of("a", USD.minor(25), "b", USD.minor(25), "c", USD.minor(50)));
    }

    @Test
    void tiesGoToTheLargerWeightThenToTheSmallerId() {
        assertThat(ProRata.split(USD.minor(1), List.of(Claim.of("b", 1), Claim.of("a", 1)))
                        .part("a"))
                .isEqualTo(USD.minor(1));
        Split<String> split = ProRata.split(USD.minor(2), List.of(Claim.of("a", 1), Claim.of("b", 3)));
        assertThat(split.parts()).isEqualTo(Map.of("a", USD.zero(), "b", USD.minor(2)));
    }

    @Test
    void whatALimitKeepsOffGoesToThoseBelowTheirs() {
        Split<String> split = ProRata.split(
                USD.minor(330),
                List.of(
                        Claim.upTo("a", 300, USD.minor(150)),
                        Claim.upTo("b", 200, USD.minor(100)),
                        Claim.upTo("c", 100, USD.minor(100))));
        assertThat(split.parts()).isEqualTo(Map.of("a", USD.minor(150), "b", USD.minor(100), "c", USD.minor(80)));
    }

    @Test
    void aLimitReachedOnlyByWaterFromOthersHolds() {
        Split<String> split = ProRata.split(
                USD.minor(100),
                List.of(Claim.upTo("a", 1, USD.minor(10)), Claim.upTo("b", 1, USD.minor(40)), Claim.of("c", 1)));
        assertThat(split.parts()).isEqualTo(Map.of("a", USD.minor(10), "b", USD.minor(40), "c", USD.minor(50)));
    }

    @Test
    void whatNobodyCanBearIsReturned() {
        Split<String> split = ProRata.split(
                USD.minor(100), List.of(Claim.upTo("a", 1, USD.minor(10)), Claim.upTo("b", 9, USD.minor(20))));
        assertThat(split.undistributed()).isEqualTo(USD.minor(70));
        assertThat(split.distributed()).isEqualTo(USD.minor(30));
        assertThat(ProRata.split(USD.minor(7), List.of(Claim.of("a", 0))).undistributed())
                .isEqualTo(USD.minor(7));
        assertThat(ProRata.<String>split(USD.minor(7), List.of()).undistributed())
                .isEqualTo(USD.minor(7));
    }

    @Test
    void aNegativeTotalOrARepeatedIdIsAFault() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProRata.split(USD.minor(-1), List.of(Claim.of("a", 1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProRata.split(USD.minor(1), List.of(Claim.of("a", 1), Claim.of("a", 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> Claim.of("a", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> ProRata.units(3, new TreeMap<String, Long>()));
    }

    @Test
    void lotsSplitLikeMoney() {
        assertThat(ProRata.units(10, new TreeMap<>(Map.of("a", 1L, "b", 1L, "c", 1L))))
                .isEqualTo(Map.of("a", 4L, "b", 3L, "c", 3L));
    }

    @SeededTest(runs = 2_000)
    void everyMinorUnitIsPlacedOnceWithinTheLimits(Generator any) {
        List<Claim<String>> claims = claims(any);
        Money total = USD.minor(any.upTo(Long.MAX_VALUE / 4));
        Split<String> split = ProRata.split(total, claims);
        Money placed = split.parts().values().stream().reduce(USD.zero(), Money::plus);
        assertThat(placed.plus(split.undistributed())).isEqualTo(total);
        for (Claim<String> claim : claims) {
            assertThat(claim.limit().orElse(total).covers(split.part(claim.id())))
                    .isTrue();
            boolean full = claim.weight() == 0
                    || split.part(claim.id()).equals(claim.limit().orElse(total.plus(USD.minor(1))));
            assertThat(split.undistributed().isZero() || full)
                    .as("undistributed only when everybody is at its limit")
                    .isTrue();
        }
    }

    @SeededTest(runs = 2_000)
    void theOrderOfTheClaimsNeverMatters(Generator any) {
        List<Claim<String>> claims = claims(any);
        Money total = USD.minor(any.upTo(1_000_000));
        assertThat(ProRata.split(total, any.shuffled(claims))).isEqualTo(ProRata.split(total, claims));
    }

    @SeededTest(runs = 2_000)
    void aBiggerTotalNeverLowersAShareByMoreThanOneMinorUnit(Generator any) {
        List<Claim<String>> claims = claims(any);
        Money total = USD.minor(any.upTo(1_000_000_000));
        Money bigger = total.plus(USD.minor(any.upTo(1_000_000)));
        Split<String> before = ProRata.split(total, claims);
        Split<String> after = ProRata.split(bigger, claims);
        for (Claim<String> claim : claims) {
            assertThat(after.part(claim.id()).plus(USD.minor(1)).covers(before.part(claim.id())))
                    .isTrue();
        }
    }

    /** Shares of a total a thousand times as fine are within one fine unit of exact, and those never fall. */
    @SeededTest(runs = 2_000)
    void theUnroundedShareNeverFalls(Generator any) {
        List<Claim<String>> claims = claims(any);
        List<Claim<String>> fine = new ArrayList<>();
        claims.forEach(claim ->
                fine.add(new Claim<>(claim.id(), claim.weight(), claim.limit().map(limit -> limit.times(1_000)))));
        long total = any.upTo(1_000_000_000);
        Split<String> before = ProRata.split(USD.minor(total * 1_000), fine);
        Split<String> after = ProRata.split(USD.minor((total + 1) * 1_000), fine);
        Split<String> rounded = ProRata.split(USD.minor(total), claims);
        for (Claim<String> claim : claims) {
            long exact = before.part(claim.id()).minorUnits();
            assertThat(after.part(claim.id()).minorUnits() - exact).isBetween(-1L, 1_001L);
            assertThat(rounded.part(claim.id()).minorUnits() * 1_000 - exact).isBetween(-1_001L, 1_001L);
        }
    }

    private static List<Claim<String>> claims(Generator any) {
        List<Claim<String>> claims = new ArrayList<>();
        for (int i = 0; i < any.between(1, 12); i++) {
            long weight = any.oneIn(10) ? 0 : any.upTo(any.oneIn(3) ? Long.MAX_VALUE / 16 : 100);
            claims.add(
                    any.oneIn(2)
                            ? Claim.of("m" + i, weight)
                            : Claim.upTo("m" + i, weight, USD.minor(any.upTo(1_000_000))));
        }
        return claims;
    }
}
