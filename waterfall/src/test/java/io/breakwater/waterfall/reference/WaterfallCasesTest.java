package io.breakwater.waterfall.reference;

import static io.breakwater.waterfall.reference.ReferenceCases.decimal;
import static io.breakwater.waterfall.reference.ReferenceCases.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.deleveraging.AdlAllocation;
import io.breakwater.waterfall.deleveraging.AdlPolicy;
import io.breakwater.waterfall.deleveraging.Candidate;
import io.breakwater.waterfall.deleveraging.Chosen;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.money.Rounding;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference rows about who bears a loss: deleveraging and the caps of assessments. */
class WaterfallCasesTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Instrument UNIT = Instrument.of(InstrumentId.of("UNIT"), USD, "1", "1", PriceBand.ofTicks(1));

    /** Rows that our rules touch but answer otherwise, on purpose. */
    static final Map<String, String> BY_POLICY = new TreeMap<>(Map.of(
            "real-eurex-capped-period",
                    "each further default prolongs the period; ours is counted from its first default",
            "drift-perp-bankruptcy",
                    "holders of both sides are charged by size; ours are of the other side only, within gain and equity",
            "adlpaper-rap-power", "shares by powers of the leverage; ours are a queue by rank or pro rata to lots"));

    private static final Map<String, BiConsumer<JsonNode, JsonNode>> COVERED = new TreeMap<>(Map.of(
            "flox-adl-keeps-excess", WaterfallCasesTest::deleveraging,
            "flox-adl-rank-pnl-ratio", WaterfallCasesTest::deleveraging,
            "real-cme-base-assessment-2016", WaterfallCasesTest::assessmentCaps));

    @TestFactory
    Stream<DynamicTest> everyCoveredRowHolds() {
        return ReferenceCases.tests(COVERED);
    }

    @Test
    void everyRowByPolicyIsThereAndHasAReason() {
        ReferenceCases.requireByPolicy(BY_POLICY, COVERED.keySet());
    }

    /** The deficit stands behind the best winner's whole position, as in the source; equity is margin and gain. */
    private static void deleveraging(JsonNode in, JsonNode out) {
        Mark mark = Mark.of(UNIT.price(decimal(in.path("mark_price"))));
        Money deficit = money(in.path("deficit"), USD);
        List<Candidate> candidates = new ArrayList<>();
        in.path("candidates").forEach(row -> candidates.add(candidate(row, mark)));
        JsonNode taken = out.path("taken").path(0);
        long unsold = candidates.stream()
                .filter(each -> each.account().key().equals(taken.path(0).asText()))
                .mapToLong(each -> -each.position().lots().count())
                .sum();
        List<Chosen> chosen =
                AdlAllocation.choose(AdlPolicy.QUEUE, candidates, UNIT, mark, Lots.of(unsold), candidates.size());
        List<Victim> victims = AdlAllocation.give(chosen, UNIT, mark, deficit, deficit);
        assertThat(victims)
                .extracting(victim -> victim.account().key())
                .containsExactly(taken.path(0).asText());
        Money given = victims.get(0).given();
        assertThat(given).isEqualTo(money(taken.path(1), USD));
        if (out.has("deficit_left")) {
            assertThat(deficit.minus(given)).isEqualTo(money(out.path("deficit_left"), USD));
        }
        if (out.has("winner_equity_after")) {
            assertThat(victims.get(0).equity().minus(given)).isEqualTo(money(out.path("winner_equity_after"), USD));
        }
    }

    private static Candidate candidate(JsonNode row, Mark mark) {
        Mark entry = Mark.of(UNIT.price(decimal(row.path("entry_price"))));
        Position position = Position.none(USD)
                .book(LotsLeg.trade(UNIT, Lots.of(row.path("size").asLong()), entry))
                .after();
        return new Candidate(
                EntityId.of(EntityKind.ACCOUNT, row.path("id").asText()),
                "m",
                AccountKind.DIRECT,
                position,
                money(row.path("margin"), USD).plus(position.gain(UNIT, mark)));
    }

    private static void assessmentCaps(JsonNode in, JsonNode out) {
        Money fund = money(in.path("guaranty_fund"), USD);
        Map<String, String> caps = Map.of(
                "assessment_multiple_single_default", "assessment_exact",
                "assessment_multiple_multiple_defaults", "assessment_multiple_defaults");
        caps.forEach((multiple, expected) -> {
            long percent =
                    new BigDecimal(decimal(in.path(multiple))).movePointRight(2).longValueExact();
            assertThat(Ratio.percent(percent).of(fund, Rounding.ASSESSMENT_CAP))
                    .isEqualTo(money(out.path(expected), USD));
        });
    }
}
