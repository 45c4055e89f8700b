package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.AccountReply.Margining;
import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an account shows of itself. */
final class AccountView {

    private AccountView() {}

    static AccountReply of(Account account, AccountMemory memory) {
        AccountTerms terms = account.terms().orElseThrow();
        return new AccountReply.View(
                account.number(),
                terms,
                account.cash(),
                account.collateral(),
                account.positions(),
                List.copyOf(account.holds().live().values()),
                account.standing(),
                account.standing()
                        .lastCall()
                        .or(() -> account.calls().liquidations().last()),
                account.calls().liquidations().ended(),
                memory.heard()
                        .filter(heard -> !(account.standing() instanceof Standing.InDefault))
                        .map(AccountMemory.Heard::facts)
                        .filter(facts -> Valuation.unpriced(account, facts).isEmpty())
                        .flatMap(facts ->
                                facts.policy().map(policy -> margining(account, terms.currency(), facts, policy))));
    }

    /** What an account has, open or not. */
    static AccountReply balance(Account account) {
        SortedMap<InstrumentId, Holding> positions = new TreeMap<>();
        account.positions().forEach((instrument, position) -> {
            if (!position.lots().isFlat()) {
                positions.put(instrument, new Holding(position.lots(), position.cost()));
            }
        });
        return new AccountReply.Balance(
                account.number(),
                account.terms(),
                account.cash(),
                positions,
                account.calls().uncollected().map(Uncollected::sum));
    }

    /** What an account has and must have at these facts. */
    static Margining margining(Account account, Currency currency, RiskFacts facts, CallPolicy policy) {
        Valuation valuation = Valuation.of(account, currency, facts);
        Money restoreTo = valuation.requirement().at(policy.restoreTo());
        Money withdrawable = account.standing() instanceof Standing.Good
                ? valuation.figures().withdrawable(restoreTo)
                : currency.zero();
        return new Margining(
                facts.snapshot(),
                facts.at(),
                valuation.figures(),
                valuation.requirement(),
                valuation.requirement().at(policy.callBelow()),
                restoreTo,
                withdrawable);
    }
}
