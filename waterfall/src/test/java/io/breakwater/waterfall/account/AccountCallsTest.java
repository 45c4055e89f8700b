package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallStage;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a call in one account: 100 lots at 25.00, 800,000 cash, maintenance 670,000, initial 737,000. */
class AccountCallsTest {

    private static final String CLIENT = "alfa.c1";
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final RequestId REQUEST = new RequestId("01719600-0000-7000-8000-000000000001");

    private final TestHouse house = new TestHouse(new Carrier(new Generator(7), Faults.NONE));
    private final Market market = new Market(CallPolicy.clearingClient(DEADLINE));

    @BeforeEach
    void holdOneHundredLots() {
        house.open(CLIENT, AccountKind.CLIENT);
        rest();
        house.deposit(CLIENT, USD.amount("800000"));
        trade(100, "25.00");
        judge(market.settle("25.00"));
    }

    @Test
    void aSettlementCallsWhatRestoresTheInitialMargin() {
        judge(market.settle("23.00"));
        assertThat(owed()).isEqualTo(USD.amount("137000"));
        assertThat(account().cash(USD)).isEqualTo(USD.amount("600000"));
        assertThat(account().calls().uncollected()).contains(new Uncollected(USD.amount("-200000")));
        MarginCall call = account().standing().openCall().orElseThrow();
        assertThat(call.amounts().get(0).reason().figures().equity()).isEqualTo(USD.amount("600000"));
        assertThat(call.amounts().get(0).reason().callBelow()).isEqualTo(USD.amount("670000"));
    }

    @Test
    void aMarkThatChangesNothingIsNotPersisted() {
        long number = account().number();
        judge(market.mark("24.90"));
        assertThat(account().number()).isEqualTo(number);
        assertThat(house.judged(CLIENT).map(RiskFacts::snapshot)).contains(2L);
    }

    @Test
    void theBucketKnowsOfTheCallBeforeItIsIssued() {
        judge(market.settle("23.00"));
        Instant deadline = account()
                .standing()
                .openCall()
                .flatMap(MarginCall::nextDeadline)
                .orElseThrow();
        Enlistment kept = house.bucket(Buckets.of(TestHouse.id(CLIENT)))
                .enlisted()
                .find(TestHouse.id(CLIENT))
                .orElseThrow();
        assertThat(kept.callOpen()).isTrue();
        assertThat(kept.deadline()).hasValueSatisfying(at -> assertThat(at).isBeforeOrEqualTo(deadline));
    }

    @Test
    void anOlderSnapshotIsNeverJudgedAfterANewerOne() {
        RiskFacts worse = market.mark("10.00");
        judge(market.settle("25.10"));
        judge(worse);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
        restart();
        judge(worse);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
    }

    @Test
    void settlementsSleptThroughAreAskedForAndAppliedInOrder() {
        market.settle("24.00");
        judge(market.settleAlone("26.00"));
        assertThat(house.carrier.replies())
                .contains(new AccountReply.SettlementsMissing(
                        TestHouse.id(CLIENT), new TreeMap<>(Map.of(CLK0.id(), 2L))));
        judge(market.mark("26.00"));
        List<AccountEvent.Judged> judged = house.events(CLIENT, AccountEvent.Judged.class);
        assertThat(judged.get(judged.size() - 1).settled())
                .extracting(AccountEvent.Settled::variation)
                .containsExactly(USD.amount("-100000"), USD.amount("200000"));
        assertThat(account().cash(USD)).isEqualTo(USD.amount("900000"));
    }

    @Test
    void lotsOpenedAfterASettlementSettleNextTime() {
        house.open("alfa.c2", AccountKind.CLIENT);
        rest();
        house.deposit("alfa.c2", USD.amount("100000"));
        judge("alfa.c2", market.mark("25.00"));
        book("alfa.c2", 10, "24.00");
        judge("alfa.c2", market.mark("24.50"));
        assertThat(house.account("alfa.c2").cash(USD)).isEqualTo(USD.amount("100000"));
        judge("alfa.c2", market.settle("24.50"));
        assertThat(house.account("alfa.c2").cash(USD)).isEqualTo(USD.amount("105000"));
    }

    @Test
    void theFinalSettlementRetiresTheLots() {
        judge(market.settleFinally("26.00"));
        Position position = account().positions().find(CLK0.id()).orElseThrow();
        assertThat(position.lots().isFlat()).isTrue();
        assertThat(account().cash(USD)).isEqualTo(USD.amount("900000"));
        trade(10, "25.00");
        assertThat(account().cash(USD)).isEqualTo(USD.amount("910000"));
    }

