package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.BucketAnswer.AskDecided;
import io.breakwater.waterfall.bucket.BucketMessage.Decided;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a snapshot is decided for an account: it was judged at it or at a later one, it is not being closed out, and no
 * call of it is about to be due. Then its answer stands until a later snapshot; until then it says nothing and is asked
 * again.
 */
record RollTurn(Account account, AccountMemory memory, Now now) {

    /** A call that is due sooner than this is waited for: it may leave the account without a bid, too. */
    static final Duration DUE_SOON = Duration.ofSeconds(30);

    Reaction<AccountMemory, AccountEvent> asked(AskDecided ask) {
        if (account.standing() instanceof Standing.Unsold) {
            return memory.heard()
                    .map(heard -> answer(ask, Optional.of(heard.facts().at())))
                    .orElseGet(() -> Reaction.none(memory));
        }
        return isDecided(ask.snapshot()) ? answer(ask, Optional.empty()) : Reaction.none(memory);
    }

    private boolean isDecided(long snapshot) {
        if (account.standing() instanceof Standing.InDefault) {
            return true;
        }
        long judged = Math.max(
                account.calls().judged(),
                memory.heard().map(heard -> heard.facts().snapshot()).orElse(0L));
        return (judged >= snapshot || hasNothingToJudge())
                && !Liquidating.isUnderWay(account)
                && account.standing()
                        .openCall()
                        .flatMap(MarginCall::nextDeadline)
                        .filter(deadline -> now.house()
                                .filter(house -> house.time().plus(DUE_SOON).isBefore(deadline))
                                .isEmpty())
                        .isEmpty();
    }

    private boolean hasNothingToJudge() {
        return account.cash().values().stream().noneMatch(Money::isNegative)
                && account.positions().values().stream()
                        .allMatch(position -> position.lots().isFlat());
    }

    private Reaction<AccountMemory, AccountEvent> answer(AskDecided ask, Optional<BusinessTime> unsold) {
        Decided word = new Decided(account.self(), ask.roll(), ask.snapshot(), unsold);
        return Reaction.<AccountMemory, AccountEvent>none(memory).andSend(new Send(Buckets.of(account.self()), word));
    }
}
