package io.breakwater.waterfall.json;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.account.Uncollected;
import io.breakwater.waterfall.call.CallAmounts;
import io.breakwater.waterfall.call.CallIncrease;
import io.breakwater.waterfall.call.CallJudgement;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason.Occasion;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralHolding;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginBasis;
import io.breakwater.waterfall.margin.MarginModel;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonRoundTripTest {

    private static final LocalDate DAY = LocalDate.of(2020, 4, 20);
    private static final CallPolicy POLICY = CallPolicy.clearingClient(Duration.ofSeconds(8));
    private static final FixedMargin MARGIN =
            new FixedMargin(new TreeMap<>(Map.of(DAY, FixedMargin.perLot(USD.amount("7500"), Ratio.percent(110)))));
    private static final Settlement SETTLEMENT = new Settlement(8, DAY, CLK0.price("-37.63"), 0, false);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addMixIn(MarginBasis.class, Named.class)
            .addMixIn(MarginModel.class, Named.class)
            .registerSubtypes(
                    MarginBasis.PerLot.class, MarginBasis.Bracket.class, FixedMargin.class, BracketMargin.class)
            .build();

    /** Stands in for the logical names of the journal's binding. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    private interface Named {}

    @Test
    void moneyAndMarketSurvive() throws JsonProcessingException {
        survives(USD.amount("-12.34"), new TypeReference<Money>() {});
        survives(CLK0.startingFrom(CLK0.price("18.27")), new TypeReference<>() {});
        survives(
                ProRata.split(USD.minor(10), List.of(Claim.of("a", 1), Claim.upTo("b", 2, USD.minor(1)))),
                new TypeReference<>() {});
        survives(
                new PriceSnapshot(
                        9,
                        new BusinessTime(DAY, DAY.atTime(14, 30)),
                        new TreeMap<>(Map.of(CLK0.id(), SETTLEMENT.mark())),
                        new TreeMap<>(Map.of(CLK0.id(), SETTLEMENT))),
                new TypeReference<>() {});
        survives(new TreeMap<>(Map.of(USD, USD.minor(1))), new TypeReference<>() {});
    }

    @Test
    void accountFiguresSurvive() throws JsonProcessingException {
        Position held = Position.none(USD)
                .book(LotsLeg.trade(CLK0, Lots.of(3), SETTLEMENT.mark()))
                .after();
        survives(held, new TypeReference<>() {});
        survives(held.settle(CLK0, new Settlement(9, DAY, CLK0.price("10.01"), 0, true)), new TypeReference<>() {});
        survives(new CollateralHolding(AssetId.of("BILL"), 5), new TypeReference<>() {});
        survives(CollateralTerms.of(AssetId.of("BILL"), USD.amount("1"), Haircut.percent(2)), new TypeReference<>() {});
        survives(Uncollected.none(USD).settled(USD.minor(-5)), new TypeReference<>() {});
    }

    @Test
    void marginAndCallsSurvive() throws JsonProcessingException {
        Requirement requirement =
                Requirement.of(USD, List.of(MARGIN.requirement(CLK0, Lots.of(-3), Mark.of(CLK0.price("20")), DAY)));
        survives(requirement, new TypeReference<>() {});
        survives(MARGIN, new TypeReference<MarginModel>() {});
        survives(
                BracketMargin.of(List.of(new BracketTier(USD.zero(), Ratio.percent(1), Ratio.percent(2)))),
                new TypeReference<MarginModel>() {});
        survives(POLICY, new TypeReference<>() {});
        AccountFigures figures = AccountFigures.of(USD.minor(-100), USD.zero(), USD.zero());
        assertThat(CallJudgement.of(POLICY, Occasion.SETTLEMENT, 9, figures, requirement, Optional.empty()))
                .isInstanceOfSatisfying(CallJudgement.Issue.class, issue -> {
                    Instant at = Instant.parse("2020-04-20T14:30:00Z");
                    MarginCall call = MarginCall.issue(1, issue.amounts(), issue.reason(), POLICY, at)
                            .raise(
                                    CallIncrease.of(new CallAmounts(USD.minor(5), USD.zero())),
                                    issue.reason(),
                                    POLICY,
                                    at.plusSeconds(3))
                            .extend(new Outage("o1", at, at.plusSeconds(1)), POLICY)
                            .payCash(USD.minor(7))
                            .call();
                    assertThat(call.outages()).hasSize(1);
                    survivesUnchecked(call, new TypeReference<>() {});
                });
    }

    private static <T> void survivesUnchecked(T value, TypeReference<T> type) {
        try {
            survives(value, type);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static <T> void survives(T value, TypeReference<T> type) throws JsonProcessingException {
        String json = JSON.writerFor(type).writeValueAsString(value);
        assertThat(JSON.readValue(json, type)).as(json).isEqualTo(value);
    }
}
