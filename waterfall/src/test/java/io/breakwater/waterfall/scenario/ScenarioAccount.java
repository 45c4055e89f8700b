package io.breakwater.waterfall.scenario;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;

import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.account.PositionChange;
import io.breakwater.waterfall.account.Uncollected;
import io.breakwater.waterfall.call.CallJudgement;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralHolding;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One account of the scenario, carried by hand from step to step; the rules come from the core. */
final class ScenarioAccount {

    private static final AssetId BILLS = AssetId.of("BILL");
    private static final CollateralTerms TERMS = CollateralTerms.of(BILLS, USD.amount("1.00"), Haircut.percent(2));
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    final String id;
    final CallPolicy policy;
    final CollateralHolding bills;
    Money cash;
    Position position = Position.none(USD);
    Uncollected uncollected = Uncollected.none(USD);
    Optional<MarginCall> call = Optional.empty();
    private long calls;

    ScenarioAccount(String id, Money cash, long bills) {
        this.id = id;
        this.cash = cash;
        this.bills = new CollateralHolding(BILLS, bills);
        CallPolicy preset =
                id.endsWith(".house") ? CallPolicy.clearingHouse(DEADLINE) : CallPolicy.clearingClient(DEADLINE);
        policy = preset.withRaised(CallPolicy.RaisedDeadline.OF_THE_CALL);
    }

    void trade(long lots, Mark price) {
        take(position.book(LotsLeg.trade(CLK0, Lots.of(lots), price)));
    }

    void settle(Settlement settlement) {
        PositionChange change = position.settle(CLK0, settlement);
        take(change);
        uncollected = uncollected.settled(change.cash());
    }

    AccountFigures figures(Mark mark) {
        return AccountFigures.of(cash, TERMS.valueOf(bills), position.value(CLK0, mark));
    }

    Requirement requirement(Mark mark, LocalDate date) {
        return Requirement.of(USD, List.of(WtiApril.margin().requirement(CLK0, position.lots(), mark, date)));
    }

    CallJudgement judge(CallReason.Occasion occasion, Mark mark, LocalDate date, Instant at) {
        CallJudgement judgement = CallJudgement.of(policy, occasion, 1, figures(mark), requirement(mark, date), call);
        if (judgement instanceof CallJudgement.Issue issue) {
            call = Optional.of(MarginCall.issue(++calls, issue.amounts(), issue.reason(), policy, at));
        } else if (judgement instanceof CallJudgement.Raise raise) {
            call = call.map(open -> open.raise(raise.increase(), raise.reason(), policy, at));
        }
        if (occasion == CallReason.Occasion.SETTLEMENT && call.isEmpty()) {
            uncollected = uncollected.collected();
        }
        return judgement;
    }

    /** Pays cash on the open call; one that is met is done with. Returns the call as it stands after that. */
    MarginCall pay(Money amount) {
        cash = cash.plus(amount);
        MarginCall paid = call.orElseThrow().payCash(amount).call();
        call = Optional.of(paid).filter(open -> !open.stage().isFinal());
        if (call.isEmpty()) {
            uncollected = uncollected.collected();
        }
        return paid;
    }

    Money owed() {
        return call.map(open -> open.unpaid().total()).orElse(USD.zero());
    }

    private void take(PositionChange change) {
        position = change.after();
        cash = cash.plus(change.cash());
    }
}
