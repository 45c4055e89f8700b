package io.breakwater.node.audit;

import static io.breakwater.node.audit.MadeHouse.ALDER;
import static io.breakwater.node.audit.MadeHouse.BANK;
import static io.breakwater.node.audit.MadeHouse.CLK0;
import static io.breakwater.node.audit.MadeHouse.DOGWOOD;
import static io.breakwater.node.audit.MadeHouse.EXTERNAL;
import static io.breakwater.node.audit.MadeHouse.PAYOUTS;
import static io.breakwater.node.audit.MadeHouse.TRADES;
import static io.breakwater.node.audit.MadeHouse.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.journal.Attribution;
import io.breakwater.node.scenario.report.AuditText;
import io.breakwater.node.scenario.report.DemoReport;
import io.breakwater.node.scenario.report.DemoReport.AuditFindings;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.trades.TradesEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every invariant on an honest journal, and each of the ways in which a journal may contradict it. */
final class AuditTest {

    private final MadeJournal journal = new MadeJournal();
    private final MadeHouse house = new MadeHouse(journal::append);

    @BeforeEach
    void twoAccountsWithMoney() {
        house.list();
        house.open(ALDER, "alder", AccountKind.HOUSE);
        house.open(DOGWOOD, "dogwood", AccountKind.CLIENT);
        house.deposit(ALDER, "100000.00");
        house.deposit(DOGWOOD, "50000.00");
    }

    @Test
    void anHonestJournalKeepsEveryInvariant() {
        MadeJournal busy = new MadeJournal();
        MadeHouse.busy(busy::append);
        AuditFindings findings = Audit.of(busy);
        assertThat(findings.allHold()).as(AuditText.render(findings)).isTrue();
        assertThat(findings.events()).isEqualTo(42);
        assertThat(findings.invariants())
                .extracting(DemoReport.Invariant::name)
                .startsWith("1 conservation", "2 matched book", "3 exactly once", "5 history");
    }

    @Test
    void whatAnAccountHasNotTakenYetIsInFlight() {
        house.bookDeposit(ALDER, "7.00");
        AuditFindings findings = Audit.of(journal);
        assertThat(findings.allHold()).as(AuditText.render(findings)).isTrue();
        assertThat(detail(Invariant.EXACTLY_ONCE)).contains("2 in flight");
    }

    @Test
    void aLegThatIsAlteredBreaksTheChain() {
        journal.alter(BANK, 1, event -> deposit(event, "100001.00"));
        assertViolated(Invariant.HISTORY, "bank|main 1: its link in the hash chain");
    }

    @Test
    void anAmountAlteredOnBothSidesIsContradictedByItsAccountsThoughTheChainIsRight() {
        journal.alter(BANK, 1, event -> deposit(event, "100001.00"));
        journal.chainAnew(BANK);
        assertHolds(Invariant.HISTORY);
        assertViolated(Invariant.EXACTLY_ONCE, "bank|main 1: account|alder.house took something else");
    }

    @Test
    void aMissingRowIsNamed() {
        journal.remove(BANK, 2);
        assertViolated(Invariant.HISTORY, "bank|main 2: the row is missing");
        assertViolated(Invariant.EXACTLY_ONCE, "account|dogwood.client took bank|main 2");
    }

    @Test
    void aRowMissingAtTheEndIsNamedByTheHead() {
        journal.remove(ALDER, 2);
        assertViolated(Invariant.HISTORY, "account|alder.house 2: the row is missing");
    }

    @Test
    void exchangedRowsAreNamed() {
        house.deposit(ALDER, "1.00");
        journal.exchange(BANK, 1, 2);
        assertViolated(Invariant.HISTORY, "bank|main 1: its link", "bank|main 2: its link");
        assertViolated(Invariant.EXACTLY_ONCE, "bank|main 1");
    }

    @Test
    void aWriterThatComesBackIsNamed() {
        journal.writtenBy("writer-2");
        house.bookDeposit(ALDER, "1.00");
        journal.writtenBy("writer-1");
        house.bookDeposit(ALDER, "2.00");
        assertViolated(Invariant.HISTORY, "bank|main 4: writer writer-1 came back");
    }

    @Test
    void anEffectBookedAgainBySourceUnderANewNumberIsNamed() {
        journal.append(BANK, journal.at(BANK, 1));
        assertViolated(
                Invariant.EXACTLY_ONCE,
                "bank|main 3: books entry line-1 again, first booked as 1",
                "bank|main 3: takes line 1 where 3 follows");
    }

    @Test
    void anEffectTakenAgainByAnAccountIsNamed() {
        journal.append(ALDER, journal.last(ALDER));
        assertViolated(Invariant.EXACTLY_ONCE, "account|alder.house 3: takes bank|main 1 again");
        assertViolated(Invariant.FOLD, "account|alder.house 3: cash is USD 200000.00");
    }

