package io.breakwater.waterfall.house;

import static io.breakwater.waterfall.house.HouseDouble.account;
import static io.breakwater.waterfall.house.HouseDouble.usd;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Assessments: who owes how much. */
class LevyTest {

    private final HouseDouble house = HouseDouble.withTerms();

    /** The survivors of elm in April 2020, hazel at its cap: 200 % of 250,000 less 400,000 assessed before. */
    @Test
    void sharesAreProRataByContributionAndWhatOneCannotBearGoesToTheOthers() {
        SortedMap<String, String> contributions = new TreeMap<>(Map.of(
                "alder", "660000", "birch", "480000", "cedar", "220000", "dogwood", "850000", "fir", "960000", "hazel",
                "250000", "iris", "960000", "juniper", "370000", "kelp", "100000", "larch", "520000"));
        house.members(contributions);
        house.member("elm", "485000");
        house.house.ask(new HouseInput.SetPeriod(
                LocalDate.parse("2020-03-25"),
                LocalDate.parse("2020-04-23"),
                new TreeMap<>(Map.of("hazel", usd("400000")))));
        house.fails("elm");
        HouseMessage.Levied levied =
                (HouseMessage.Levied) house.levy(1, 1, "2340000").orElseThrow();
        // 2,340,000 less hazel's 100,000 over 5,120,000 of contributions is 43.75 %
        SortedMap<String, Money> expected = new TreeMap<>();
        contributions.forEach((member, contribution) ->
                expected.put(member, USD.minor(usd(contribution).minorUnits() / 10_000 * 4_375)));
        expected.put("hazel", usd("100000"));
        assertThat(levied.shares()).isEqualTo(expected);
        assertThat(levied.limits().get("hazel")).isEqualTo(usd("100000"));
        assertThat(levied.limits().get("alder")).isEqualTo(usd("660000"));
        assertThat(house.levy(1, 1, "2340000")).contains(levied);
        assertThat(house.events(HouseEvent.AssessmentsLevied.class)).hasSize(1);
        assertThat(house.state().period().orElseThrow().assessed("hazel"))
                .isEqualTo(usd("500000").minorUnits());
    }

    @Test
    void aContributionChangedAfterTheDeclarationIsNoWeight() {
        house.members(new TreeMap<>(Map.of("alder", "300", "birch", "100", "gorse", "50")));
        house.fails("gorse");
        house.member("birch", "900");
        house.member("cedar", "900");
        HouseMessage.Levied levied =
                (HouseMessage.Levied) house.levy(1, 1, "40").orElseThrow();
        assertThat(levied.shares()).isEqualTo(Map.of("alder", usd("30"), "birch", usd("10")));
    }

    @Test
    void whoIsInDefaultByNowIsNotAssessedInTheNextRound() {
        house.members(new TreeMap<>(Map.of("alder", "300", "birch", "100", "gorse", "50")));
        house.fails("gorse");
        house.levy(1, 1, "40");
        house.fails("birch");
        HouseMessage.Levied second =
                (HouseMessage.Levied) house.levy(1, 2, "10").orElseThrow();
        assertThat(second.shares()).isEqualTo(Map.of("alder", usd("10")));
        assertThat(second.limits()).isEqualTo(Map.of("alder", usd("270")));
    }

    @Test
    void whatStaysUnpaidIsTakenOffThePeriodAgain() {
        house.members(new TreeMap<>(Map.of("alder", "300", "birch", "100", "gorse", "50")));
        house.fails("gorse");
        house.levy(1, 1, "40");
        assertThat(house.state().period().orElseThrow().assessed()).isEqualTo(Map.of("alder", 3_000L, "birch", 1_000L));
        house.fails("birch");
        assertThat(house.state().period().orElseThrow().assessed()).isEqualTo(Map.of("alder", 3_000L, "birch", 0L));
    }

