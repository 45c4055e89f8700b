package io.breakwater.node.edge;

import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.trades.TradeParty;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whose the accounts are, as their buckets say. That an account was opened, for which member and of which kind, stays
 * true for ever, so those answers are kept; that there is none is asked again each time.
 */
public final class AccountDirectory {

    /** Answers kept; the ones not used for longest go first. */
    private static final int KEPT = 100_000;

    private final Entities entities;
    private final Map<EntityId, TradeParty> known = Collections.synchronizedMap(new Recent());

    public AccountDirectory(Entities entities) {
        this.entities = entities;
    }

    /** Whose the account is; absent when it was never opened or is closed. */
    CompletionStage<Optional<TradeParty>> find(Caller caller, EntityId account) {
        TradeParty kept = known.get(account);
        return kept == null
                ? entities.ask(caller, Buckets.of(account), new BucketMessage.FindAccount(account), "find")
                        .thenApply(reply -> heard(account, reply))
                : CompletableFuture.completedFuture(Optional.of(kept));
    }

    /** Those of the accounts that are open. */
    CompletionStage<SortedMap<EntityId, TradeParty>> find(Caller caller, Collection<EntityId> accounts) {
        CompletionStage<SortedMap<EntityId, TradeParty>> found = CompletableFuture.completedFuture(new TreeMap<>());
        for (EntityId account : accounts) {
            found = found.thenCombine(find(caller, account), (all, party) -> {
                party.ifPresent(open -> all.put(account, open));
                return all;
            });
        }
        return found;
    }

    /** Completes when every account is open, else with the refusal {@code ACCOUNT_UNKNOWN}. */
    CompletionStage<Void> requireOpen(Caller caller, Collection<EntityId> accounts) {
        return find(caller, accounts).thenAccept(open -> accounts.stream()
                .filter(account -> !open.containsKey(account))
                .findFirst()
                .ifPresent(unknown -> {
                    throw ApiError.ACCOUNT_UNKNOWN.with(
                            "no such account: " + unknown.key(), Map.of("account", unknown.key()));
                }));
    }

    private Optional<TradeParty> heard(EntityId account, Message reply) {
        if (reply instanceof BucketAnswer.AccountFound found && !found.closed()) {
            TradeParty party = new TradeParty(found.member(), found.kind());
            known.put(account, party);
            return Optional.of(party);
        }
        return Optional.empty();
    }

    private static final class Recent extends LinkedHashMap<EntityId, TradeParty> {

        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<EntityId, TradeParty> eldest) {
            return size() > KEPT;
        }
    }
}