    @Test
    void aPostingThatNoSourceHasBookedIsNamed() {
        house.take(ALDER, BANK, 9, List.of(gift("5.00")));
        assertViolated(Invariant.EXACTLY_ONCE, "account|alder.house took bank|main 9, which that source did not book");
        assertViolated(Invariant.CONSERVATION, "USD sum to 500 over all accounts");
    }

    @Test
    void aPostingThatWasSkippedIsNamed() {
        house.bookDeposit(ALDER, "1.00");
        house.deposit(ALDER, "2.00");
        assertViolated(Invariant.EXACTLY_ONCE, "bank|main 3: account|alder.house never took this");
    }

    @Test
    void aSettlementAppliedTwiceIsNamed() {
        house.trade(ALDER, DOGWOOD, 3, "20.11");
        house.settle("19.87", false);
        journal.append(ALDER, journal.last(ALDER));
        assertViolated(Invariant.EXACTLY_ONCE, "account|alder.house 5: settles CLK0 1 again, after 1");
    }

    @Test
    void aSettlementAtAnotherPriceIsNamed() {
        house.trade(ALDER, DOGWOOD, 3, "20.11");
        house.settle("19.87", false);
        journal.alter(ALDER, 4, event -> settledFor((AccountEvent.Judged) event, "-780.00"));
        assertViolated(Invariant.CONSERVATION, "settlement 1 of CLK0");
    }

    @Test
    void lotsThatNobodySoldAreNamed() {
        house.trade(ALDER, DOGWOOD, 3, "20.11");
        journal.alter(ALDER, 3, event -> bookedLots((AccountEvent.Posted) event, 4));
        assertViolated(Invariant.MATCHED_BOOK, "lots of CLK0 sum to 1 over all accounts");
        assertViolated(Invariant.FOLD, "account|alder.house 3: CLK0 has 3 lots, not 4");
    }

    @Test
    void aRequestAnsweredTwiceIsNamed() {
        house.withdraw(ALDER, "10.00");
        RequestId request = new RequestId("019377a5-0000-7000-8000-000000000001");
        journal.append(PAYOUTS, new PayoutsEvent.RequestVoided("member/alder", request, Optional.empty(), List.of()));
        assertViolated(Invariant.EXACTLY_ONCE, "payouts|17 4: request " + request + " of member/alder stands twice");
    }

    @Test
    void aHoldBeyondWhatMayLeaveIsNamed() {
        house.grant(ALDER, 1, USD.amount("100000.01"), USD.amount("100000.00"));
        assertViolated(Invariant.GRANTS, "account|alder.house 3: sets USD 100000.01", "of USD 100000.00");
    }

    @Test
    void aHoldOfMoneyThatIsHeldAlreadyIsNamed() {
        house.grant(ALDER, 1, USD.amount("60000.00"), USD.amount("100000.00"));
        house.grant(ALDER, 2, USD.amount("60000.00"), USD.amount("100000.00"));
        assertViolated(Invariant.GRANTS, "account|alder.house 4: sets USD 60000.00");
    }

    @Test
    void aWithdrawalWithoutItsHoldIsNamed() {
        house.withdraw(ALDER, "10.00");
        journal.remove(ALDER, 3);
        assertViolated(Invariant.GRANTS, "account|alder.house 4: entry payout-1 uses hold payouts|17#1");
    }

    @Test
    void aSecondLiveCallIsNamed() {
        house.call(DOGWOOD, "4000.00");
        house.call(DOGWOOD, "5000.00");
        assertViolated(Invariant.CALLS, "account|dogwood.client 4: issues call 1 while 1 lives");
    }

    @Test
    void aCallThatExpiredEarlyIsNamed() {
        house.call(DOGWOOD, "4000.00");
        Instant deadline = MadeHouse.NOW.plus(MadeHouse.DEADLINE);
        journal.append(BANK, new BankEvent.Flushed(DOGWOOD, "1@" + deadline, 2, List.of()));
        house.persist(DOGWOOD, house.expired(DOGWOOD, deadline.minusMillis(1), 2));
        assertViolated(Invariant.CALLS, "account|dogwood.client 4: call 1 expired at", "before its deadline");
    }

    @Test
    void aCallThatExpiredWithoutItsBankIsNamed() {
        house.call(DOGWOOD, "4000.00");
        house.persist(DOGWOOD, house.expired(DOGWOOD, MadeHouse.NOW.plusSeconds(9), 2));
        assertViolated(Invariant.CALLS, "account|dogwood.client 4: rests on an answer of bank|main");
    }

