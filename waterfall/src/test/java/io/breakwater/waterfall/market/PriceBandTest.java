package io.breakwater.waterfall.market;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.market.PriceBand.Verdict;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceBandTest {

    private static final Price LAST = CLK0.price("18.27");

    @Test
    void aMoveUpToTheBandCountsOnOneWord() {
        assertThat(judge("23.27", Map.of("nymex", "23.27"))).isEqualTo(Verdict.INSIDE);
        assertThat(judge("13.27", Map.of("nymex", "13.27"))).isEqualTo(Verdict.INSIDE);
    }

    @Test
    void aWiderMoveWaitsForTheSecondSource() {
        assertThat(judge("-37.63", Map.of("nymex", "-37.63"))).isEqualTo(Verdict.UNCONFIRMED);
        assertThat(judge("-37.63", Map.of("nymex", "-37.63", "vendor", "18.20")))
                .isEqualTo(Verdict.UNCONFIRMED);
        assertThat(judge("-37.63", Map.of("nymex", "-37.63", "vendor", "-37.63")))
                .isEqualTo(Verdict.CONFIRMED);
        assertThat(judge("-37.63", Map.of("nymex", "-37.63", "vendor", "-37.62")))
                .isEqualTo(Verdict.UNCONFIRMED);
    }

    @Test
    void aFirstPriceWithoutReferenceNeedsTwoSources() {
        PriceBand band = CLK0.band();
        assertThat(band.judge(LAST, Optional.empty(), Map.of("nymex", LAST))).isEqualTo(Verdict.UNCONFIRMED);
        assertThat(band.judge(LAST, Optional.empty(), Map.of("nymex", LAST, "vendor", LAST)))
                .isEqualTo(Verdict.CONFIRMED);
        assertThat(CLK0.startingFrom(LAST).referencePrice()).contains(LAST);
    }

    @Test
    void sourcesMayAgreeWithinATolerance() {
        PriceBand tolerant = new PriceBand(500, 2, 5);
        assertThat(tolerant.judge(
                        Price.ofTicks(-3_763),
                        Optional.of(LAST),
                        Map.of("a", Price.ofTicks(-3_763), "b", Price.ofTicks(-3_758))))
                .isEqualTo(Verdict.CONFIRMED);
    }

    private static Verdict judge(String candidate, Map<String, String> sources) {
        Map<String, Price> newest = new java.util.TreeMap<>();
        sources.forEach((source, price) -> newest.put(source, CLK0.price(price)));
        return CLK0.band().judge(CLK0.price(candidate), Optional.of(LAST), newest);
    }
}
