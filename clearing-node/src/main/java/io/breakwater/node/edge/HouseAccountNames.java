package io.breakwater.node.edge;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sees to it that a member has one account of its own: a default takes over that one. The bucket of the member's id names
 * it before it is opened, so of two that are opened at the same time one is refused, wherever they live.
 */
final class HouseAccountNames {

    private final Entities entities;

    HouseAccountNames(Entities entities) {
        this.entities = entities;
    }

    /**
     * Completes when the account is the member's own, else with the refusal {@code HOUSE_ACCOUNT_EXISTS}. An account that is
     * something else already is left to its roster to refuse.
     */
    CompletionStage<Void> name(Caller caller, String member, EntityId account) {
        return isOther(caller, member, account)
                .thenCompose(other -> other
                        ? CompletableFuture.completedFuture(account)
                        : named(caller, member, account, Optional.empty()))
                .thenCompose(named -> named.equals(account)
                        ? CompletableFuture.completedFuture(account)
                        : isOther(caller, member, named)
                                .thenCompose(other -> other
                                        ? named(caller, member, account, Optional.of(named))
                                        : CompletableFuture.completedFuture(named)))
                .thenAccept(named -> require(member, account, named));
    }

    private static void require(String member, EntityId account, EntityId named) {
        if (!named.equals(account)) {
            throw ApiError.HOUSE_ACCOUNT_EXISTS.with(
                    member + " has another account of its own", Map.of("house_account", named.key()));
        }
    }

    private CompletionStage<EntityId> named(
            Caller caller, String member, EntityId account, Optional<EntityId> insteadOf) {
        BucketMessage name = new BucketMessage.NameHouseAccount(member, account, insteadOf);
        return entities.ask(caller, Buckets.ofMember(member), name, "name-" + account.key())
                .thenApply(HouseAccountNames::named);
    }

    private static EntityId named(Message reply) {
        if (reply instanceof BucketAnswer.HouseAccountNamed named) {
            return named.account();
        }
        throw reply instanceof BucketAnswer.RosterRefused refused && refused.reason() == BucketAnswer.Refusal.FULL
                ? ApiError.ROSTER_FULL.with("the member's bucket names as many house accounts as it may")
                : new IllegalStateException("a bucket answered " + reply);
    }

    /** True of an account that can never be the member's own, because it is open as something else. */
    private CompletionStage<Boolean> isOther(Caller caller, String member, EntityId account) {
        return entities.ask(caller, Buckets.of(account), new BucketMessage.FindAccount(account), "find")
                .thenApply(reply -> reply instanceof BucketAnswer.AccountFound found
                        && !(found.member().equals(member) && found.kind() == AccountKind.HOUSE));
    }
}
