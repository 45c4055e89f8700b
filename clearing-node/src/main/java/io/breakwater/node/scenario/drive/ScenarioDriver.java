package io.breakwater.node.scenario.drive;

import io.breakwater.node.client.RequestIds;
import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.Conduct;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.Step;
import io.breakwater.node.scenario.Timeline;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.waterfall.money.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Plays a scenario on a house, step by step and in a closed loop: it sends the next thing only when every account has
 * applied what was acknowledged before and, after a price, was judged at the newest snapshot, and when nothing goes on but
 * what the scenario leaves open on purpose. So the amounts depend on the scenario alone. What a clock of the house could
 * overtake is done as early as can be: a call is paid as soon as its own account shows it, and bids for a defaulter's
 * portfolio look for its auction before it defaults.
 */
public final class ScenarioDriver implements Step.Player, AutoCloseable {

    /** Outlasts the failover of a node. */
    private static final Duration READ_BOUND = Duration.ofSeconds(90);

    /** Outlasts that of every node of a default after the other, and the deadlines in it. */
    private static final Duration REST_BOUND = Duration.ofMinutes(4);

    private static final int READERS = 8;

    private final Scenario scenario;
    private final HouseClient house;
    private final Crew crew;
    private final RequestIds ids = new RequestIds();
    private final Foundation foundation;
    private final DefaultFoundation defaultFoundation;
    private final Statements statements;
    private final TradeReports trades;
    private final PriceReports prices;
    private final Withdrawals withdrawals;
    private final StandingBids standingBids;
    private final AccountReads reads;
    private final Obligations obligations;
    private final Defaults defaults;
    private final HouseRest rest;
    private final CallLedger calls;
    private final DriveWatcher watcher;
    private final List<String> accounts;
    private final List<SealedBidder> bidders = new ArrayList<>();
    private List<Step> ahead = List.of();
    private boolean unjudged;
    private HouseRest.Leaves leaves = HouseRest.Leaves.NOTHING;
    private LocalDate businessDate;

    public ScenarioDriver(Scenario scenario, HouseClient house, DriveWatcher watcher) {
        this.scenario = scenario;
        this.house = house;
        this.watcher = watcher;
        this.crew = new Crew("scenario", READERS);
        Reached reached = new Reached();
        this.foundation = new Foundation(house, scenario, crew);
        this.defaultFoundation = new DefaultFoundation(house, scenario);
        this.statements = new Statements(house, reached);
        this.trades = new TradeReports(house, scenario.market(), reached);
        this.prices = new PriceReports(house, scenario.market(), reached);
        this.withdrawals = new Withdrawals(house, statements, reached, ids);
        this.standingBids = new StandingBids(house, scenario, crew, ids);
        this.reads = new AccountReads(house, reached, crew, READ_BOUND);
        this.obligations = new Obligations(house, scenario, statements, reads, ids);
        this.defaults = new Defaults(house, scenario, statements);
        this.rest = new HouseRest(house, reads, defaults, obligations, REST_BOUND);
        this.calls = new CallLedger(scenario.currency());
        this.accounts =
                scenario.book().accounts().stream().map(Book.Account::id).toList();
        this.businessDate = scenario.market().path().first().toLocalDate();
    }

