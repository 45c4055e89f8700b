package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.CallLifecycle;
import io.breakwater.waterfall.call.CallStep;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An episode takes the account over. The first that asks has it; whoever asks again, or comes later, gets the same words.
 * Nobody asks before the account is frozen at every source. It waits until no hold lives on it any more: a bid in
 * another default's auction may still bring it lots, and another episode may be closing lots of it.
 */
record SurrenderTurn(Account account, AccountMemory memory, Now now) {

    Reaction<AccountMemory, AccountEvent> surrender(AccountInput.Surrender ask) {
        if (account.standing() instanceof Standing.InDefault given) {
            return Reaction.<AccountMemory, AccountEvent>none(memory).andSend(new Send(ask.episode(), given.word()));
        }
        Optional<Currency> currency = account.terms().map(AccountTerms::currency);
        if (currency.isEmpty() || !account.holds().live().isEmpty()) {
            return Reaction.none(memory);
        }
        Enlistment need = AccountRules.need(account);
        if (!memory.attendance().covers(need)) {
            return Reaction.later(memory.with(memory.attendance().need(need)));
        }
        Money cash = account.cash(currency.get());
        Uncollected sum = account.calls().uncollected().orElseGet(() -> Uncollected.none(currency.get()));
        AccountEvent.Surrendered event = new AccountEvent.Surrendered(
                ask.episode(), positions(), collateral(), cash, sum.takenOver(cash), call());
        return Reaction.<AccountMemory, AccountEvent>record(memory.busy(now.uptime()), event)
                .andSend(new Send(ask.episode(), event.answer(account.self())));
    }

    /** What is left, for an episode that has taken the account over; nobody else is answered. */
    Reaction<AccountMemory, AccountEvent> remainder(AccountInput.AskRemainder ask) {
        boolean surrendered = account.standing() instanceof Standing.InDefault;
        if (!surrendered || account.terms().isEmpty()) {
            return Reaction.none(memory);
        }
        Money cash = account.cash(account.terms().get().currency());
        AccountReply word = new AccountReply.Remainder(account.self(), account.number(), cash, collateral());
        return Reaction.<AccountMemory, AccountEvent>none(memory).andSend(new Send(ask.episode(), word));
    }

    /** An open call is cancelled; one that has ended stays as it ended. */
    private Optional<MarginCall> call() {
        return account.standing()
                .lastCall()
                .map(call -> CallLifecycle.allows(call.stage(), CallStep.CANCEL) ? call.cancel() : call);
    }

    private SortedMap<InstrumentId, Holding> positions() {
        SortedMap<InstrumentId, Holding> open = new TreeMap<>();
        account.positions().forEach((instrument, position) -> {
            if (!position.lots().isFlat()) {
                open.put(instrument, new Holding(position.lots(), position.cost()));
            }
        });
        return open;
    }

    private SortedMap<AssetId, Long> collateral() {
        SortedMap<AssetId, Long> lodged = new TreeMap<>();
        account.collateral().forEach((asset, units) -> {
            if (units != 0) {
                lodged.put(asset, units);
            }
        });
        return lodged;
    }
}
