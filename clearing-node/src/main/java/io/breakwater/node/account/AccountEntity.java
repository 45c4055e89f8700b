package io.breakwater.node.account;

import io.breakwater.node.entity.EntityType;
import io.breakwater.node.entity.Lane;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountMemory;
import io.breakwater.waterfall.account.AccountRules;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import java.util.List;
import java.util.Optional;

/** {@code account|<id>}: one clearing account. */
public final class AccountEntity {

    /** Cures, holds, and what moves a liquidation or an episode on. */
    private static final List<Class<? extends AccountInput>> FIRST = List.of(
            AccountInput.Kept.class,
            AccountInput.AskHold.class,
            AccountInput.ReleaseHold.class,
            AccountInput.BankFlushed.class,
            AccountInput.OutagesTold.class,
            AccountInput.Quoted.class,
            AccountInput.OrderDone.class,
            AccountInput.OrderLapsed.class,
            AccountInput.DeficitTaken.class,
            AccountInput.Surrender.class,
            AccountInput.AskRemainder.class);

    private AccountEntity() {}

    public static EntityType<Account, AccountMemory, AccountInput, AccountEvent> type() {
        return new EntityType<>(
                EntityKind.ACCOUNT,
                AccountEntity::understand,
                AccountEvent.class,
                new AccountRules(),
                AccountEntity::lane,
                AccountEntity::fold);
    }

    private static Optional<AccountInput> understand(Message message) {
        if (message instanceof AccountInput input) {
            return Optional.of(input);
        }
        if (message instanceof PostingsMessage postings) {
            return Optional.of(new AccountInput.Post(List.of(postings)));
        }
        if (message instanceof HoldMessage.AskHold ask) {
            return Optional.of(new AccountInput.AskHold(ask));
        }
        if (message instanceof HoldMessage.ReleaseHold release) {
            return Optional.of(new AccountInput.ReleaseHold(release));
        }
        if (message instanceof BucketAnswer.EnlistmentKept kept) {
            return Optional.of(new AccountInput.Kept(kept));
        }
        if (message instanceof BucketAnswer.OutagesFound outages) {
            return Optional.of(new AccountInput.OutagesTold(outages));
        }
        if (message instanceof BankReply.Flushed flushed) {
            return Optional.of(new AccountInput.BankFlushed(flushed));
        }
        if (message instanceof DeskMessage.Quoted quoted) {
            return Optional.of(new AccountInput.Quoted(quoted));
        }
        if (message instanceof DeskMessage.OrderDone done) {
            return Optional.of(new AccountInput.OrderDone(done));
        }
        if (message instanceof DeskMessage.OrderLapsed lapsed) {
            return Optional.of(new AccountInput.OrderLapsed(lapsed));
        }
        if (message instanceof HouseMessage.EpisodesClosed closed) {
            return Optional.of(new AccountInput.EpisodesClosed(closed));
        }
        if (message instanceof HouseMessage.DeficitTaken taken) {
            return Optional.of(new AccountInput.DeficitTaken(taken));
        }
        return message instanceof BucketAnswer.Wake ? Optional.of(new AccountInput.Tick()) : Optional.empty();
    }

    private static Lane lane(AccountInput input) {
        if (input instanceof AccountInput.Post) {
            return Lane.POSTINGS;
        }
        if (input instanceof AccountInput.Judge) {
            return Lane.PRICES;
        }
        boolean first = FIRST.stream().anyMatch(kind -> kind.isInstance(input));
        return first ? Lane.FIRST : Lane.REST;
    }

    private static AccountInput fold(AccountInput first, AccountInput second) {
        if (first instanceof AccountInput.Post earlier && second instanceof AccountInput.Post later) {
            return earlier.and(later);
        }
        throw new IllegalStateException("only postings are folded, not " + first + " and " + second);
    }
}
