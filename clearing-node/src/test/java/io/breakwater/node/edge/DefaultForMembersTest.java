package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.protocol.auction.v1.Auction;
import io.breakwater.protocol.defaults.v1.Deleveraging;
import io.breakwater.protocol.defaults.v1.Layer;
import io.breakwater.waterfall.auction.AuctionReply;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeReply;
import io.breakwater.waterfall.episode.Phase;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.Rulebook;
import io.breakwater.waterfall.trades.TradeParty;
import io.grpc.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What members may see of another's default: what is on offer, and what it did to their own accounts. */
final class DefaultForMembersTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("CLK0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
    private static final Mark MARK = Mark.of(OIL.price("-14.00"));
    private static final LocalDate DATE = LocalDate.of(2020, 4, 20);
    private static final EntityId ELM = account("elm.house");
    private static final EntityId KELP = account("kelp.house");
    private static final EntityId LARCH = account("larch.c1");
    private static final Declaration DECLARATION = new Declaration(
            2,
            Optional.of("elm"),
            new TreeMap<>(Map.of(ELM, AccountKind.HOUSE)),
            "call 3 of account|elm.house",
            Instant.parse("2026-11-20T09:00:00Z"),
            new BusinessTime(DATE, DATE.atTime(18, 0)),
            new HouseTerms(
                    USD,
                    Rulebook.venue(),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(3),
                    new TreeMap<>(),
                    new TreeSet<>()),
            new TreeMap<>(),
            Optional.empty());

    @Test
    void membersSeeWhatIsOnOfferAndNotWhoseItWas() {
        for (PrincipalKind kind : PrincipalKind.values()) {
            Auction auction = AuctionApi.wire(
                    caller(kind.word() + "/kelp"),
                    DECLARATION,
                    new AuctionReply.View(
                            4, false, OIL.id(), Lots.of(600), MARK, Optional.empty(), Instant.EPOCH, List.of()),
                    OIL);
            assertThat(auction.getLots()).isEqualTo(600);
            assertThat(auction.getAccountsList())
                    .as("what a %s sees", kind)
                    .hasSize(kind == PrincipalKind.MEMBER ? 0 : 1);
        }
    }

    @Test
    void aMemberReadsWhyItsOwnAccountWasDeleveragedAndNothingOfOthers() {
        List<Deleveraging> kelp = seenBy("member/kelp");
        assertThat(kelp).hasSize(1);
        Deleveraging cut = kelp.get(0);
        assertThat(cut.getEpisode()).isEqualTo(2);
        assertThat(cut.getLayer()).isEqualTo(Layer.LAYER_ADL);
        assertThat(cut.getSnapshot()).isEqualTo(7);
        assertThat(cut.getPrice().getValue()).isEqualTo("-14.00");
        assertThat(cut.getScore().getValue())
                .as("gain / equity = 4,690,800 / 1,090,800")
                .startsWith("4.300330033");
        assertThat(cut.getVictim().getRank()).isEqualTo(1);
        assertThat(cut.getVictim().getAccount()).isEqualTo("kelp.house");
        assertThat(cut.getVictim().getLots()).isEqualTo(-120);
        assertThat(cut.getVictim().getGiven()).isEqualTo(Fields.amount(usd("1090800")));
        assertThat(seenBy("member/moss")).isEmpty();
        assertThat(seenBy("member/elm")).as("the defaulter is no victim").isEmpty();
    }

    @Test
    void whoHasNoEquityHasNoScore() {
        assertThat(seenBy("member/larch").get(0).hasScore()).isFalse();
    }

    @Test
    void whoRunsTheHouseSeesAll() {
        assertThat(seenBy("operator/ops")).hasSize(2);
        assertThat(seenBy("auditor/one")).hasSize(2);
    }

    @Test
    void anAccountOfUnknownOwnerIsNobodys() {
        assertThat(Deleveragings.of(caller("member/kelp"), episode(), new TreeMap<>(), catalogue()))
                .isEmpty();
    }

    private static List<Deleveraging> seenBy(String principal) {
        SortedMap<EntityId, TradeParty> owners = new TreeMap<>();
        owners.put(KELP, new TradeParty("kelp", AccountKind.HOUSE));
        owners.put(LARCH, new TradeParty("larch", AccountKind.CLIENT));
        return Deleveragings.of(caller(principal), episode(), owners, catalogue());
    }

    private static EpisodeReply.View episode() {
        Victim first = new Victim(
                1, KELP, OIL.id(), Lots.of(-120), usd("4690800"), usd("1090800"), usd("1090800"), usd("1090800"));
        Victim second = new Victim(2, LARCH, OIL.id(), Lots.of(-5), usd("1000"), usd("0"), usd("0"), usd("0"));
        EpisodeReply.LayerRecord adl = new EpisodeReply.LayerRecord(
                io.breakwater.waterfall.rulebook.Layer.ADL,
                usd("1090800"),
                usd("1090800"),
                new TreeMap<>(Map.of("kelp.house", usd("1090800"))),
                List.of(first, second));
        return new EpisodeReply.View(
                40,
                DECLARATION,
                Phase.DRAWING,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                Optional.of(7L),
                new TreeMap<>(Map.of(OIL.id(), MARK)),
                Optional.of(usd("29000000")),
                new TreeMap<>(),
                List.of(adl),
                Optional.empty(),
                USD.zero(),
                new TreeMap<>());
    }

    private static Catalogue catalogue() {
        MarginLevels levels = FixedMargin.perLot(usd("7500"), Ratio.percent(110));
        Listing oil = new Listing(OIL, new FixedMargin(new TreeMap<>(Map.of(DATE, levels))));
        return new Catalogue(1, new TreeMap<>(Map.of(OIL.id(), oil)), new TreeMap<>(), Optional.empty());
    }

    private static Caller caller(String principal) {
        return new Caller(Principal.parse(principal).orElseThrow(), Deadline.after(1, TimeUnit.MINUTES));
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }

    private static Money usd(String decimal) {
        return USD.amount(decimal);
    }
}
