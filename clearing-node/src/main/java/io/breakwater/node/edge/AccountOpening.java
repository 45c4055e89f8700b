package io.breakwater.node.edge;

import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Opens accounts: in their bucket's roster first, then themselves. Both may be repeated. */
final class AccountOpening {

    /** Nobody from outside can have this name. */
    private static final String OWNER = ":house";

    private static final Set<EntityId> RESERVED = Set.of(HouseAccounts.OWN_CAPITAL, HouseAccounts.INSURANCE_FUND);

    private final Entities entities;
    private final HouseAccountNames names;

    AccountOpening(Entities entities) {
        this.entities = entities;
        this.names = new HouseAccountNames(entities);
    }

    /** True for the ids that anybody could ask for and that are the house's. */
    static boolean isReserved(EntityId account) {
        return RESERVED.contains(account);
    }

    /** Opens one of the house's own, never called, liquidated or ranked. */
    CompletionStage<Void> open(Caller caller, EntityId account, Currency currency) {
        return open(caller, account, new AccountTerms(OWNER, AccountKind.INTERNAL, currency));
    }

    /** Opens an account on these terms; of a member's own there is one. */
    CompletionStage<Void> open(Caller caller, EntityId account, AccountTerms terms) {
        return terms.kind() == AccountKind.HOUSE
                ? names.name(caller, terms.member(), account).thenCompose(named -> enter(caller, account, terms))
                : enter(caller, account, terms);
    }

    private CompletionStage<Void> enter(Caller caller, EntityId account, AccountTerms terms) {
        String requestId = "open-" + account.key();
        BucketMessage roster = new BucketMessage.OpenAccount(account, terms.member(), terms.kind());
        return entities.ask(caller, Buckets.of(account), roster, requestId)
                .thenCompose(reply -> {
                    requireOnRoster(reply);
                    return entities.ask(caller, account, new AccountInput.Open(terms), requestId);
                })
                .thenAccept(AccountOpening::requireOpen);
    }

    private static void requireOnRoster(Message reply) {
        if (reply instanceof BucketAnswer.RosterRefused refused) {
            throw switch (refused.reason()) {
                case FULL -> ApiError.ROSTER_FULL.with("the account's bucket holds as many accounts as it may");
                case OPENED_OTHERWISE -> ApiError.ACCOUNT_EXISTS.with("the account is open on other terms, or closed");
                case OTHER_BUCKET, UNKNOWN_ACCOUNT, ENLISTED ->
                    new IllegalStateException("a bucket refused an opening: " + refused.reason());
            };
        }
    }

    private static void requireOpen(Message reply) {
        if (reply instanceof AccountReply.Refused refused) {
            throw Rejections.of(refused.reason());
        }
    }
}
