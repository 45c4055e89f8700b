package io.breakwater.waterfall.reference;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.reference.ReferenceCases.amounts;
import static io.breakwater.waterfall.reference.ReferenceCases.claims;
import static io.breakwater.waterfall.reference.ReferenceCases.decimal;
import static io.breakwater.waterfall.reference.ReferenceCases.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.call.CallJudgement;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason.Occasion;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralHolding;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.money.Rounding;
import io.breakwater.waterfall.money.Split;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The reference rows that splits, positions, collateral, margin and the close-out level decide. A row that follows
 * another stated policy than ours is listed with the reason and is not run; all others belong to other rules.
 */
class MoneyAndMarginCasesTest {

    private static final Currency EUR = Currency.of("EUR", 2);
    private static final Currency SIX = Currency.of("USDC", 6);
    private static final LocalDate DAY = LocalDate.EPOCH;

    /** Rows that our rules touch but answer otherwise, on purpose. */
    static final Map<String, String> BY_POLICY = new TreeMap<>(Map.of(
            "flox-tier-200000",
                    "the whole notional at the rate of its tier jumps at the edge; our brackets are continuous",
            "vega-soc-case3", "the last winner gets the remainder; ours goes to the largest remainder",
            "vega-soc-unit", "the last winner gets the remainder; ours goes to the largest remainder",
            "vega-soc-case1", "the last winner gets the remainder; ours goes to the largest remainder",
            "vega-call-funding-minus",
                    "margin is pulled at once from a general account and funding is in the"
                            + " requirement; our calls are obligations with a deadline and funding is in the position's value",
            "vega-call-release", "excess is pushed back; with us it leaves when the member asks for it",
            "rule-intraday-call-clock-eurex", "the rest is debited at the deadline; our call expires with it unpaid"));

    private static final Map<String, BiConsumer<JsonNode, JsonNode>> COVERED = new TreeMap<>(Map.ofEntries(
            Map.entry("real-nasdaq-2018-prorata-and-recovery", MoneyAndMarginCasesTest::lossAndRecovery),
            Map.entry("real-wti-negative-2020", MoneyAndMarginCasesTest::variationAtANegativePrice),
            Map.entry("real-eurex-own-resources-pro-rata", MoneyAndMarginCasesTest::fundAndSecondTranche),
            Map.entry("rule-emir-sitg-ssitg", MoneyAndMarginCasesTest::ownCapitalRatios),
            Map.entry("rule-emir-sitg-split-by-fund", MoneyAndMarginCasesTest::ownCapitalByFund),
            Map.entry("rule-two-simultaneous-defaults-no-cross-subsidy", MoneyAndMarginCasesTest::mutualisedShares),
            Map.entry("rule-occ-allocation", MoneyAndMarginCasesTest::fundContributions),
            Map.entry("rule-occ-order", MoneyAndMarginCasesTest::fundAndDeferredPay),
            Map.entry("rule-vmgh-basic", MoneyAndMarginCasesTest::gainsHaircut),
            Map.entry("rule-vmgh-member-cap", MoneyAndMarginCasesTest::cappedGainsHaircut),
            Map.entry("rule-collateral-value", MoneyAndMarginCasesTest::collateralValue),
            Map.entry("dydx-mreq-20-10", MoneyAndMarginCasesTest::requirement),
            Map.entry("dydx-mreq-25-15-round-up", MoneyAndMarginCasesTest::requirement),
            Map.entry("dydx-mreq-5-3-round-up", MoneyAndMarginCasesTest::requirement),
            Map.entry("dydx-liq-03", MoneyAndMarginCasesTest::closeOutLevel),
            Map.entry("dydx-liq-04", MoneyAndMarginCasesTest::closeOutLevel),
            Map.entry("dydx1-liq-short-edge", MoneyAndMarginCasesTest::collateralisationOfAShort),
            Map.entry("flox-healthy", MoneyAndMarginCasesTest::healthyPosition),
            Map.entry("vega-mm-short-1-at-126", MoneyAndMarginCasesTest::riskFactorMargin),
            Map.entry("vega-mm-long-101-at-126", MoneyAndMarginCasesTest::riskFactorMargin)));

    @TestFactory
    Stream<DynamicTest> everyCoveredRowHolds() {
        return ReferenceCases.tests(COVERED);
    }

    @Test
    void everyRowByPolicyIsThereAndHasAReason() {
        ReferenceCases.requireByPolicy(BY_POLICY, COVERED.keySet());
    }

