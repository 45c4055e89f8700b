package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.Standing.UnderCall;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.call.Payment;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Leg.AssetLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts what a batch of postings brings on the open call, oldest amount first. Of each posting the net money received
 * counts, and each asset at what it adds to the account's collateral by the terms of the call; what a position turns
 * into cash does not, nor what is taken. A payment never lowers a deadline and is never refused.
 */
final class PaymentTurn {

    private final Account account;
    private final Optional<RiskFacts> facts;
    private final Map<AssetId, Long> units = new TreeMap<>();
    private Optional<CallPaid> paid = Optional.empty();
    private Optional<MarginCall> call;

    PaymentTurn(Account account, Optional<RiskFacts> facts) {
        this.account = account;
        this.facts = facts;
        this.call = account.standing().openCall();
    }

    /** Counts one posting. */
    void take(Posting posting) {
        if (!(account.standing() instanceof UnderCall open)) {
            return;
        }
        Money money = open.call().currency().zero();
        for (Leg leg : posting.legs()) {
            if (leg instanceof MoneyLeg moved && moved.amount().currency().equals(money.currency())) {
                money = money.plus(moved.amount());
            } else if (leg instanceof AssetLeg asset) {
                collateral(open, asset);
            }
        }
        if (money.isPositive()) {
            Payment payment = call.orElseThrow().payCash(money);
            count(payment.call(), payment.applied(), money.currency().zero());
        }
    }

    /** What counted; absent when nothing did. */
    Optional<CallPaid> paid() {
        return paid;
    }

    private void collateral(UnderCall open, AssetLeg leg) {
        long before = Optional.ofNullable(units.get(leg.asset()))
                .or(() -> account.collateral().find(leg.asset()))
                .orElse(0L);
        long after = Math.addExact(before, leg.units());
        units.put(leg.asset(), after);
        Optional<CollateralTerms> terms = Optional.ofNullable(
                        open.terms().collateral().get(leg.asset()))
                .or(() -> facts.map(known -> known.collateral().get(leg.asset())))
                .filter(each -> each.unitValue().currency().equals(open.call().currency()));
        if (terms.isPresent()) {
            Money added = Valuation.worth(terms.get(), after).minus(Valuation.worth(terms.get(), before));
            if (added.isPositive()) {
                Payment payment = call.orElseThrow().payCollateral(added);
                count(payment.call(), added.currency().zero(), payment.applied());
            }
        }
    }

    private void count(MarginCall next, Money inCash, Money inCollateral) {
        call = Optional.of(next);
        if (!inCash.isZero() || !inCollateral.isZero()) {
            Money cash = paid.map(CallPaid::inCash).map(inCash::plus).orElse(inCash);
            Money assets =
                    paid.map(CallPaid::inCollateral).map(inCollateral::plus).orElse(inCollateral);
            paid = Optional.of(new CallPaid(next, cash, assets));
        }
    }
}
