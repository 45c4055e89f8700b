package io.breakwater.waterfall.episode;

import static io.breakwater.waterfall.episode.ElmDefault.ELM;
import static io.breakwater.waterfall.episode.ElmDefault.account;
import static io.breakwater.waterfall.episode.ElmDefault.award;
import static io.breakwater.waterfall.episode.ElmDefault.candidate;
import static io.breakwater.waterfall.episode.ElmDefault.elm;
import static io.breakwater.waterfall.episode.ElmDefault.record;
import static io.breakwater.waterfall.episode.ElmDefault.surrender;
import static io.breakwater.waterfall.episode.ElmDefault.usd;
import static io.breakwater.waterfall.episode.ElmDefault.world;
import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The layers of a default, under both rulebooks. */
final class EpisodeTest {

    /**
     * Loss: uncollected 33,540,000, 360 lots sold at 23.03, 22.43 and 21.23 above their cost, 240 at the mark 23.63 above
     * it: 33,540,000 - 3,684,800 - 3,140,200 - 1,273,800 - 5,671,200 = 19,770,000.
     */
    @Test
    void everyLayerOfTheVenueRulebookPaysItsPartOfALargeDefault() {
        DefaultWorld world = elm(Rulebook.venue());

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        assertThat(end.loss().orElseThrow().total()).isEqualTo(usd("19770000"));
        assertThat(drawn(end))
                .containsExactly(
                        Map.entry(Layer.DEFAULTER_COLLATERAL, usd("6539000")),
                        Map.entry(Layer.DEFAULTER_CONTRIBUTION, usd("485000")),
                        Map.entry(Layer.OWN_CAPITAL, usd("500000")),
                        Map.entry(Layer.INSURANCE_FUND, usd("4502300")),
                        Map.entry(Layer.ADL, usd("3558400")),
                        Map.entry(Layer.ASSESSMENT, usd("4185300")));
        assertThat(end.conclusion().orElseThrow().uncovered()).isEqualTo(usd("0"));
    }

    @Test
    void threeVictimsOfDifferentRankCloseTheUnsoldLotsOneOfThemAtItsOwnLimit() {
        Episode end = elm(Rulebook.venue()).run();

        List<Victim> victims = record(end, Layer.ADL).victims();

        assertThat(victims)
                .extracting(victim -> victim.account().key())
                .containsExactly("kelp.house", "fir.c1", "juniper.house");
        assertThat(victims).extracting(victim -> victim.lots().count()).containsExactly(-120L, -80L, -40L);
        assertThat(victims)
                .extracting(Victim::given)
                .containsExactly(usd("1090800"), usd("1645066.67"), usd("822533.33"));
        assertThat(victims.get(0).given()).isEqualTo(victims.get(0).limit());
    }

    /** juniper has 500 lots: it stands in for kelp, whose lots may be in an order that waits for the stop to be lifted. */
    @Test
    void whoeverRefusesIsPassedOverWhileOthersAreLeft() {
        DefaultWorld world = elm(Rulebook.venue());
        world.stubborn.add(account("kelp.house"));

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        assertThat(record(end, Layer.ADL).victims())
                .extracting(victim -> victim.account().key(), victim -> victim.lots()
                        .count())
                .containsExactly(tuple("fir.c1", -80L), tuple("juniper.house", -40L), tuple("juniper.house", -120L));
    }

    /** kelp grants 60 of 120 lots: half of its part of 1,090,800, at half of its limit. */
    @Test
    void whoGrantsFewerLotsGivesTheirShareOfTheMoney() {
        DefaultWorld world = elm(Rulebook.venue());
        world.halves.add(account("kelp.house"));

        Episode end = world.run();

        Victim kelp = record(end, Layer.ADL).victims().get(0);
        assertThat(kelp.lots()).isEqualTo(Lots.of(-60));
        assertThat(kelp.given()).isEqualTo(usd("545400"));
        assertThat(kelp.limit()).isEqualTo(usd("545400"));
    }

