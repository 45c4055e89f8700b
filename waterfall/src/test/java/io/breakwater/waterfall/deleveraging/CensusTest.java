package io.breakwater.waterfall.deleveraging;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountRules;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Numbered;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a node says of its accounts when 240 long lots are to be closed at -14.00. */
final class CensusTest {

    private static final FingerprintKey KEY = new FingerprintKey(1, 2);
    private static final LocalDate DATE = LocalDate.of(2020, 4, 20);
    private static final Mark MARK = Mark.of(CLK0.price("-14.00"));
    private static final PriceSnapshot FROZEN = new PriceSnapshot(
            17, new BusinessTime(DATE, DATE.atTime(18, 0)), new TreeMap<>(Map.of(CLK0.id(), MARK)), new TreeMap<>());
    private static final CensusRequest REQUEST =
            new CensusRequest(EntityId.of(EntityKind.EPISODE, "2"), 1, CLK0, Lots.of(240), AdlPolicy.QUEUE, FROZEN);
    private static final Catalogue CATALOGUE = new Catalogue(
            1,
            new TreeMap<>(Map.of(
                    CLK0.id(),
                    new Listing(
                            CLK0,
                            new FixedMargin(new TreeMap<>(
                                    Map.of(DATE, new MarginLevels(USD.amount("7500"), USD.amount("8250")))))))),
            new TreeMap<>(),
            Optional.empty());

    @Test
    void lotsThatTheHouseHasOfAnEarlierDefaultComeBeforeAnySurvivor() {
        Account house = account("uncovered:1", AccountKind.UNCOVERED, -100);
        Account juniper = account("juniper.house", AccountKind.HOUSE, -500);

        Census census =
                Census.of(REQUEST, List.of(juniper, house), CATALOGUE, KEY).orElseThrow();

        assertThat(census.candidates()).extracting(Candidate::account).containsExactly(house.self(), juniper.self());
        assertThat(census.candidates()).extracting(Candidate::isHouse).containsExactly(true, false);
    }

    @Test
    void inventoriesAndTheSameSideAreCountedAndAreNoCandidates() {
        Account inventory = account("inventory:3:oak.house", AccountKind.INVENTORY, -240);
        Account same = account("fir.house", AccountKind.HOUSE, 80);

        Census census =
                Census.of(REQUEST, List.of(inventory, same), CATALOGUE, KEY).orElseThrow();

        assertThat(census.candidates()).isEmpty();
        assertThat(census.fingerprint())
                .isEqualTo(Fingerprint.NONE
                        .with(KEY, CLK0.id(), inventory.self(), Lots.of(-240))
                        .with(KEY, CLK0.id(), same.self(), Lots.of(80))
                        .of(CLK0.id()));
    }

    @Test
    void whoAlsoHoldsWhatHadNoPriceYetIsACandidateWithThatAtCost() {
        Account juniper = account("juniper.house", AccountKind.HOUSE, -500);
        CensusRequest unpriced =
                new CensusRequest(REQUEST.episode(), 1, CLK0, Lots.of(240), AdlPolicy.QUEUE, without(REQUEST.frozen()));

        assertThat(Census.of(REQUEST, List.of(juniper), CATALOGUE, KEY)
                        .orElseThrow()
                        .candidates())
                .extracting(Candidate::equity)
                .containsExactly(USD.amount("19545000.00"));
        assertThat(Census.of(unpriced, List.of(juniper), CATALOGUE, KEY)
                        .orElseThrow()
                        .candidates())
                .extracting(Candidate::equity)
                .containsExactly(USD.zero());
    }

    @Test
    void aNodeWhoseCatalogueIsTooOldForAnAccountDoesNotAnswer() {
        Account juniper = account("juniper.house", AccountKind.HOUSE, -500);
        Catalogue old = new Catalogue(1, new TreeMap<>(), new TreeMap<>(), Optional.empty());

        assertThat(Census.of(REQUEST, List.of(juniper), old, KEY)).isEmpty();
    }

    private static PriceSnapshot without(PriceSnapshot priced) {
        return new PriceSnapshot(priced.number(), priced.at(), new TreeMap<>(), new TreeMap<>());
    }

    private static Account account(String key, AccountKind kind, long count) {
        AccountRules rules = new AccountRules();
        Lots lots = Lots.of(count);
        Money cost = CLK0.value(lots, CLK0.price("25.09"));
        Account opened = rules.apply(
                rules.initial(EntityId.of(EntityKind.ACCOUNT, key)),
                new Numbered<>(1, new AccountEvent.Opened(new AccountTerms("m", kind, USD))));
        return rules.apply(
                opened,
                new Numbered<>(
                        2,
                        new AccountEvent.Posted(
                                List.of(),
                                0,
                                new TreeMap<>(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                new TreeMap<>(
                                        Map.of(CLK0.id(), new Position(lots, cost, cost, 0, false, Optional.empty()))),
                                Optional.empty())));
    }
}
