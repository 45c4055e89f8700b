package io.breakwater.waterfall.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bank.Bank;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankMemory;
import io.breakwater.waterfall.bank.BankRules;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.carrier.Understanding;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.payouts.CashAccount.Ledger;
import io.breakwater.waterfall.payouts.CashAccount.Noted;
import io.breakwater.waterfall.payouts.Payout.Stage;
import io.breakwater.waterfall.payouts.PayoutDecision.Accepted;
import io.breakwater.waterfall.payouts.PayoutDecision.Declined;
import io.breakwater.waterfall.payouts.PayoutMessage.Verdict;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A bank, one bucket's payouts and three of its accounts over a bad network: money moves once, and none is lost. */
class PayoutsTest {

    private static final Currency USD = Currency.of("USD", 2);

    @SeededTest(runs = 60)
    void everyWithdrawalMovesItsMoneyOnceAndNoneIsLost(Generator any) {
        World world = new World(any, Faults.any(any));
        world.deposit();
        for (int round = 0; round < 25; round++) {
            world.withdraw();
            world.carrier.run(Duration.ofMillis(any.between(0, 2_000)));
            world.payOne();
        }
        world.healAndSettle();
        world.assertConserved();
        world.assertEveryRequestIsDecidedOnce();
        world.assertEachAccountHasWhatIsLeft();
        world.assertNothingIsOwed();
    }

    private static final class World {

        private final Generator any;
        private final Carrier carrier;
        private final EntityId self;
        private final List<EntityId> clients = new ArrayList<>();
        private final Map<EntityId, Station<Ledger, CashAccount.Nothing, Message, Noted>> accounts = new TreeMap<>();
        private final Station<Bank, BankMemory, Message, BankEvent> bank;
        private final Station<Payouts, PayoutsMemory, Message, PayoutsEvent> payouts;
        private final List<PayoutsInput.RequestWithdrawal> requests = new ArrayList<>();
        private final List<StatementLine> statement = new ArrayList<>();

        private World(Generator any, Faults faults) {
            this.any = any;
            carrier = new Carrier(any, faults);
            self = PayoutId.entityOf(EntityId.of(EntityKind.ACCOUNT, "C0"));
            for (int i = 0; clients.size() < 3; i++) {
                EntityId client = EntityId.of(EntityKind.ACCOUNT, "C" + i);
                if (PayoutId.entityOf(client).equals(self)) {
                    clients.add(client);
                }
            }
            List<EntityId> all = new ArrayList<>(clients);
            all.add(EntityId.of(EntityKind.ACCOUNT, "transit:" + self.key()));
            all.add(EntityId.of(EntityKind.ACCOUNT, "external:main"));
            all.forEach(id -> accounts.put(id, carrier.host(id, CashAccount.capricious())));
            bank = carrier.host(
                    EntityId.of(EntityKind.BANK, "main"),
                    new Understanding<>(new BankRules(), word -> Optional.of(ofBank(word))));
            payouts = carrier.host(self, new Understanding<>(new PayoutRules(), word -> Optional.of(ofPayouts(word))));
        }

        private static BankInput ofBank(Message message) {
            if (message instanceof PayoutMessage.Settled word) {
                return new BankInput.PayoutSettled(word);
            }
            return message instanceof PostingsAcknowledged word
                    ? new BankInput.Acknowledged(word)
                    : (BankInput) message;
        }

        private static PayoutsInput ofPayouts(Message message) {
            if (message instanceof HoldMessage.HoldGranted word) {
                return new PayoutsInput.Granted(word);
            }
            if (message instanceof HoldMessage.HoldRefused word) {
                return new PayoutsInput.Refused(word);
            }
            if (message instanceof HoldMessage.HoldEnded word) {
                return new PayoutsInput.Ended(word);
            }
            if (message instanceof PayoutMessage.Settle word) {
                return new PayoutsInput.Settle(word);
            }
            return message instanceof PostingsAcknowledged word
                    ? new PayoutsInput.Acknowledged(word)
                    : (PayoutsInput) message;
        }

        private void deposit() {
            clients.forEach(client -> statement.add(new StatementLine.Deposit(client, USD.minor(1_000))));
            tellStatement();
        }

        /** A new request or an earlier one again. */
        private void withdraw() {
            if (requests.isEmpty() || any.between(1, 3) > 1) {
                RequestId id = new RequestId(String.format("01719a00-0000-7000-8000-%012x", requests.size()));
                requests.add(new PayoutsInput.RequestWithdrawal(
                        Optional.of("ALFA"),
                        Optional.of("ALFA"),
                        id,
                        any.oneOf(clients),
                        USD.minor(any.between(1, 400))));
            }
            carrier.tell(self, any.oneOf(requests));
            carrier.tell(
                    self, new PayoutsInput.AwaitDecision(any.oneOf(requests).request()));
        }