    @Test
    void tenMembersAreAssessedOneAtItsCap() {
        Episode end = elm(Rulebook.venue()).run();

        SortedMap<String, Money> payers = record(end, Layer.ASSESSMENT).payers();

        assertThat(payers)
                .containsEntry("alder", usd("526620.70"))
                .containsEntry("birch", usd("382996.88"))
                .containsEntry("cedar", usd("175540.23"))
                .containsEntry("dogwood", usd("678223.63"))
                .containsEntry("fir", usd("765993.75"))
                .containsEntry("hazel", usd("100000"))
                .containsEntry("iris", usd("765993.75"))
                .containsEntry("juniper", usd("295226.76"))
                .containsEntry("kelp", usd("79791.02"))
                .containsEntry("larch", usd("414913.28"))
                .hasSize(10);
    }

    /** The mutual fund pays before anybody's new money, and the rest of the lots is torn up at the mark for nothing. */
    @Test
    void theClassicRulebookDrawsTheMutualFundAndTearsUpAtTheMark() {
        DefaultWorld world = elm(Rulebook.classic());

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        assertThat(drawn(end))
                .containsExactly(
                        Map.entry(Layer.DEFAULTER_COLLATERAL, usd("6539000")),
                        Map.entry(Layer.DEFAULTER_CONTRIBUTION, usd("485000")),
                        Map.entry(Layer.OWN_CAPITAL, usd("500000")),
                        Map.entry(Layer.MUTUAL_FUND, usd("5370000")),
                        Map.entry(Layer.ASSESSMENT, usd("5220000")),
                        Map.entry(Layer.TEAR_UP, usd("0")));
        assertThat(end.conclusion().orElseThrow().uncovered()).isEqualTo(usd("1656000"));
        assertThat(record(end, Layer.TEAR_UP).victims().stream()
                        .mapToLong(victim -> victim.lots().count())
                        .sum())
                .isEqualTo(-240);
        assertThat(world.balance(HouseAccounts.uncovered(2))).isEqualTo(usd("-1656000"));
    }

    /** 80 lots bought at 16.90 and 16.50: the loss of 249,600 is less than what the member has. */
    @Test
    void aDefaultThatItsOwnResourcesCoverLeavesAnEstateAndTouchesNobody() {
        EntityId gorse = account("gorse.house");
        DefaultWorld world = world(Rulebook.venue(), "gorse", gorse, "100000", "17.73");
        world.cash.put(gorse, usd("474400"));
        surrender(world, gorse, 80, "18.27", "474400", "-128000", 0);
        award(world, gorse, new String[][] {{"hazel.house", "50", "16.90"}, {"dogwood.house", "30", "16.50"}});

        Episode end = world.run();

        assertThat(end.loss().orElseThrow().total()).isEqualTo(usd("249600"));
        assertThat(drawn(end).get(0)).isEqualTo(Map.entry(Layer.DEFAULTER_COLLATERAL, usd("249600")));
        assertThat(end.draws().orElseThrow().ladder()).hasSize(6);
        assertThat(drawn(end).stream().skip(1)).allMatch(row -> row.getValue().isZero());
        assertThat(world.balance(HouseAccounts.estate("gorse"))).isEqualTo(usd("352800"));
        assertThat(world.balance(HouseAccounts.INSURANCE_FUND)).isEqualTo(usd("4502300"));
    }

    /**
     * Of two inventories that lack 300.00 and 700.00 the second got 100.00 and 300.00, and when both lacked 300.00 the first
     * got 200.00: that is what they still lack when the rest is levied.
     */
    @Test
    void anAssessmentPaidInPartFillsTheInventoriesThatReceivedIt() {
        DefaultWorld world = twoClients();

        Episode end = world.run();

        assertThat(world.members.failed).containsExactly("hazel");
        assertThat(levied(world)).containsExactly(usd("1000"), usd("400"));
        assertThat(world.journal)
                .extracting(Numbered::event)
                .filteredOn(EpisodeEvent.AssessmentsSettled.class::isInstance)
                .extracting(event -> ((EpisodeEvent.AssessmentsSettled) event).lacks())
                .containsExactly(
                        new TreeMap<>(Map.of(account("elm.c1"), usd("100"), account("elm.c2"), usd("300"))),
                        new TreeMap<>(Map.of(account("elm.c1"), usd("0"), account("elm.c2"), usd("0"))));
        assertThat(end.conclusion().orElseThrow().uncovered()).isEqualTo(usd("0"));
    }

