package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallStage;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member's own account with 100 lots, settled from 25.00 to 23.00: 600,000 cash, -200,000 of it not collected. */
class SurrenderTest {

    private static final String HOUSE = "alfa.house";
    private static final EntityId FIRST = EntityId.of(EntityKind.EPISODE, "1");
    private static final EntityId SECOND = EntityId.of(EntityKind.EPISODE, "2");
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final TestHouse house = new TestHouse(new Carrier(new Generator(7), Faults.NONE));
    private final Market market = new Market(CallPolicy.clearingHouse(DEADLINE));
    private final Listener first = new Listener();
    private final Listener second = new Listener();
    private final AccountReply.Surrendered words = new AccountReply.Surrendered(
            TestHouse.id(HOUSE),
            FIRST,
            new TreeMap<>(Map.of(CLK0.id(), new Holding(Lots.of(100), USD.amount("2300000")))),
            new TreeMap<>(Map.of(Market.BILLS, 50_000L)),
            USD.amount("600000"),
            USD.amount("-200000"));

    @BeforeEach
    void callTheAccount() {
        house.carrier.host(FIRST, first);
        house.carrier.host(SECOND, second);
        house.open(HOUSE, AccountKind.HOUSE);
        rest();
        house.deposit(HOUSE, USD.amount("800000"));
        house.lodge(HOUSE, Market.BILLS, 50_000);
        trade(100, "25.00");
        judge(market.settle("25.00"));
        judge(market.settle("23.00"));
    }

    @Test
    void anOpenCallIsCancelledAndTheFiguresAreTold() {
        surrender(FIRST);
        assertThat(first.heard(AccountReply.Surrendered.class)).containsExactly(words);
        Standing.InDefault standing = (Standing.InDefault) account().standing();
        assertThat(standing.episode()).isEqualTo(FIRST);
        assertThat(standing.lastCall().map(MarginCall::stage)).contains(CallStage.CANCELLED);
        assertThat(standing.openCall()).isEmpty();
    }

    /** The hold may yet be used: by an auction it bids in, or by another default that closes lots of it. */
    @Test
    void anAccountIsNotGivenUpWhileAHoldLivesOnIt() {
        HoldId id = new HoldId(SECOND, 5);
        Hold lots = new Hold(id, List.of(new Hold.Reserved.LotsHeld(CLK0.id(), Lots.of(10))));
        tell(
                HOUSE,
                new HoldMessage.AskHold(
                        TestHouse.id(HOUSE), lots, HoldMessage.Manner.BY_RULE, Collections.emptySortedMap()));
        surrender(FIRST);
        assertThat(first.heard(AccountReply.Surrendered.class)).isEmpty();
        tell(HOUSE, new HoldMessage.ReleaseHold(TestHouse.id(HOUSE), id));
        surrender(FIRST);
        assertThat(first.heard(AccountReply.Surrendered.class)).containsExactly(words);
    }

    @Test
    void anExpiredCallStaysExpired() {
        RiskFacts facts = market.mark("23.00");
        house.carrier.run(DEADLINE);
        judge(facts);
        house.carrier.run(Duration.ofSeconds(10));
        assertThat(account().standing()).isInstanceOf(Standing.Expired.class);
        surrender(FIRST);
        assertThat(account().standing().lastCall().map(MarginCall::stage)).contains(CallStage.EXPIRED);
    }

    @Test
    void theAnswerIsTheSameForEverAndToEverybody() {
        surrender(FIRST);
        long number = account().number();
        surrender(FIRST);
        Optional.ofNullable(house.accounts.get(HOUSE)).orElseThrow().crash();
        house.deposit(HOUSE, USD.amount("5"));
        rest();
        surrender(SECOND);
        assertThat(first.heard(AccountReply.Surrendered.class)).containsExactly(words, words);
        assertThat(second.heard(AccountReply.Surrendered.class)).containsExactly(words);
        assertThat(account().number()).isEqualTo(number + 1);
    }

    @Test
    void anAccountThatWasNeverSettledGivesUpWhatItLacks() {
        house.open("alfa.c9", AccountKind.CLIENT);
        rest();
        house.book("alfa.c9", Purpose.FEE, Posting.of(TestHouse.id("alfa.c9"), new MoneyLeg(USD.amount("-10"))));
        rest();
        tell("alfa.c9", new AccountInput.Surrender(TestHouse.id("alfa.c9"), FIRST));
        assertThat(first.heard(AccountReply.Surrendered.class))
                .extracting(AccountReply.Surrendered::uncollected)
                .containsExactly(USD.amount("-10"));
    }

    @Test
    void fromThereOnItTakesPostingsAndIsNeitherSettledNorCalled() {
        surrender(FIRST);
        RiskFacts worse = market.settle("10.00");
        judge(worse);
        assertThat(house.carrier.replies())
                .endsWith(new AccountReply.Judged(worse.snapshot(), account().number()));
        assertThat(account().cash(USD)).isEqualTo(USD.amount("600000"));
        trade(-100, "23.00");
        house.deposit(HOUSE, USD.amount("1000"));
        rest();
        assertThat(account().cash(USD)).isEqualTo(USD.amount("601000"));
        assertThat(account().standing()).isInstanceOf(Standing.InDefault.class);
        tell(HOUSE, new AccountInput.AskRemainder(TestHouse.id(HOUSE), FIRST));
        assertThat(first.heard(AccountReply.Remainder.class))
                .containsExactly(new AccountReply.Remainder(
                        TestHouse.id(HOUSE), account().number(), USD.amount("601000"), words.collateral()));
    }

    @Test
    void nobodyIsToldOfARemainderBeforeIt() {
        tell(HOUSE, new AccountInput.AskRemainder(TestHouse.id(HOUSE), FIRST));
        assertThat(first.heard).isEmpty();
    }

    @Test
    void withoutLotsItMayRestThoughItOwes() {
        surrender(FIRST);
        trade(-100, "10.00");
        assertThat(account().cash(USD)).isEqualTo(USD.amount("-700000"));
        house.carrier.run(AccountRules.REST.multipliedBy(3));
        assertThat(house.memory(HOUSE).attendance().kept()).isEmpty();
    }

    private void surrender(EntityId episode) {
        tell(HOUSE, new AccountInput.Surrender(TestHouse.id(HOUSE), episode));
    }

    private Account account() {
        return house.account(HOUSE);
    }

    private void trade(long lots, String price) {
        LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(lots), Mark.of(CLK0.price(price)));
        house.book(HOUSE, Purpose.TRADE, Posting.of(TestHouse.id(HOUSE), leg));
        rest();
    }

    private void judge(RiskFacts facts) {
        house.judge(HOUSE, facts);
        rest();
    }

    private void tell(String account, Message message) {
        house.carrier.tell(TestHouse.id(account), message);
        rest();
    }

    private void rest() {
        house.carrier.run(Duration.ofMillis(100));
    }

    @Test
    void aSurrenderedAccountGivesHoldsInPartOnly() {
        surrender(FIRST);
        List<String> answers = HoldsInPartTest.answers(house, HOUSE);
        assertThat(answers).containsExactly("NOT_IN_GOOD_STANDING", "granted USD 600000.00", "NOT_IN_GOOD_STANDING");
    }
}