    private static void lossAndRecovery(JsonNode in, JsonNode out) {
        Split<String> loss = ProRata.split(
                money(in.path("mutualised_loss"), EUR), claims(amounts(in.path("survivor_contributions"), EUR)));
        assertThat(loss.parts()).isEqualTo(amounts(out.path("loss_share"), EUR));
        Split<String> recovery = ProRata.split(money(in.path("later_recovery_from_estate"), EUR), claims(loss.parts()));
        assertThat(recovery.parts()).isEqualTo(amounts(out.path("recovery_share"), EUR));
    }

    private static void variationAtANegativePrice(JsonNode in, JsonNode out) {
        Settlement settlement = new Settlement(1, DAY, CLK0.price(decimal(in.path("settlement_2020_04_20"))), 0, false);
        Map<String, String> entries = Map.of(
                "previous_settlement", "vm_from_previous_settlement",
                "cftc_reported_reference", "vm_from_cftc_reference");
        entries.forEach((entry, expected) -> {
            Mark bought = Mark.of(CLK0.price(decimal(in.path(entry))));
            Position held = Position.none(CLK0.currency())
                    .book(LotsLeg.trade(CLK0, Lots.of(1), bought))
                    .after();
            assertThat(held.settle(CLK0, settlement).cash()).isEqualTo(money(out.path(expected), CLK0.currency()));
        });
    }

    private static void fundAndSecondTranche(JsonNode in, JsonNode out) {
        Money loss = money(in.path("loss_beyond_defaulter"), EUR).minus(money(in.path("ccp_sitg"), EUR));
        Split<String> split =
                ProRata.split(loss, List.of(limited(in, "survivors_default_fund"), limited(in, "ccp_ssitg")));
        assertThat(split.part("survivors_default_fund")).isEqualTo(money(out.path("survivors_default_fund_used"), EUR));
        assertThat(split.part("ccp_ssitg")).isEqualTo(money(out.path("ccp_ssitg_used"), EUR));
        assertThat(split.undistributed()).isEqualTo(money(out.path("uncovered"), EUR));
    }

    private static Claim<String> limited(JsonNode in, String name) {
        Money size = money(in.path(name), EUR);
        return Claim.upTo(name, size.minorUnits(), size);
    }

    private static void ownCapitalRatios(JsonNode in, JsonNode out) {
        Money first = Ratio.percent(in.path("sitg_percent").asLong())
                .of(money(in.path("risk_based_capital"), EUR), Rounding.REQUIREMENT);
        Money second = Ratio.percent(in.path("ssitg_percent_P").asLong())
                .of(money(in.path("risk_based_capital"), EUR), Rounding.REQUIREMENT);
        assertThat(first).isEqualTo(money(out.path("sitg"), EUR));
        assertThat(second).isEqualTo(money(out.path("ssitg"), EUR));
    }

    private static void ownCapitalByFund(JsonNode in, JsonNode out) {
        List<Claim<String>> funds = claims(amounts(in.path("default_funds"), EUR));
        assertThat(ProRata.split(money(in.path("sitg"), EUR), funds).parts())
                .isEqualTo(amounts(out.path("sitg_by_fund"), EUR));
        assertThat(ProRata.split(money(in.path("ssitg"), EUR), funds).parts())
                .isEqualTo(amounts(out.path("ssitg_by_fund"), EUR));
    }

    /** The split of the mutualised part; which resources come before it is the rulebook's. */
    private static void mutualisedShares(JsonNode in, JsonNode out) {
        JsonNode shares = out.path("mutualised");
        List<Claim<String>> claims = new ArrayList<>();
        claims.add(Claim.of(
                "from_Y_df",
                money(out.path("Y_df_contribution_usable_for_X"), EUR).minorUnits()));
        for (String survivor : List.of("A", "B")) {
            JsonNode contribution = in.path("members").path(survivor).path("df");
            claims.add(Claim.of("from_" + survivor, money(contribution, EUR).minorUnits()));
        }
        Split<String> split = ProRata.split(money(shares.path("total"), EUR), claims);
        split.parts().forEach((id, part) -> assertThat(part).isEqualTo(money(shares.path(id), EUR)));
    }

