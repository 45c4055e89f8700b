package io.breakwater.node.edge;

import io.breakwater.protocol.house.v1.GetTrialBalanceRequest;
import io.breakwater.protocol.house.v1.GetTrialBalanceResponse;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Adds up accounts, bucket after bucket. Every account is read twice, all of them once and then all of them again: when none
 * has moved between its two readings, the sums are those of the moment that lies between. So a cut is found without stopping
 * anybody, and what is in flight at it is what the sums lack of zero.
 *
 * <p>It sees what accounts say. It does not see an account that its bucket does not know and that nobody names; the accounts
 * that stand for banks and for payouts in transit are named here, wherever they lie.
 */
final class TrialBalances {

    private static final String ASKING = "trial-balance";

    /** Entities that are asked at a time: far below what a node admits, because this can wait. */
    private static final int AT_A_TIME = 32;

    /** Accounts of one page; the buckets of a page are read whole. */
    private static final int ACCOUNTS = 20_000;

    private static final int MOVED_SHOWN = 20;

    private final Entities entities;
    private final ServiceView service;

    TrialBalances(Entities entities, ServiceView service) {
        this.entities = entities;
        this.service = service;
    }

    CompletionStage<GetTrialBalanceResponse> of(Caller caller, GetTrialBalanceRequest request) {
        if (request.getPageSize() < 0 || request.getPageSize() > Buckets.COUNT) {
            throw ApiError.BATCH_SIZE.with("page_size must be 0 to " + Buckets.COUNT, Fields.at("page_size"));
        }
        int first = request.getPageToken().isEmpty() ? 0 : bucket(request.getPageToken());
        int most = request.getPageSize() == 0 ? Buckets.COUNT : request.getPageSize();
        Page page = new Page(caller, first, Math.min(first + most, Buckets.COUNT), caller.budget());
        return service.terms(caller).thenCompose(terms -> {
            page.named.addAll(terms.banks().stream()
                    .map(bank -> EntityId.of(EntityKind.ACCOUNT, "external:" + bank.key()))
                    .toList());
            for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
                page.named.add(EntityId.of(EntityKind.ACCOUNT, "transit:" + bucket));
            }
            return page.list(first).thenCompose(listed -> page.summed());
        });
    }

    private static int bucket(String token) {
        if (!token.matches("[0-9]{1,3}") || Integer.parseInt(token) >= Buckets.COUNT) {
            throw ApiError.PAGE_TOKEN_MALFORMED.with(
                    "page_token must be one that was answered", Fields.at("page_token"));
        }
        return Integer.parseInt(token);
    }

    /** A page that is being read. */
    private final class Page {
        private final Caller caller;
        private final int first;
        private final int end;
        private final Duration budget;
        private final Collection<EntityId> named = new ArrayList<>();
        private final SortedSet<EntityId> accounts = new TreeSet<>();
        private int last;

        Page(Caller caller, int first, int end, Duration budget) {
            this.caller = caller;
            this.first = first;
            this.end = end;
            this.budget = budget;
            this.last = first - 1;
        }

        /** The accounts of the buckets from this one on, as many buckets as belong to the page or as there is time for. */
        CompletionStage<Void> list(int from) {
            boolean full = accounts.size() >= ACCOUNTS
                    || (from > first && caller.budget().compareTo(budget.dividedBy(2)) < 0);
            if (from >= end || full) {
                accounts.addAll(named.stream()
                        .filter(account -> isHere(Buckets.numberOf(account)))
                        .toList());
                return CompletableFuture.completedFuture(null);
            }
            List<EntityId> buckets = new ArrayList<>();
            for (int number = from; number < Math.min(from + AT_A_TIME, end); number++) {
                buckets.add(EntityId.of(EntityKind.BUCKET, Integer.toString(number)));
            }
            return ask(buckets, new BucketMessage.ListAccounts()).thenCompose(answers -> {
                answers.values().forEach(answer -> accounts.addAll(listed(answer)));
                last = from + buckets.size() - 1;
                return list(last + 1);
            });
        }

        private boolean isHere(int bucket) {
            return bucket >= first && bucket <= last;
        }

        CompletionStage<GetTrialBalanceResponse> summed() {
            return readings(new ArrayList<>(accounts), 0, new TreeMap<>())
                    .thenCompose(once -> readings(new ArrayList<>(accounts), 0, new TreeMap<>())
                            .thenApply(again -> response(once, again)));
        }

        private CompletionStage<SortedMap<EntityId, AccountReply.Balance>> readings(
                List<EntityId> all, int from, SortedMap<EntityId, AccountReply.Balance> read) {
            if (from >= all.size()) {
                return CompletableFuture.completedFuture(read);
            }
            List<EntityId> next = all.subList(from, Math.min(from + AT_A_TIME, all.size()));
            return ask(next, new AccountInput.ReadBalance()).thenCompose(answers -> {
                answers.forEach((account, answer) -> read.put(account, balance(answer)));
                return readings(all, from + next.size(), read);
            });
        }

        private GetTrialBalanceResponse response(
                SortedMap<EntityId, AccountReply.Balance> once, SortedMap<EntityId, AccountReply.Balance> again) {
            List<String> moved = again.entrySet().stream()
                    .filter(row -> !row.getValue().equals(once.get(row.getKey())))
                    .map(row -> row.getKey().key())
                    .toList();
            TrialSums sums = new TrialSums();
            again.forEach(sums::add);
            GetTrialBalanceResponse.Builder response = GetTrialBalanceResponse.newBuilder()
                    .setFirstBucket(first)
                    .setLastBucket(last)
                    .setAccounts(again.size())
                    .setConsistent(moved.isEmpty())
                    .addAllMoved(moved.stream().limit(MOVED_SHOWN).toList());
            if (last + 1 < Buckets.COUNT) {
                response.setNextPageToken(Integer.toString(last + 1));
            }
            sums.writeTo(response);
            boolean whole = first == 0 && last + 1 == Buckets.COUNT;
            return response.setBalanced(whole && sums.isZero()).build();
        }

        private CompletionStage<SortedMap<EntityId, Message>> ask(List<EntityId> all, Message question) {
            CompletionStage<SortedMap<EntityId, Message>> answers = CompletableFuture.completedFuture(new TreeMap<>());
            for (EntityId one : all) {
                answers = answers.thenCombine(entities.ask(caller, one, question, ASKING), (map, answer) -> {
                    map.put(one, answer);
                    return map;
                });
            }
            return answers;
        }
    }

    private static SortedSet<EntityId> listed(Message answer) {
        if (answer instanceof BucketAnswer.Accounts accounts) {
            return accounts.accounts();
        }
        throw new IllegalStateException("a bucket answered " + answer);
    }

    private static AccountReply.Balance balance(Message answer) {
        if (answer instanceof AccountReply.Balance balance) {
            return balance;
        }
        throw new IllegalStateException("an account answered " + answer);
    }
}
