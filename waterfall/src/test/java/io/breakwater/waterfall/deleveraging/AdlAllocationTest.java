package io.breakwater.waterfall.deleveraging;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 20 April 2020 at -14.00: 240 lots of a defaulter that nobody bought, against those who were short. */
final class AdlAllocationTest {

    private static final Mark MARK = Mark.of(CLK0.price("-14.00"));

    /** Sold at 25.09, so 39,090 dollars of gain per lot; kelp has taken nearly all of it out. */
    private static final Candidate KELP = candidate("kelp.house", -120, "25.09", "1090800");

    private static final Candidate FIR_CLIENT = candidate("fir.c1", -80, "25.09", "3419200");
    private static final Candidate JUNIPER = candidate("juniper.house", -500, "25.09", "23345000");
    private static final List<Candidate> SHORTS = List.of(JUNIPER, KELP, FIR_CLIENT);

    @Test
    void theHighestGainToEquityClosesFirstAndWhole() {
        List<Chosen> chosen = AdlAllocation.choose(AdlPolicy.QUEUE, SHORTS, CLK0, MARK, Lots.of(240), 400);

        assertThat(chosen)
                .containsExactly(
                        new Chosen(1, KELP, Lots.of(-120)),
                        new Chosen(2, FIR_CLIENT, Lots.of(-80)),
                        new Chosen(3, JUNIPER, Lots.of(-40)));
    }

    /**
     * The pool of 4,935,200 by 120, 80 and 40 lots is 2,467,600.00, 1,645,066.67 and 822,533.33; kelp has only 1,090,800
     * of equity left.
     */
    @Test
    void aPartIsCutAtTheVictimsEquity() {
        List<Chosen> chosen = AdlAllocation.choose(AdlPolicy.QUEUE, SHORTS, CLK0, MARK, Lots.of(240), 400);

        List<Victim> victims = AdlAllocation.give(chosen, CLK0, MARK, usd("4935200"), usd("7743700"));

        assertThat(victims)
                .extracting(Victim::given)
                .containsExactly(usd("1090800"), usd("1645066.67"), usd("822533.33"));
        assertThat(victims).extracting(Victim::limit).containsExactly(usd("1090800"), usd("3127200"), usd("1563600"));
        assertThat(victims).extracting(Victim::gain).containsExactly(usd("4690800"), usd("3127200"), usd("19545000"));
        assertThat(AdlAllocation.available(chosen, CLK0, MARK, usd("4935200"))).isEqualTo(usd("3558400"));
    }

    /** 600,000 by lots 3:2:1 is 300,000, 200,000 and 100,000, all below their limits. */
    @Test
    void nobodyGivesMoreThanTheLossNeeds() {
        List<Chosen> chosen = AdlAllocation.choose(AdlPolicy.QUEUE, SHORTS, CLK0, MARK, Lots.of(240), 400);

        List<Victim> victims = AdlAllocation.give(chosen, CLK0, MARK, usd("4935200"), usd("600000"));

        assertThat(victims).extracting(Victim::given).containsExactly(usd("300000"), usd("200000"), usd("100000"));
    }

    @Test
    void aTearUpClosesEverybodyByTheirSize() {
        List<Chosen> chosen = AdlAllocation.choose(AdlPolicy.PRO_RATA, SHORTS, CLK0, MARK, Lots.of(70), 400);

        assertThat(chosen)
                .extracting(each -> each.candidate().account().key(), Chosen::lots)
                .containsExactly(
                        tuple("kelp.house", Lots.of(-12)),
                        tuple("fir.c1", Lots.of(-8)),
                        tuple("juniper.house", Lots.of(-50)));
    }

    @Test
    void thoseWithoutGainComeLastAndGiveNothing() {
        Candidate late = candidate("late.house", -100, "-20.00", "9000000");
        List<Chosen> chosen = AdlAllocation.choose(AdlPolicy.QUEUE, List.of(late, KELP), CLK0, MARK, Lots.of(220), 400);

        List<Victim> victims = AdlAllocation.give(chosen, CLK0, MARK, usd("4935200"), usd("7743700"));

        assertThat(victims).extracting(victim -> victim.account().key()).containsExactly("kelp.house", "late.house");
        assertThat(victims.get(1).given()).isEqualTo(usd("0"));
    }

    @Test
    void accountsOfTheSameSideAreNeverChosen() {
        Candidate buyer = candidate("birch.house", 400, "25.09", "1");

        assertThat(AdlAllocation.choose(AdlPolicy.QUEUE, List.of(buyer), CLK0, MARK, Lots.of(10), 400))
                .isEmpty();
    }

    @SeededTest
    void lotsAndMoneyAreExactAndWithinEverybodysLimits(Generator any) {
        List<Candidate> shorts = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < any.between(1, 30); i++) {
            long lots = any.between(1, 500);
            size += lots;
            String entry = CLK0.text(Price.ofTicks(any.between(-6_000, 6_000)));
            shorts.add(candidate("a" + i, -lots, entry, Long.toString(any.between(-1_000_000, 9_000_000))));
        }
        long unsold = any.between(1, size);
        Money pool = USD.minor(any.between(0, 1_000_000_000L));
        Money residual = USD.minor(any.between(0, 1_000_000_000L));

        List<Chosen> chosen = AdlAllocation.choose(
                any.oneIn(2) ? AdlPolicy.QUEUE : AdlPolicy.PRO_RATA, shorts, CLK0, MARK, Lots.of(unsold), 400);
        List<Victim> victims = AdlAllocation.give(chosen, CLK0, MARK, pool, residual);

        assertThat(victims.stream().mapToLong(victim -> victim.lots().count()).sum())
                .isEqualTo(-unsold);
        Money drawn = victims.stream().map(Victim::given).reduce(USD.zero(), Money::plus);
        assertThat(drawn)
                .isEqualTo(AdlAllocation.available(chosen, CLK0, MARK, pool).min(residual));
        assertThat(victims).allMatch(victim -> victim.limit().covers(victim.given()));
        assertThat(AdlAllocation.choose(AdlPolicy.QUEUE, any.shuffled(shorts), CLK0, MARK, Lots.of(unsold), 400))
                .isEqualTo(AdlAllocation.choose(AdlPolicy.QUEUE, shorts, CLK0, MARK, Lots.of(unsold), 400));
    }

    static Candidate candidate(String account, long lots, String entry, String equity) {
        Money open = CLK0.value(Lots.of(lots), CLK0.price(entry));
        Position position = new Position(Lots.of(lots), open, open, 0, false, Optional.empty());
        return new Candidate(
                EntityId.of(EntityKind.ACCOUNT, account), "m", AccountKind.HOUSE, position, USD.amount(equity));
    }

    private static Money usd(String amount) {
        return USD.amount(amount);
    }
}
