package io.breakwater.waterfall.house;

import static io.breakwater.waterfall.house.HouseDouble.account;
import static io.breakwater.waterfall.house.HouseDouble.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.rulebook.AssessmentTerms;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the API may change at the house, and what it reads. */
class MembersTest {

    private final HouseDouble house = HouseDouble.withTerms();

    @Test
    void theCurrencyNeverChanges() {
        HouseTerms terms = HouseDouble.terms();
        HouseTerms other = new HouseTerms(
                Currency.of("EUR", 2),
                terms.rulebook(),
                terms.payableDeadline(),
                terms.auctionWindow(),
                terms.auctionReserve(),
                terms.holidays());
        assertThat(house.house.ask(new HouseInput.SetTerms(other))).contains(refused(HouseRejection.OTHER_CURRENCY));
        assertThat(house.house.ask(new HouseInput.SetTerms(terms))).contains(new HouseReply.Kept(1));
        assertThat(house.house.journal()).hasSize(1);
    }

    @Test
    void capsAreBounded() {
        AssessmentTerms most = new AssessmentTerms(AssessmentTerms.MOST, AssessmentTerms.MOST, AssessmentTerms.LONGEST);
        Ratio more = AssessmentTerms.MOST.plus(Ratio.basisPoints(1));
        HouseReply refused = refused(HouseRejection.OUT_OF_BOUNDS);

        assertThat(assessed(new AssessmentTerms(more, Ratio.ONE, 20))).contains(refused);
        assertThat(assessed(new AssessmentTerms(Ratio.ONE, more, 20))).contains(refused);
        assertThat(assessed(new AssessmentTerms(Ratio.ONE, Ratio.ONE, AssessmentTerms.LONGEST + 1)))
                .contains(refused);
        assertThat(house.house.journal()).hasSize(1);
        assertThat(assessed(most)).contains(new HouseReply.Kept(2));
    }

    /** Ten members of 9 x 10^14 dollars each: what they could be assessed together is beyond 64 bits of cents. */
    @Test
    void limitsThatSumBeyond64BitsAreComputedExactly() {
        assessed(new AssessmentTerms(AssessmentTerms.MOST, AssessmentTerms.MOST, 20));
        for (int i = 0; i < 10; i++) {
            house.member("m" + i, "900000000000000");
        }
        house.member("gorse", "1");
        house.fails("gorse");
        house.levy(1, 1, "1000");

        assertThat(view(Optional.empty()).obligations()).hasSize(10).allMatch(each -> each.amount()
                .equals(usd("100")));
    }

    private Optional<Message> assessed(AssessmentTerms assessment) {
        HouseTerms terms = HouseDouble.terms();
        Rulebook rulebook = terms.rulebook();
        return house.house.ask(new HouseInput.SetTerms(new HouseTerms(
                terms.currency(),
                new Rulebook(rulebook.name(), rulebook.version(), rulebook.layers(), assessment),
                terms.payableDeadline(),
                terms.auctionWindow(),
                terms.auctionReserve(),
                terms.holidays())));
    }

    @Test
    void aContributionMayChangeAndAHouseAccountMayNot() {
        assertThat(house.member("alder", "660000")).contains(new HouseReply.Kept(2));
        assertThat(house.member("alder", "660000")).contains(new HouseReply.Kept(2));
        assertThat(house.member("alder", "700000")).contains(new HouseReply.Kept(3));
        HouseInput elsewhere = new HouseInput.RegisterMember("alder", account("alder.c1"), usd("700000"));
        HouseInput taken = new HouseInput.RegisterMember("birch", account("alder.house"), usd("1"));
        assertThat(house.house.ask(elsewhere)).contains(refused(HouseRejection.REGISTERED_OTHERWISE));
        assertThat(house.house.ask(taken)).contains(refused(HouseRejection.REGISTERED_OTHERWISE));
        assertThat(house.member("birch", "-1")).contains(refused(HouseRejection.OUT_OF_BOUNDS));
    }

    @Test
    void nobodyIsRegisteredBeforeThereAreTerms() {
        assertThat(new HouseDouble().member("alder", "1")).contains(refused(HouseRejection.NO_TERMS));
    }

    @Test
    void aMemberInDefaultKeepsItsContribution() {
        house.member("gorse", "100000");
        house.fails("gorse");
        assertThat(house.member("gorse", "1")).contains(refused(HouseRejection.IN_DEFAULT));
        assertThat(house.member("gorse", "100000")).contains(new HouseReply.Kept(3));
    }

    @Test
    void thereAreSoManyMembersAndNoMore() {
        for (int i = 0; i < House.MEMBERS; i++) {
            house.member("m" + i, "1");
        }
        assertThat(house.member("one-more", "1")).contains(refused(HouseRejection.FULL));
        assertThat(house.member("m7", "2")).contains(new HouseReply.Kept(House.MEMBERS + 2));
    }

    @Test
    void thePeriodIsSetBetweenDefaultsOnly() {
        house.members(Map.of("alder", "660000", "gorse", "100000"));
        assertThat(period("2020-03-25", "2020-03-24", "alder", "1")).contains(refused(HouseRejection.OUT_OF_BOUNDS));
        assertThat(period("2020-03-25", "2020-04-23", "oak", "1")).contains(refused(HouseRejection.MEMBER_UNKNOWN));
        assertThat(period("2020-03-25", "2020-04-23", "alder", "264000")).contains(new HouseReply.Kept(4));
        assertThat(view(Optional.empty()).period().orElseThrow().assessed()).isEqualTo(Map.of("alder", usd("264000")));
        house.fails("gorse");
        assertThat(period("2020-03-25", "2020-04-23", "alder", "1")).contains(refused(HouseRejection.DEFAULT_OPEN));
    }

    @Test
    void aMemberSeesItselfAndItsOwnObligations() {
        house.members(Map.of("alder", "660000", "birch", "480000", "gorse", "100000"));
        house.fails("gorse");
        house.levy(1, 1, "100000");
        HouseReply.View all = view(Optional.empty());
        HouseReply.View own = view(Optional.of("birch"));
        assertThat(all.members()).hasSize(3);
        assertThat(all.obligations()).hasSize(2);
        assertThat(own.members().keySet()).containsExactly("birch");
        assertThat(own.obligations())
                .isEqualTo(all.obligations().stream()
                        .filter(each -> each.member().equals("birch"))
                        .toList());
        assertThat(own.period().orElseThrow().assessed().keySet()).containsExactly("birch");
        assertThat(own.defaults()).isEqualTo(all.defaults()).hasSize(1);
    }

    private Optional<Message> period(String opened, String ends, String member, String assessed) {
        return house.house.ask(new HouseInput.SetPeriod(
                LocalDate.parse(opened), LocalDate.parse(ends), new TreeMap<>(Map.of(member, usd(assessed)))));
    }

    private HouseReply.View view(Optional<String> asMember) {
        return (HouseReply.View)
                house.house.ask(new HouseInput.ReadHouse(asMember)).orElseThrow();
    }

    private static HouseReply refused(HouseRejection reason) {
        return new HouseReply.Refused(reason);
    }
}