    private static void fundContributions(JsonNode in, JsonNode out) {
        Money fixed = money(in.path("fixed_each"), EUR);
        Money variable = money(in.path("clearing_fund"), EUR)
                .minus(fixed.times(in.path("shares").size()));
        Split<String> split = ProRata.split(variable, claims(amounts(out.path("weight"), Currency.of("WEIGHT", 3))));
        split.parts().forEach((id, part) -> assertThat(part.plus(fixed))
                .isEqualTo(money(out.path("contribution").path(id), EUR)));
    }

    private static void fundAndDeferredPay(JsonNode in, JsonNode out) {
        JsonNode layers = in.path("layers");
        Money rest = money(in.path("loss_beyond_defaulter"), EUR)
                .minus(money(layers.path(0).path(1), EUR))
                .minus(money(layers.path(1).path(1), EUR));
        Split<String> split = ProRata.split(rest, claims(amounts(layers.path(2).path(1), EUR)));
        assertThat(split.part("CLEARING_FUND")).isEqualTo(money(out.path("CLEARING_FUND"), EUR));
        assertThat(split.part("EDCP")).isEqualTo(money(out.path("EDCP"), EUR));
    }

    private static void gainsHaircut(JsonNode in, JsonNode out) {
        SortedMap<String, Money> gains = amounts(in.path("vm_gains"), EUR);
        Split<String> withheld = ProRata.split(money(in.path("uncovered_loss"), EUR), claims(gains));
        gains.forEach((id, gain) -> assertThat(gain.minus(withheld.part(id)))
                .isEqualTo(money(out.path("paid").path(id), EUR)));
    }

    private static void cappedGainsHaircut(JsonNode in, JsonNode out) {
        SortedMap<String, Money> limits = amounts(in.path("cap"), EUR);
        List<Claim<String>> claims = new ArrayList<>();
        amounts(in.path("vm_gains"), EUR)
                .forEach((id, gain) ->
                        claims.add(new Claim<>(id, gain.minorUnits(), Optional.ofNullable(limits.get(id)))));
        Split<String> split = ProRata.split(money(in.path("uncovered_loss"), EUR), claims);
        assertThat(split.parts()).isEqualTo(amounts(out.path("withheld"), EUR));
        assertThat(split.undistributed()).isEqualTo(money(out.path("uncovered_left"), EUR));
    }

    private static void collateralValue(JsonNode in, JsonNode out) {
        AssetId asset = AssetId.of("SECURITY");
        Haircut haircut =
                new Haircut(ratio(in.path("security_haircut"))).and(new Haircut(ratio(in.path("fx_haircut"))));
        Money unit = money(in.path("fx_usd_to_eur"), EUR);
        CollateralHolding holding =
                new CollateralHolding(asset, in.path("market_value_usd").asLong());
        CollateralTerms terms = CollateralTerms.of(asset, unit, haircut);
        Money limit = money(in.path("issuer_limit_eur"), EUR);
        assertThat(terms.valueOf(holding)).isEqualTo(money(out.path("post_haircut_eur_before_limit"), EUR));
        assertThat(new CollateralTerms(asset, unit, haircut, Optional.of(limit)).valueOf(holding))
                .isEqualTo(money(out.path("credited_eur"), EUR));
    }

    private static void requirement(JsonNode in, JsonNode out) {
        Ratio initial = ratio(in.path("base_imf"));
        Ratio maintenance = initial.times(ratio(in.path("maintenance_fraction_of_im")));
        MarginLevels required = levels(in.path("price"), in.path("size"), maintenance, initial);
        assertThat(required)
                .isEqualTo(new MarginLevels(money(out.path("maintenance"), SIX), money(out.path("initial"), SIX)));
    }

    private static void closeOutLevel(JsonNode in, JsonNode out) {
        JsonNode held = in.path("positions").path(0);
        MarginLevels required =
                levels(held.path("price"), held.path("size"), ratio(held.path("mmf")), ratio(held.path("imf")));
        assertThat(required.maintenance()).isEqualTo(money(out.path("maintenance"), SIX));
        AccountFigures figures = figures(in.path("cash"), held.path("price"), held.path("size"));
        assertThat(figures.equity()).isEqualTo(money(out.path("equity"), SIX));
        assertThat(closesOut(figures, held.path("price"), held.path("size"), ratio(held.path("mmf"))))
                .isEqualTo(out.path("liquidatable").asBoolean());
    }