    @Test
    void aCallThatExpiredWithItsCureAtTheBankIsNamed() {
        house.call(DOGWOOD, "4000.00");
        house.bookDeposit(DOGWOOD, "4000.00");
        house.flushAndExpire(DOGWOOD);
        assertViolated(Invariant.CALLS, "account|dogwood.client 4: rests on an answer of bank|main");
    }

    @Test
    void aPaymentOnACallThatExpiredIsNamed() {
        house.call(DOGWOOD, "4000.00");
        house.deposit(DOGWOOD, "1500.00");
        Object payment = journal.last(DOGWOOD);
        house.flushAndExpire(DOGWOOD);
        journal.append(DOGWOOD, payment);
        assertViolated(Invariant.CALLS, "account|dogwood.client 6: PAY_PART on call 1, which does not live");
    }

    @Test
    void anEntryOfAnotherCauseThanItsSourceMayHaveIsNamed() {
        Entry gift = Entry.of(
                "line-3",
                Purpose.LAYER_DRAW,
                Posting.of(ALDER, new Leg.MoneyLeg(USD.amount("5.00"))),
                Posting.of(EXTERNAL, new Leg.MoneyLeg(USD.amount("-5.00"))));
        house.append(BANK, new BankEvent.LinesRecorded(3, List.of(), List.of(gift), List.of()));
        assertViolated(Invariant.CAUSES, "bank|main 3: entry line-3 is LAYER_DRAW, which bank may not book");
    }

    @Test
    void anEventWithoutAnAuthorIsNamed() {
        journal.append(TRADES, new TradesEvent.AcknowledgementsNoted(List.of()), Optional.empty());
        assertViolated(Invariant.ATTRIBUTION, "trades|nymex:may20 1: names neither principal nor request");
    }

    @Test
    void aGrantWithoutHouseTimeIsNamed() {
        house.grant(ALDER, 1, USD.amount("1.00"), USD.amount("100000.00"));
        Object grant = journal.last(ALDER);
        journal.append(
                DOGWOOD, grant, Optional.of(new Attribution("entity/test", Optional.empty(), "1", Optional.empty())));
        assertViolated(Invariant.ATTRIBUTION, "account|dogwood.client 3: was decided without house time");
    }

    private static Object deposit(Object event, String amount) {
        BankEvent.LinesRecorded recorded = (BankEvent.LinesRecorded) event;
        Entry was = recorded.entries().get(0);
        Entry is = Entry.of(
                was.id(),
                was.purpose(),
                Posting.of(was.postings().get(0).account(), new Leg.MoneyLeg(USD.amount(amount))),
                Posting.of(EXTERNAL, new Leg.MoneyLeg(USD.amount(amount).negated())));
        return new BankEvent.LinesRecorded(
                recorded.firstLine(), recorded.lines(), List.of(is), recorded.acknowledged());
    }

    private static Object settledFor(AccountEvent.Judged judged, String variation) {
        AccountEvent.Settled was = judged.settled().get(0);
        AccountEvent.Settled is = new AccountEvent.Settled(
                was.instrument(), was.settlement(), was.lots(), was.costBefore(), USD.amount(variation));
        return new AccountEvent.Judged(
                judged.snapshot(),
                judged.at(),
                List.of(is),
                judged.cash(),
                judged.positions(),
                judged.figures(),
                judged.requirement(),
                judged.uncollected(),
                judged.change());
    }

    private static Object bookedLots(AccountEvent.Posted posted, long lots) {
        Position was = Objects.requireNonNull(posted.positions().get(CLK0));
        Position is = new Position(
                Lots.of(lots), was.cost(), was.openCost(), was.settledNumber(), was.fresh(), was.retiredAt());
        return new AccountEvent.Posted(
                posted.received(),
                posted.closedBelow(),
                posted.conversions(),
                posted.cash(),
                posted.collateral(),
                new TreeMap<>(Map.of(CLK0, is)),
                posted.paid());
    }

    private static Booking gift(String amount) {
        return new Booking("line-9", Purpose.DEPOSIT, Posting.of(ALDER, new Leg.MoneyLeg(USD.amount(amount))));
    }

    private void assertViolated(Invariant invariant, String... named) {
        assertThat(found(invariant).holds()).as(invariant + " holds").isFalse();
        assertThat(detail(invariant)).contains(named);
    }

    private void assertHolds(Invariant invariant) {
        assertThat(found(invariant).holds()).as(detail(invariant)).isTrue();
    }

    private String detail(Invariant invariant) {
        return found(invariant).detail();
    }

    private DemoReport.Invariant found(Invariant invariant) {
        return Audit.of(journal).invariants().stream()
                .filter(each -> each.name().equals(invariant.title()))
                .findFirst()
                .orElseThrow();
    }
}
