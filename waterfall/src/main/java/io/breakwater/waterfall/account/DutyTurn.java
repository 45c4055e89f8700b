package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an account beyond its call owes to say, derived from where it stands and repeated until it stands elsewhere: to the
 * house that its call is unmet, that it is deficient or that its lots are unsold; to a desk its order, or the question for
 * bids before it gives one. Reports need facts heard, whose business time they carry.
 */
record DutyTurn(Account account, AccountMemory memory, Now now) {

    /** The same is said again after this. */
    static final Duration PACE = Duration.ofSeconds(1);

    /** When a desk is done with an order, its postings are awaited this long at a time. */
    private static final Duration POSTINGS_AWAITED = Duration.ofMillis(100);

    /** One thing to say; what differs in its text is said at once. */
    private record Duty(String what, Send send) {}

    /** Says what is owed, when it is time to. */
    ExpiryTurn.Step owed() {
        if (!isConcerned(account)) {
            return new ExpiryTurn.Step(memory, List.of(), Optional.empty());
        }
        LiquidationRound round = memory.liquidation();
        Duration look = round.done().isPresent() ? POSTINGS_AWAITED : PACE;
        Optional<Duty> duty = duty();
        boolean repeats = duty.filter(owed -> owed.what().equals(round.said())).isPresent();
        if (duty.isEmpty() || (repeats && now.uptime().compareTo(round.again()) < 0)) {
            return new ExpiryTurn.Step(memory, List.of(), Optional.of(look));
        }
        LiquidationRound next = round.said(duty.get().what(), now.uptime().plus(PACE));
        return new ExpiryTurn.Step(memory.with(next), List.of(duty.get().send()), Optional.of(look));
    }

    /** True when the account reports something that carries the business time of the facts it has heard. */
    static boolean needsFacts(Account account) {
        return isConcerned(account) && !Liquidating.isUnderWay(account);
    }

    private static boolean isConcerned(Account account) {
        Standing standing = account.standing();
        return standing instanceof Standing.Expired
                || standing instanceof Standing.ClosingOut
                || standing instanceof Standing.Deficient
                || standing instanceof Standing.Unsold;
    }

    private Optional<Duty> duty() {
        Standing standing = account.standing();
        if (standing instanceof Standing.Expired expired && expired.after() == CallPolicy.AfterExpiry.MEMBER_DEFAULT) {
            return report(facts -> unmet(standing, facts.at()));
        }
        if (standing instanceof Standing.Unsold unsold) {
            return report(facts -> isHouse()
                    ? unmet(standing, facts.at())
                    : new HouseMessage.ReportUnsold(
                            account.self(), member(), unsold.liquidation(), facts.at(), facts.snapshot()));
        }
        if (standing instanceof Standing.Deficient deficit && !deficit.taken()) {
            return report(facts -> new HouseMessage.ReportDeficit(
                    account.self(), member(), deficit.liquidation(), deficit.amount(), facts.at()));
        }
        Optional<Order> open = account.calls().liquidations().open();
        return open.isPresent() ? open.flatMap(this::order) : question();
    }

    private Optional<Duty> report(Function<RiskFacts, Message> report) {
        return memory.heard()
                .map(AccountMemory.Heard::facts)
                .map(report)
                .map(message -> new Duty("report", new Send(HouseMessage.MAIN, message)));
    }

    private Message unmet(Standing standing, BusinessTime at) {
        long call = standing.lastCall().map(MarginCall::number).orElse(0L);
        return new HouseMessage.ReportUnmetCall(account.self(), member(), call, at);
    }

    /** The order that is open, until the desk is done with it. */
    private Optional<Duty> order(Order order) {
        boolean done = memory.liquidation()
                .done()
                .filter(word -> word.order() == order.number())
                .isPresent();
        return done
                ? Optional.empty()
                : Optional.of(new Duty(
                        "order " + order.number(), new Send(Liquidating.deskOf(order.instrument()), placed(order))));
    }

    private DeskMessage placed(Order order) {
        return new DeskMessage.PlaceOrder(order, member(), memory.liquidation().asOf());
    }

    /** Which bids there are for what would be closed next. */
    private Optional<Duty> question() {
        if (now.uptime().compareTo(memory.liquidation().idleUntil()) < 0) {
            return Optional.empty();
        }
        return Liquidating.of(account, memory, now)
                .filter(each -> !each.isRestored() && !each.isFlat())
                .flatMap(Liquidating::riskiest)
                .map(closing -> new Duty(
                        "quote " + closing.desk() + " " + closing.most().count(),
                        new Send(closing.desk(), new DeskMessage.AskQuote(account.self(), closing.most()))));
    }

    private boolean isHouse() {
        return account.terms()
                .filter(terms -> terms.kind() == AccountKind.HOUSE)
                .isPresent();
    }

    private String member() {
        return account.terms().orElseThrow().member();
    }
}