    /** The house account's inventory is 1,000.00 up on one lot; the client of it lacks 700.00, and nobody else pays. */
    @Test
    void whatTheHouseAccountsInventoryHasOverPaysForItsClientsBeforeAnybody() {
        DefaultWorld of = world(Rulebook.venue(), "elm", ELM, "0", "-14.00");
        SortedMap<EntityId, AccountKind> accounts = new TreeMap<>();
        accounts.put(ELM, AccountKind.HOUSE);
        accounts.put(account("elm.c1"), AccountKind.CLIENT);
        DefaultWorld world = again(of, accounts, of.declaration.contributions());
        surrender(world, ELM, 1, "-15.00", "0", "0", 0);
        surrender(world, account("elm.c1"), 0, "-14.00", "-700", "-700", 0);
        world.cash.put(account("elm.c1"), usd("-700"));
        world.candidate(CLK0, candidate("juniper.house", -500, "23345000"));

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        assertThat(drawn(end).get(0)).isEqualTo(Map.entry(Layer.DEFAULTER_COLLATERAL, usd("700")));
        assertThat(drawn(end).stream().skip(1)).allMatch(row -> row.getValue().isZero());
        assertThat(world.balance(HouseAccounts.estate("elm"))).isEqualTo(usd("300"));
        assertThat(world.books.converted(HouseAccounts.inventory(2, ELM), USD)).isEqualTo(usd("0"));
    }

    @Test
    void anEpisodeThatStartsAnewAfterAnyOfItsEventsEndsAlike() {
        DefaultWorld undisturbed = elm(Rulebook.venue());
        Episode expected = undisturbed.run();
        for (long after = 1; after <= undisturbed.journal.size(); after++) {
            DefaultWorld world = elm(Rulebook.venue());
            world.crashAfter = after;

            Episode end = world.run();

            assertThat(end.phase()).as("crashed after %s", after).isEqualTo(Phase.CLOSED);
            assertThat(end.draws().orElseThrow().ladder())
                    .as("crashed after %s", after)
                    .isEqualTo(expected.draws().orElseThrow().ladder());
            assertThat(world.cash).as("crashed after %s", after).isEqualTo(undisturbed.cash);
        }
    }

    /** Two clients of elm short by 300.00 and 700.00 of what was settled, and nothing before the members' new money. */
    private static DefaultWorld twoClients() {
        DefaultWorld world = world(Rulebook.venue(), "elm", ELM, "0", "-14.00");
        SortedMap<EntityId, AccountKind> clients = new TreeMap<>();
        clients.put(account("elm.c1"), AccountKind.CLIENT);
        clients.put(account("elm.c2"), AccountKind.CLIENT);
        SortedMap<String, Money> weights =
                new TreeMap<>(Map.of("hazel", usd("500"), "iris", usd("300"), "larch", usd("200")));
        DefaultWorld other = again(world, clients, weights);
        surrender(other, account("elm.c1"), 0, "-37.63", "-300", "-300", 0);
        surrender(other, account("elm.c2"), 0, "-37.63", "-700", "-700", 0);
        other.cash.put(account("elm.c1"), usd("-300"));
        other.cash.put(account("elm.c2"), usd("-700"));
        weights.keySet().forEach(member -> other.limits.put(member, usd("1000")));
        other.members.purses.put("hazel", usd("100"));
        return other;
    }

    /** The same member without a contribution, with other accounts in default and other survivors. */
    private static DefaultWorld again(
            DefaultWorld world, SortedMap<EntityId, AccountKind> accounts, SortedMap<String, Money> survivors) {
        Declaration of = world.declaration;
        return new DefaultWorld(
                new Declaration(
                        2,
                        of.member(),
                        accounts,
                        of.cause(),
                        of.declared(),
                        of.at(),
                        of.terms(),
                        survivors,
                        Optional.of(usd("0"))),
                world.catalogue,
                world.snapshot);
    }

    private static List<Money> levied(DefaultWorld world) {
        return world.journal.stream()
                .map(Numbered::event)
                .filter(EpisodeEvent.AssessmentsLevied.class::isInstance)
                .map(event -> ((EpisodeEvent.AssessmentsLevied) event).residual())
                .toList();
    }

    private static List<Map.Entry<Layer, Money>> drawn(Episode end) {
        return end.draws().orElseThrow().ladder().stream()
                .map(record -> Map.entry(record.layer(), record.drawn()))
                .toList();
    }
}