    /** For a short, assets / liabilities below 110 % is equity below 10 % of the notional. */
    private static void collateralisationOfAShort(JsonNode in, JsonNode out) {
        Ratio maintenance = ratio(in.path("min_collateralization")).minus(Ratio.ONE);
        AccountFigures figures = figures(in.path("cash"), in.path("price"), in.path("size"));
        assertThat(closesOut(figures, in.path("price"), in.path("size"), maintenance))
                .isEqualTo(out.path("liquidatable").asBoolean());
    }

    private static void healthyPosition(JsonNode in, JsonNode out) {
        Instrument instrument = instrument(in.path("mark_price"), in.path("size"));
        Mark entry = Mark.of(instrument.price(decimal(in.path("entry_price"))));
        Mark mark = Mark.of(instrument.price(decimal(in.path("mark_price"))));
        Position position = Position.none(SIX)
                .book(LotsLeg.trade(instrument, lots(in.path("size")), entry))
                .after();
        AccountFigures figures =
                AccountFigures.of(money(in.path("margin"), SIX), SIX.zero(), position.value(instrument, mark));
        Ratio rate = ratio(in.path("maintenance_fraction"));
        assertThat(figures.equity()).isEqualTo(money(out.path("equity"), SIX));
        assertThat(levels(in.path("mark_price"), in.path("size"), rate, rate).maintenance())
                .isEqualTo(money(out.path("maintenance"), SIX));
        assertThat(closesOut(figures, in.path("mark_price"), in.path("size"), rate))
                .isEqualTo(out.path("liquidatable").asBoolean());
    }

    private static void riskFactorMargin(JsonNode in, JsonNode out) {
        Currency whole = Currency.of("UNIT", 0);
        Instrument instrument = Instrument.of(InstrumentId.of("X"), whole, "1", "1", PriceBand.ofTicks(1));
        Ratio rate = ratio(in.path("risk_factor")).plus(ratio(in.path("linear_slippage")));
        BracketMargin model = BracketMargin.of(List.of(new BracketTier(whole.zero(), rate, rate)));
        Mark mark = Mark.of(instrument.price(decimal(in.path("mark_price"))));
        Lots lots = Lots.of(in.path("open_volume").asLong());
        assertThat(model.requirement(instrument, lots, mark, DAY).required().maintenance())
                .isEqualTo(money(out.path("maintenance"), whole));
    }

    private static boolean closesOut(AccountFigures figures, JsonNode price, JsonNode size, Ratio maintenance) {
        Instrument instrument = instrument(price, size);
        BracketMargin model = BracketMargin.of(List.of(new BracketTier(SIX.zero(), maintenance, maintenance)));
        Mark mark = Mark.of(instrument.price(decimal(price)));
        Requirement requirement = Requirement.of(SIX, List.of(model.requirement(instrument, lots(size), mark, DAY)));
        CallPolicy policy = CallPolicy.venueDirect(Duration.ofMinutes(1));
        return CallJudgement.of(policy, Occasion.MARK, 1, figures, requirement, Optional.empty())
                instanceof CallJudgement.CloseOut;
    }

    private static AccountFigures figures(JsonNode cash, JsonNode price, JsonNode size) {
        Instrument instrument = instrument(price, size);
        Money value = instrument.value(lots(size), instrument.price(decimal(price)));
        return AccountFigures.of(money(cash, SIX), SIX.zero(), value);
    }

    private static MarginLevels levels(JsonNode price, JsonNode size, Ratio maintenance, Ratio initial) {
        Instrument instrument = instrument(price, size);
        BracketMargin model = BracketMargin.of(List.of(new BracketTier(SIX.zero(), maintenance, initial)));
        Mark mark = Mark.of(instrument.price(decimal(price)));
        return model.requirement(instrument, lots(size), mark, DAY).required();
    }

    /** A contract on a millionth of the underlying for fractional sizes, on one unit for whole ones. */
    private static Instrument instrument(JsonNode price, JsonNode size) {
        boolean whole = !decimal(size).contains(".");
        String tick = decimal(price).contains(".") ? "0.000001" : "1";
        return Instrument.of(InstrumentId.of("X"), SIX, tick, whole ? "1" : "0.000001", PriceBand.ofTicks(1));
    }

    private static Lots lots(JsonNode size) {
        BigDecimal units = new BigDecimal(size.asText());
        boolean whole = !decimal(size).contains(".");
        return Lots.of((whole ? units : units.movePointRight(6)).longValueExact());
    }

    private static Ratio ratio(JsonNode decimal) {
        return Ratio.parse(decimal(decimal)).orElseThrow();
    }
}