    @Test
    void cashAndCollateralPayTheOpenCall() {
        judge(market.settle("23.00"));
        house.lodge(CLIENT, Market.BILLS, 100_000);
        rest();
        assertThat(owed()).isEqualTo(USD.amount("39000"));
        house.deposit(CLIENT, USD.amount("40000"));
        rest();
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
        List<AccountEvent.Posted> posted = house.events(CLIENT, AccountEvent.Posted.class);
        CallPaid last = posted.get(posted.size() - 1).paid().orElseThrow();
        assertThat(last.met()).isTrue();
        assertThat(last.inCash()).isEqualTo(USD.amount("39000"));
        assertThat(account().calls().uncollected()).contains(Uncollected.none(USD));
    }

    @Test
    void aWorseMarkRaisesTheCallAndKeepsTheOldDeadline() {
        judge(market.settle("23.00"));
        Instant deadline = account()
                .standing()
                .openCall()
                .flatMap(MarginCall::nextDeadline)
                .orElseThrow();
        judge(market.mark("22.50"));
        MarginCall call = account().standing().openCall().orElseThrow();
        assertThat(call.superseded()).containsExactly(USD.amount("137000"));
        assertThat(owed()).isEqualTo(USD.amount("187000"));
        assertThat(call.nextDeadline()).contains(deadline);
    }

    @Test
    void theMemberAcknowledgesOnce() {
        judge(market.settle("23.00"));
        acknowledge(1);
        assertThat(account().standing().openCall().map(MarginCall::stage)).contains(CallStage.ACKNOWLEDGED);
        long number = account().number();
        acknowledge(1);
        acknowledge(2);
        assertThat(account().number()).isEqualTo(number);
        assertThat(house.carrier.replies())
                .endsWith(
                        new AccountReply.CallAcknowledged(1, number),
                        new AccountReply.CallAcknowledged(1, number),
                        new AccountReply.Refused(AccountRejection.REQUEST_REUSED));
    }

    @Test
    void aStrangerOrALateMemberAcknowledgesNothing() {
        acknowledge(1);
        tell(new AccountInput.AcknowledgeCall(Optional.of("bravo"), REQUEST, 1));
        assertThat(house.carrier.replies())
                .endsWith(
                        new AccountReply.Refused(AccountRejection.CALL_NOT_OPEN),
                        new AccountReply.Refused(AccountRejection.NOT_YOURS));
    }

    @Test
    void anUnpaidCallExpiresAfterItsDeadlineWithWhatIsUnpaid() {
        judge(market.settle("23.00"));
        house.deposit(CLIENT, USD.amount("37000"));
        house.carrier.run(DEADLINE.minusSeconds(2));
        assertThat(account().standing()).isInstanceOf(Standing.UnderCall.class);
        house.carrier.run(Duration.ofSeconds(6));
        assertThat(account().standing()).isInstanceOf(Standing.Expired.class);
        AccountEvent.CallExpired expired =
                house.events(CLIENT, AccountEvent.CallExpired.class).get(0);
        assertThat(expired.unpaid().total()).isEqualTo(USD.amount("100000"));
        assertThat(expired.flushed()).containsOnlyKeys(TestHouse.BANK);
        assertThat(account().calls().uncollected()).contains(new Uncollected(USD.amount("-200000")));
    }

    @Test
    void aNewInstanceExpiresNothingBeforeItHasHeardWhichBanksThereAre() {
        RiskFacts worse = market.settle("23.00");
        judge(worse);
        Optional.ofNullable(house.accounts.get(CLIENT)).orElseThrow().crash();
        house.carrier.run(DEADLINE.plusSeconds(20));
        assertThat(account().standing()).isInstanceOf(Standing.UnderCall.class);
        judge(worse);
        house.carrier.run(Duration.ofSeconds(6));
        assertThat(account().standing()).isInstanceOf(Standing.Expired.class);
    }

    @Test
    void withoutHouseTimeNothingIsCalledAndNothingExpires() {
        house.carrier.houseTime(false);
        RiskFacts worse = market.settle("23.00");
        judge(worse);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
        assertThat(house.carrier.replies()).endsWith(new AccountReply.NotJudged(worse.snapshot()));
        house.carrier.houseTime(true);
        judge(worse);
        house.carrier.houseTime(false);
        house.carrier.run(Duration.ofMinutes(10));
        assertThat(account().standing()).isInstanceOf(Standing.UnderCall.class);
    }

    @Test
    void anAnswerOfAnotherDeadlineSaysNothing() {
        judge(market.settle("23.00"));
        house.silence();
        house.carrier.run(DEADLINE.plusSeconds(10));
        tell(new BankReply.Flushed(TestHouse.BANK, TestHouse.id(CLIENT), "1@2020-04-01T00:00:00Z", 0));
        assertThat(account().standing()).isInstanceOf(Standing.UnderCall.class);
    }

