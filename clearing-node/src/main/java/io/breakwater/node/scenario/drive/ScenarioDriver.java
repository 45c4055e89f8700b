package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.Step;
import io.breakwater.node.scenario.Timeline;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.waterfall.money.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays a scenario on a house, step by step and in a closed loop: it sends the next thing only when every account has
 * applied what was acknowledged before and, after a price, was judged at the newest snapshot. Payments follow the calls that accounts
 * show, as the scenario says; a deadline is passed by waiting until the accounts show what became of their calls. So the
 * amounts depend on the scenario alone.
 *
 * <p>This release plays through the deadline at which the first call expires, not what follows it, and leaves out the bids
 * that stand at the desk.
 */
public final class ScenarioDriver implements Step.Player {

    /** Outlasts the failover of a node. */
    private static final Duration REST_BOUND = Duration.ofSeconds(90);

    private final Scenario scenario;
    private final Foundation foundation;
    private final Statements statements;
    private final TradeReports trades;
    private final PriceReports prices;
    private final Withdrawals withdrawals;
    private final AccountReads reads;
    private final CallLedger calls;
    private final DriveWatcher watcher;
    private final List<String> accounts;
    private Optional<String> endedEarly = Optional.empty();
    private LocalDate businessDate;

    public ScenarioDriver(Scenario scenario, HouseClient house, DriveWatcher watcher) {
        this.scenario = scenario;
        this.watcher = watcher;
        Reached reached = new Reached();
        this.foundation = new Foundation(house, scenario);
        this.statements = new Statements(house, reached);
        this.trades = new TradeReports(house, scenario.market(), reached);
        this.prices = new PriceReports(house, scenario.market(), reached);
        this.withdrawals = new Withdrawals(house, statements, reached);
        this.reads = new AccountReads(house, reached, REST_BOUND);
        this.calls = new CallLedger(scenario.currency());
        this.accounts =
                scenario.book().accounts().stream().map(Book.Account::id).toList();
        this.businessDate = scenario.market().path().first().toLocalDate();
    }

    /**
     * Plays the scenario as far as this release can.
     *
     * @throws DriveFailure when the house does not answer, or not as it should
     */
    public Played play() {
        for (Step step : Timeline.of(scenario).steps()) {
            Optional<String> leftOut = leftOut(step);
            if (leftOut.isPresent()) {
                watcher.leavesOut(step, leftOut.get());
                continue;
            }
            watcher.begins(step);
            step.playedBy(this);
            watcher.ends(step);
            if (endedEarly.isPresent()) {
                break;
            }
        }
        return new Played(calls.table(), trades.accepted(), endedEarly);
    }

    /** No amount before a liquidation depends on a bid. */
    private static Optional<String> leftOut(Step step) {
        return step instanceof Step.PlaceBids || step instanceof Step.WithdrawBids
                ? Optional.of("the desk is not in this release yet")
                : Optional.empty();
    }

    @Override
    public void foundHouse(Step.FoundHouse step) {
        foundation.lay(done -> watcher.progress(step, "accounts open", done, accounts.size()));
    }

    @Override
    public void openAccounts(Step.OpenAccounts step) {
        List<StatementLine> money = new ArrayList<>();
        List<StatementLine> assets = new ArrayList<>();
        for (Book.Account account : step.accounts()) {
            if (account.cash().isPositive()) {
                money.add(Statements.deposit(account.id(), account.cash()));
            }
            account.collateral().forEach((asset, units) -> assets.add(lodged(account.id(), asset, units)));
        }
        statements.record(Statements.BANK, money);
        statements.record(Statements.CUSTODIAN, assets);
        rest(step);
    }

    @Override
    public void bookDeposits(Step.BookDeposits step) {
        statements.record(
                Statements.BANK,
                step.deposits().stream()
                        .map(deposit -> Statements.deposit(deposit.account(), deposit.amount()))
                        .toList());
        rest(step);
    }

    @Override
    public void publishPrices(Step.PublishPrices step) {
        businessDate = step.publication().at().date();
        prices.publish(step.publication());
        reads.judged(accounts, done -> watcher.progress(step, "accounts judged", done, accounts.size()))
                .forEach(account -> calls.see(account, businessDate));
    }

    @Override
    public void submitTrades(Step.SubmitTrades step) {
        trades.submit(
                step.trades(),
                done -> watcher.progress(
                        step, "trades taken", done, step.trades().size()));
        rest(step);
    }

    @Override
    public void answerCalls(Step.AnswerCalls step) {
        List<StatementLine> lines = new ArrayList<>();
        for (String account : calls.open(step.call())) {
            GetAccountResponse read = reads.until(account, any -> true, "to answer");
            calls.see(read, businessDate);
            Money due = Wire.money(read.getCall().getUnpaid(), scenario.currency());
            Money payment = step.payment(account).of(due);
            if (payment.isPositive()) {
                lines.add(Statements.deposit(account, payment));
                calls.paid(account, payment);
            }
        }
        statements.record(Statements.BANK, lines);
        rest(step);
    }

    @Override
    public void passDeadline(Step.PassDeadline step) {
        List<String> open = calls.open(step.call());
        for (String account : open) {
            calls.see(reads.until(account, CallLedger::isDecided, "to have its call met or expired"), businessDate);
        }
        if (calls.anyExpired()) {
            endedEarly = Optional.of("a call has expired: the liquidation and the default waterfall that follow are not"
                    + " in this release yet");
        }
    }

    @Override
    public void requestWithdrawals(Step.RequestWithdrawals step) {
        for (Book.Withdrawal withdrawal : step.withdrawals()) {
            String member = scenario.book()
                    .account(withdrawal.account())
                    .map(Book.Account::member)
                    .orElseThrow();
            withdrawals.request(withdrawal, member);
        }
        rest(step);
    }

    @Override
    public void placeBids(Step.PlaceBids step) {
        throw new IllegalStateException("left out");
    }

    @Override
    public void withdrawBids(Step.WithdrawBids step) {
        throw new IllegalStateException("left out");
    }

    @Override
    public void closeAuctions(Step.CloseAuctions step) {
        // No call has expired, so that no auction is open.
    }

    @Override
    public void sendSealedBids(Step.SendSealedBids step) {
        endedEarly = Optional.of("no member of this scenario has defaulted whose portfolio could be bid for");
    }

    @Override
    public void payAssessments(Step.PayAssessments step) {
        // No call has expired, so that nobody is assessed.
    }

    @Override
    public void passAssessmentDeadline(Step.PassAssessmentDeadline step) {
        // See above.
    }

    /** Waits until every account has applied what was sent and takes down what they say of their calls. */
    private void rest(Step step) {
        reads.applied(accounts, done -> watcher.progress(step, "accounts at rest", done, accounts.size()))
                .forEach(account -> calls.see(account, businessDate));
    }

    private static StatementLine lodged(String account, String asset, Money face) {
        long units = Long.parseLong(face.decimal().replaceFirst("\\.0+$", ""));
        return Statements.lodged(account, asset, units);
    }
}
