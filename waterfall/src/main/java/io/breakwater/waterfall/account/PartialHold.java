package io.breakwater.waterfall.account;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides on holds that grant as much as there is: {@code PARTLY} and {@code BY_RULE}. */
record PartialHold(Account account, AccountMemory memory, Duration uptime) {

    /**
     * Of the money asked for, what may leave at the restore-to level, in whatever standing but under an open call; of an
     * account of the house or of one in default, its cash that is not held. Nothing at all is a refusal.
     */
    HoldVerdict partly(Hold asked) {
        Optional<HoldRefusal> flaw = flaw(asked);
        if (flaw.isPresent()) {
            return new HoldVerdict.Refuse(flaw.get());
        }
        if (givesAllItHas()) {
            Money there = account.cash(currency()).minus(Valuation.held(account, currency()));
            return money(asked, 0, there.orZeroIfNegative());
        }
        if (account.standing().openCall().isPresent()) {
            return new HoldVerdict.Refuse(HoldRefusal.INSUFFICIENT_EXCESS);
        }
        Optional<RiskFacts> facts = memory.fresh(account, uptime);
        return facts.<HoldVerdict>map(each -> money(asked, each.snapshot(), HoldTurn.withdrawable(account, each)))
                .orElseGet(HoldVerdict.NeedsFacts::new);
    }

    /**
     * By the rules of a default, in whatever standing but in default itself: the lots that are there and not held, up to
     * those asked for, and of the money as much as the account's equity, at the facts heard last. No lots is a refusal.
     */
    HoldVerdict byRule(Hold asked) {
        Optional<HoldRefusal> flaw = flaw(asked);
        if (flaw.isPresent() || account.standing() instanceof Standing.InDefault) {
            return new HoldVerdict.Refuse(flaw.orElse(HoldRefusal.NOT_IN_GOOD_STANDING));
        }
        List<Reserved> given = new ArrayList<>(lots(asked));
        if (given.isEmpty()) {
            return new HoldVerdict.Refuse(HoldRefusal.LOTS_NOT_THERE);
        }
        Money wanted = wanted(asked);
        if (wanted.isZero()) {
            return new HoldVerdict.Grant(new Hold(asked.id(), given), 0, wanted);
        }
        Optional<RiskFacts> facts = memory.heard()
                .map(AccountMemory.Heard::facts)
                .filter(each -> Valuation.unpriced(account, each).isEmpty());
        if (facts.isEmpty()) {
            return new HoldVerdict.NeedsFacts();
        }
        Money equity = Valuation.of(account, currency(), facts.get())
                .figures()
                .freeEquity()
                .orZeroIfNegative();
        Money amount = wanted.min(equity);
        if (amount.isPositive()) {
            given.add(new Reserved.MoneyHeld(amount));
        }
        return new HoldVerdict.Grant(new Hold(asked.id(), given), facts.get().snapshot(), equity);
    }

    private HoldVerdict money(Hold asked, long snapshot, Money available) {
        Money amount = wanted(asked).min(available);
        return amount.isPositive()
                ? new HoldVerdict.Grant(
                        new Hold(asked.id(), List.of(new Reserved.MoneyHeld(amount))), snapshot, available)
                : new HoldVerdict.Refuse(HoldRefusal.INSUFFICIENT_EXCESS);
    }

    private List<Reserved> lots(Hold asked) {
        List<Reserved> given = new ArrayList<>();
        for (Reserved reserved : asked.reserved()) {
            if (reserved instanceof Reserved.LotsHeld wanted) {
                boolean ownSide = account.positions()
                        .find(wanted.instrument())
                        .filter(position -> Long.signum(position.lots().count())
                                == Long.signum(wanted.lots().count()))
                        .isPresent();
                long free = ownSide ? LotsFree.of(account, wanted.instrument()) : 0;
                long size = Math.min(free, wanted.lots().size());
                if (size > 0) {
                    given.add(new Reserved.LotsHeld(
                            wanted.instrument(), Lots.of(wanted.lots().isLong() ? size : -size)));
                }
            }
        }
        return given;
    }

    private Optional<HoldRefusal> flaw(Hold asked) {
        if (account.terms().isEmpty()) {
            return Optional.of(HoldRefusal.ACCOUNT_UNKNOWN);
        }
        return HoldTurn.isForeign(asked, currency()) ? Optional.of(HoldRefusal.OTHER_CURRENCY) : Optional.empty();
    }

    private Money wanted(Hold asked) {
        Money sum = currency().zero();
        for (Reserved reserved : asked.reserved()) {
            sum = reserved instanceof Reserved.MoneyHeld money ? sum.plus(money.amount()) : sum;
        }
        return sum;
    }

    private boolean givesAllItHas() {
        boolean called =
                account.terms().filter(terms -> terms.kind().isCalled()).isPresent();
        return !called || account.standing() instanceof Standing.InDefault;
    }

    private Currency currency() {
        return account.terms().orElseThrow().currency();
    }
}