        /** The bank pays or fails a payout on the treasury's list, now and then one that is not, and says so. */
        private void payOne() {
            List<Payout> due = payouts.state().open().values().stream()
                    .filter(payout -> payout.stage() == Stage.IN_TRANSIT && !isOnStatement(payout.id()))
                    .toList();
            if (!due.isEmpty()) {
                Payout payout = any.oneOf(due);
                statement.add(
                        any.oneIn(3)
                                ? new StatementLine.PayoutFailed(payout.id(), payout.account(), payout.amount())
                                : new StatementLine.PayoutPaid(payout.id(), payout.account(), payout.amount()));
                if (any.oneIn(6)) {
                    statement.add(new StatementLine.PayoutFailed(payout.id(), payout.account(), payout.amount()));
                }
            }
            tellStatement();
        }

        private boolean isOnStatement(PayoutId id) {
            return statement.stream().anyMatch(line -> {
                boolean paid = line instanceof StatementLine.PayoutPaid about
                        && about.payout().equals(id);
                boolean failed = line instanceof StatementLine.PayoutFailed about
                        && about.payout().equals(id);
                return paid || failed;
            });
        }

        private void tellStatement() {
            carrier.tell(bank.id(), new BankInput.RecordLines(1, statement));
        }

        private void healAndSettle() {
            carrier.heal();
            requests.forEach(request -> carrier.tell(self, request));
            carrier.run(Duration.ofMinutes(3));
            for (int round = 0; round < 40; round++) {
                payOne();
                carrier.run(Duration.ofSeconds(3));
            }
            carrier.run(Duration.ofMinutes(3));
        }

        private Ledger ledger(EntityId account) {
            return Objects.requireNonNull(accounts.get(account)).state();
        }

        private long cash(EntityId account) {
            return ledger(account).cash();
        }

        private void assertConserved() {
            assertThat(accounts.keySet().stream().mapToLong(this::cash).sum()).isZero();
        }

        private void assertEveryRequestIsDecidedOnce() {
            Map<RequestId, PayoutDecision> decisions = new TreeMap<>();
            for (PayoutsInput.RequestWithdrawal request : requests) {
                int before = carrier.replies().size();
                carrier.tell(self, new PayoutsInput.AwaitDecision(request.request()));
                carrier.run(Duration.ofSeconds(1));
                Message answer = carrier.replies().get(before);
                assertThat(answer).isInstanceOfAny(Accepted.class, Declined.class);
                decisions.put(request.request(), (PayoutDecision) answer);
                Message earlier = carrier.replies().stream()
                        .filter(reply -> reply instanceof PayoutDecision decision
                                && decision.payout().equals(((PayoutDecision) answer).payout())
                                && !(reply instanceof PayoutDecision.Pending))
                        .findFirst()
                        .orElseThrow();
                assertThat(earlier).isEqualTo(answer);
            }
            assertThat(decisions.values().stream().map(PayoutDecision::payout).distinct())
                    .hasSameSizeAs(requests);
        }

        /** What was deposited less what the bank has paid: whatever failed or was declined is back. */
        private void assertEachAccountHasWhatIsLeft() {
            Map<EntityId, Long> left = new TreeMap<>();
            clients.forEach(client -> left.put(client, 1_000L));
            Map<PayoutId, Long> booked = new TreeMap<>();
            for (Numbered<PayoutsEvent> event : payouts.journal()) {
                if (event.event() instanceof PayoutsEvent.Settled settled) {
                    booked.merge(settled.word().payout(), 1L, Long::sum);
                    if (settled.word().outcome() == PayoutOutcome.PAID) {
                        left.merge(
                                settled.word().account(),
                                -settled.word().amount().minorUnits(),
                                Long::sum);
                    }
                }
            }
            assertThat(booked.values()).allMatch(times -> times == 1);
            clients.forEach(client -> assertThat(cash(client)).isEqualTo(left.get(client)));
            assertThat(cash(payouts.state().transit())).isZero();
            clients.forEach(client -> assertThat(ledger(client).holds().live()).isEmpty());
        }

        private void assertNothingIsOwed() {
            assertThat(payouts.state().open()).isEmpty();
            assertThat(payouts.state().holds().lines()).isEmpty();
            assertThat(payouts.state().outbox().isSettled()).isTrue();
            assertThat(bank.state().outbox().isSettled()).isTrue();
            assertThat(bank.state().notices().owed()).isEmpty();
            long told = bank.journal().stream()
                    .filter(event -> event.event() instanceof BankEvent.PayoutTold)
                    .count();
            assertThat(told).isEqualTo(statement.size() - clients.size());
            long disputed = bank.journal().stream()
                    .filter(event -> event.event() instanceof BankEvent.PayoutTold word
                            && word.word().verdict() == Verdict.DISPUTED)
                    .count();
            assertThat(disputed)
                    .isEqualTo(payouts.journal().stream()
                            .filter(event -> event.event() instanceof PayoutsEvent.SettlementDisputed)
                            .count());
        }
    }
}