    /**
     * Plays the scenario to its end, and until every default is closed.
     *
     * @throws DriveFailure when the house does not answer, or not as it should
     */
    public Played play() {
        List<Step> steps = Timeline.of(scenario).steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            ahead = steps.subList(i + 1, steps.size());
            watcher.begins(step);
            step.playedBy(this);
            if (ahead.isEmpty()) {
                leaves = HouseRest.Leaves.NOTHING;
                awaitRest(step);
            }
            watcher.ends(step);
        }
        return new Played(calls.table(), trades.accepted(), liquidations(), defaults.ladders());
    }

    /** Ends the threads that ask. */
    @Override
    public void close() {
        bidders.forEach(SealedBidder::close);
        crew.close();
    }

    @Override
    public void foundHouse(Step.FoundHouse step) {
        foundation.lay(done -> watcher.progress(step, "accounts open", done, accounts.size()));
        defaultFoundation.lay();
    }

    @Override
    public void openAccounts(Step.OpenAccounts step) {
        judge(step);
        List<StatementLine> money = new ArrayList<>(defaultFoundation.funds());
        List<StatementLine> assets = new ArrayList<>();
        for (Book.Account account : step.accounts()) {
            if (account.cash().isPositive()) {
                money.add(Statements.deposit(account.id(), account.cash()));
            }
            account.collateral().forEach((asset, units) -> assets.add(lodged(account.id(), asset, units)));
        }
        statements.record(Statements.BANK, money);
        statements.record(Statements.CUSTODIAN, assets);
        settle(step);
    }

    @Override
    public void bookDeposits(Step.BookDeposits step) {
        judge(step);
        statements.record(
                Statements.BANK,
                step.deposits().stream()
                        .map(deposit -> Statements.deposit(deposit.account(), deposit.amount()))
                        .toList());
        settle(step);
    }

    /** The accounts are judged while the next step begins, so that who answers a call waits for no other account. */
    @Override
    public void publishPrices(Step.PublishPrices step) {
        judge(step);
        businessDate = step.publication().at().date();
        prices.publish(step.publication());
        unjudged = true;
    }

    @Override
    public void submitTrades(Step.SubmitTrades step) {
        judge(step);
        trades.submit(
                step.trades(),
                done -> watcher.progress(
                        step, "trades taken", done, step.trades().size()));
        settle(step);
    }

    @Override
    public void answerCalls(Step.AnswerCalls step) {
        LongConsumer done = count -> watcher.progress(step, "accounts judged", count, accounts.size());
        Set<String> paid = new ConcurrentSkipListSet<>();
        Consumer<GetAccountResponse> answer = account -> {
            if (answer(step, account)) {
                paid.add(account.getAccount());
            }
        };
        if (unjudged) {
            reads.judged(accounts, answer, done);
            unjudged = false;
        } else {
            reads.applied(accounts, done).forEach(answer);
        }
        settle(step, List.copyOf(paid));
    }

    /** Any thread: pays on the call that an account shows, as the scenario says; false when it pays nothing. */
    private boolean answer(Step.AnswerCalls step, GetAccountResponse account) {
        calls.see(account, businessDate);
        if (!calls.open(step.call()).contains(account.getAccount())) {
            return false;
        }
        Money due = Wire.money(account.getCall().getUnpaid(), scenario.currency());
        Money payment = step.payment(account.getAccount()).of(due);
        if (payment.isPositive()) {
            statements.record(Statements.BANK, List.of(Statements.deposit(account.getAccount(), payment)));
            calls.paid(account.getAccount(), payment);
        }
        return payment.isPositive();
    }

    @Override
    public void passDeadline(Step.PassDeadline step) {
        sealedBidsAhead().forEach(plan -> bidders.add(SealedBidder.watching(house, scenario, ids, plan)));
        judge(step);
        calls.pass(step.call());
        List<String> open = calls.open(step.call());
        reads.until(
                        open,
                        CallLedger::isDecided,
                        "to have its call met or expired",
                        done -> watcher.progress(step, "calls decided", done, open.size()))
                .forEach(this::see);
    }

    /** The sealed bids that are due before the next price. */
    private List<Conduct.SealedBids> sealedBidsAhead() {
        List<Conduct.SealedBids> plans = new ArrayList<>();
        for (Step next : ahead) {
            if (next instanceof Step.PublishPrices) {
                return plans;
            }
            if (next instanceof Step.SendSealedBids bids
                    && bidders.stream().noneMatch(bidder -> bidder.plan().equals(bids.auction()))) {
                plans.add(bids.auction());
            }
        }
        return plans;
    }

    /** The bidders look since before the deadline; nobody bids when the house comes to rest without a default. */
    @Override
    public void sendSealedBids(Step.SendSealedBids step) {
        SealedBidder bidder = bidders.stream()
                .filter(one -> one.plan().equals(step.auction()))
                .findFirst()
                .orElseGet(() -> SealedBidder.watching(house, scenario, ids, step.auction()));
        bidders.remove(bidder);
        while (!bidder.isDone() && rest.goingOn(accounts, leaves, this::see).isPresent()) {
            house.pause();
        }
        bidder.finish().forEach(line -> watcher.tells(step, line));
    }

    @Override
    public void closeAuctions(Step.CloseAuctions step) {
        judge(step);
        leaves = assessmentsArePaidLater() ? HouseRest.Leaves.ASSESSMENTS : HouseRest.Leaves.NOTHING;
        awaitRest(step);
    }

    @Override
    public void requestWithdrawals(Step.RequestWithdrawals step) {
        judge(step);
        for (Book.Withdrawal withdrawal : step.withdrawals()) {
            withdrawals.request(withdrawal, scenario.principalOf(withdrawal.account()));
        }
        settle(step);
    }

    @Override
    public void placeBids(Step.PlaceBids step) {
        judge(step);
        standingBids.place(step.bids());
    }

    @Override
    public void withdrawBids(Step.WithdrawBids step) {
        judge(step);
        standingBids.withdraw(step.bids());
    }

    @Override
    public void payAssessments(Step.PayAssessments step) {
        judge(step);
        int paid = obligations.payAssessments(step.payments()).size();
        watcher.progress(step, "assessments paid", paid, paid);
    }

    @Override
    public void passAssessmentDeadline(Step.PassAssessmentDeadline step) {
        judge(step);
        leaves = HouseRest.Leaves.NOTHING;
        awaitRest(step);
    }

    private boolean assessmentsArePaidLater() {
        return ahead.stream().anyMatch(Step.PayAssessments.class::isInstance);
    }

    private void awaitRest(Step step) {
        rest.await(accounts, leaves, this::see, what -> watcher.progress(step, what, 0, 0));
    }

    /** After a price, waits until every account was judged; takes down what they say. */
    private void judge(Step step) {
        if (unjudged) {
            reads.judged(accounts, any -> {}, done -> watcher.progress(step, "accounts judged", done, accounts.size()))
                    .forEach(this::see);
            unjudged = false;
        }
    }

    /** Waits until every account has applied what was sent; takes down what they say. */
    private void settle(Step step) {
        settle(step, accounts);
    }

    private void settle(Step step, List<String> some) {
        reads.applied(some, done -> watcher.progress(step, "accounts at rest", done, some.size()))
                .forEach(this::see);
    }

    private void see(GetAccountResponse account) {
        calls.see(account, businessDate);
    }

    /** What the accounts count of themselves, but for those that ended in a pool: a default's is counted with it. */
    private long liquidations() {
        return reads.applied(accounts, done -> {}).stream()
                .mapToLong(account -> account.getLiquidations() - (isPooled(account) ? 1 : 0))
                .sum();
    }

    private static boolean isPooled(GetAccountResponse account) {
        return account.getStanding() == Standing.STANDING_IN_DEFAULT
                && account.getAccountClass() == AccountClass.ACCOUNT_CLASS_DIRECT;
    }

    private static StatementLine lodged(String account, String asset, Money face) {
        long units = Long.parseLong(face.decimal().replaceFirst("\\.0+$", ""));
        return Statements.lodged(account, asset, units);
    }
}