    @Test
    void aLevyOutOfTurnIsNotAnswered() {
        house.members(new TreeMap<>(Map.of("alder", "300", "gorse", "50")));
        assertThat(house.levy(1, 1, "40")).isEmpty();
        house.fails("gorse");
        assertThat(house.levy(1, 2, "40")).isEmpty();
        HouseMessage.Levy unbalanced =
                new HouseMessage.Levy(1, 1, usd("40"), new TreeMap<>(Map.of(account("inventory:1:x"), usd("39"))));
        assertThat(house.house.ask(new HouseInput.Levy(unbalanced))).isEmpty();
        assertThat(house.levy(1, 1, "0")).isPresent();
        assertThat(house.house.ask(new HouseInput.AskObligations(new HouseMessage.AskObligations(1, 1))))
                .contains(new HouseMessage.ObligationsSettled(1, 1, new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));
    }

    /** Over several defaults and periods: shares sum to min(residual, limits) and no cap is ever passed. */
    @SeededTest(runs = 200)
    void everyCapHoldsAndEveryCentIsPlacedOnce(Generator any) {
        List<String> names = new ArrayList<>();
        HouseDouble one = HouseDouble.withTerms();
        HouseDouble other = HouseDouble.withTerms();
        SortedMap<String, Money> contributions = new TreeMap<>();
        for (long i = any.between(2, 12); i > 0; i--) {
            names.add("m" + i);
            contributions.put("m" + i, USD.minor(any.upTo(1_000_000)));
        }
        names.forEach(name -> one.member(name, decimal(contributions, name)));
        any.shuffled(names).forEach(name -> other.member(name, decimal(contributions, name)));
        LocalDate date = LocalDate.parse("2020-04-01");
        SortedMap<LocalDate, SortedMap<String, Long>> byPeriod = new TreeMap<>();
        List<String> failing = new ArrayList<>(any.shuffled(names).subList(0, (int) any.between(1, names.size() - 1L)));
        for (int episode = 1; episode <= failing.size(); episode++) {
            date = date.plusDays(any.between(0, 20));
            String gone = failing.get(episode - 1);
            one.fails(gone, HouseDouble.time(date.toString()));
            other.fails(gone, HouseDouble.time(date.toString()));
            SortedMap<String, Long> ofDefault = new TreeMap<>();
            for (int round = 1; round <= any.between(1, 3); round++) {
                String residual = USD.minor(any.upTo(3_000_000)).decimal();
                HouseMessage.Levied levied =
                        (HouseMessage.Levied) one.levy(episode, round, residual).orElseThrow();
                assertThat(other.levy(episode, round, residual)).contains(levied);
                Money most = sum(levied.limits());
                assertThat(sum(levied.shares())).isEqualTo(usd(residual).min(most));
                LocalDate period = one.state().period().orElseThrow().opened();
                SortedMap<String, Long> inPeriod = byPeriod.computeIfAbsent(period, none -> new TreeMap<>());
                levied.shares().forEach((member, share) -> {
                    long frozen = Optional.ofNullable(contributions.get(member))
                            .orElseThrow()
                            .minorUnits();
                    assertThat(share.isMoreThan(limit(levied, member))).isFalse();
                    assertThat(ofDefault.merge(member, share.minorUnits(), Long::sum))
                            .isLessThanOrEqualTo(frozen);
                    assertThat(inPeriod.merge(member, share.minorUnits(), Long::sum))
                            .isLessThanOrEqualTo(2 * frozen);
                });
                assertThat(levied.limits().keySet()).doesNotContainAnyElementsOf(failing.subList(0, episode));
            }
        }
    }

    private static String decimal(SortedMap<String, Money> contributions, String member) {
        return Optional.ofNullable(contributions.get(member)).orElseThrow().decimal();
    }

    private static Money limit(HouseMessage.Levied levied, String member) {
        return Optional.ofNullable(levied.limits().get(member)).orElseThrow();
    }

    private static Money sum(SortedMap<String, Money> parts) {
        return parts.values().stream().reduce(USD.zero(), Money::plus);
    }
}