    @Test
    void anOutageGivesTheTimeBackOnce() {
        judge(market.settle("23.00"));
        MarginCall call = account().standing().openCall().orElseThrow();
        Instant deadline = call.nextDeadline().orElseThrow();
        house.silence();
        house.carrier.run(DEADLINE.plusSeconds(3));
        Outage gap = new Outage("gap", deadline.minusSeconds(10), deadline.plusSeconds(5));
        BucketAnswer.OutagesFound found =
                new BucketAnswer.OutagesFound(TestHouse.id(CLIENT), "1@" + deadline, List.of(gap));
        AccountMemory asking = house.memory(CLIENT);
        assertThat(asking.expiry().map(ExpiryRound::key)).contains("1@" + deadline);
        tell(found);
        tell(found);
        assertThat(account().standing().openCall().flatMap(MarginCall::nextDeadline))
                .contains(deadline.plusSeconds(15));
        assertThat(house.events(CLIENT, AccountEvent.CallExtended.class)).hasSize(1);
    }

    @Test
    void anOutageThatWentOnGivesOnlyTheNewTimeBack() {
        judge(market.settle("23.00"));
        Instant deadline = account()
                .standing()
                .openCall()
                .flatMap(MarginCall::nextDeadline)
                .orElseThrow();
        house.silence();
        house.carrier.run(DEADLINE.plusSeconds(3));
        outage("1@" + deadline, deadline.minusSeconds(10), deadline.plusSeconds(5));
        house.carrier.run(Duration.ofSeconds(15));
        outage("1@" + deadline.plusSeconds(15), deadline.minusSeconds(10), deadline.plusSeconds(12));
        assertThat(account().standing().openCall().flatMap(MarginCall::nextDeadline))
                .contains(deadline.plusSeconds(22));
    }

    private void outage(String key, Instant from, Instant until) {
        Outage outage = new Outage(from.toString(), from, until);
        tell(new BucketAnswer.OutagesFound(TestHouse.id(CLIENT), key, List.of(outage)));
    }

    @Test
    void aDepositAtTheBankInTimeCuresEvenIfItArrivesLater() {
        judge(market.settle("23.00"));
        house.carrier.run(DEADLINE.minusSeconds(1));
        house.deposit(CLIENT, USD.amount("137000"));
        house.carrier.run(Duration.ofMillis(6));
        restart();
        house.carrier.run(Duration.ofSeconds(20));
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
    }

    @Test
    void theAccountShowsWhereItStands() {
        judge(market.settle("23.00"));
        tell(new AccountInput.Read(Optional.empty(), new TreeMap<>()));
        List<?> replies = house.carrier.replies();
        AccountReply.View view = (AccountReply.View) replies.get(replies.size() - 1);
        AccountReply.Margining margining = view.margining().orElseThrow();
        assertThat(margining.equity()).isEqualTo(USD.amount("600000"));
        assertThat(margining.shortfall()).isEqualTo(USD.amount("137000"));
        assertThat(margining.excess()).isEqualTo(USD.zero());
        assertThat(margining.withdrawable()).isEqualTo(USD.zero());
        assertThat(margining.requirement().parts()).containsOnlyKeys(CLK0.id());
        assertThat(view.standing()).isInstanceOf(Standing.UnderCall.class);
    }

    private Money owed() {
        return account()
                .standing()
                .openCall()
                .map(call -> call.unpaid().total())
                .orElse(USD.zero());
    }

    private Account account() {
        return house.account(CLIENT);
    }

    private void restart() {
        Optional.ofNullable(house.accounts.get(CLIENT)).orElseThrow().crash();
    }

    private void acknowledge(long call) {
        tell(new AccountInput.AcknowledgeCall(Optional.of("alfa"), REQUEST, call));
    }

    private void tell(io.breakwater.waterfall.process.Message message) {
        house.carrier.tell(TestHouse.id(CLIENT), message);
        rest();
    }

    private void trade(long lots, String price) {
        book(CLIENT, lots, price);
    }

    private void book(String account, long lots, String price) {
        LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(lots), Mark.of(CLK0.price(price)));
        house.book(account, Purpose.TRADE, Posting.of(TestHouse.id(account), leg));
        rest();
    }

    private void judge(RiskFacts facts) {
        judge(CLIENT, facts);
    }

    private void judge(String account, RiskFacts facts) {
        house.judge(account, facts);
        rest();
    }

    private void rest() {
        house.carrier.run(Duration.ofMillis(50));
    }
}
