package io.breakwater.node.edge;

import io.breakwater.protocol.accounts.v1.EstimateRequirementRequest;
import io.breakwater.protocol.accounts.v1.EstimateRequirementResponse;
import io.breakwater.protocol.accounts.v1.EstimatedJudgement;
import io.breakwater.protocol.accounts.v1.LotsChange;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalResponse;
import io.breakwater.protocol.accounts.v1.WithdrawalDecision;
import io.breakwater.protocol.accounts.v1.WithdrawalPreview;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutRejection;
import io.breakwater.waterfall.payouts.PayoutsInput;
import io.breakwater.waterfall.payouts.PayoutsReply;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.trades.TradeParty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** What accounts would answer: asked of the account itself, which decides by its own rules and writes nothing. */
final class WhatIfs {

    private static final String ASKING = "what-if";

    /** An account that has heard no fresh price says so to its node alone; it is asked again after this. */
    private static final Duration ROUND = Duration.ofMillis(400);

    private final Entities entities;
    private final ServiceView service;
    private final AccountDirectory directory;

    WhatIfs(Entities entities, ServiceView service, AccountDirectory directory) {
        this.entities = entities;
        this.directory = directory;
        this.service = service;
    }

    CompletionStage<RequestWithdrawalResponse> withdrawal(Caller caller, RequestWithdrawalRequest request) {
        EntityId account = Fields.account("account", request.getAccount());
        return service.terms(caller).thenCompose(terms -> {
            Money amount = Fields.positiveAmount(
                    "amount", request.hasAmount(), request.getAmount(), SettlementCurrencies.of(terms.currency()));
            AccountInput body =
                    new AccountInput.WouldHold(caller.principal().member(), List.of(new Reserved.MoneyHeld(amount)));
            return registrable(caller, account, amount)
                    .thenCompose(yes -> ask(caller, account, body))
                    .thenApply(reply -> withdrawal(account, amount, reply));
        });
    }

    private CompletionStage<Message> registrable(Caller caller, EntityId account, Money amount) {
        return directory
                .find(caller, account)
                .thenCompose(owner -> entities.ask(
                        caller,
                        PayoutId.entityOf(account),
                        new PayoutsInput.WeighWithdrawal(
                                caller.principal().member(), owner.map(TradeParty::member), account, amount),
                        ASKING))
                .thenApply(reply -> {
                    if (reply instanceof PayoutsReply.Refused refused) {
                        throw Rejections.of(refused.reason());
                    }
                    return reply;
                });
    }

    private static RequestWithdrawalResponse withdrawal(EntityId account, Money amount, Message reply) {
        if (!(reply instanceof AccountReply.Weighed weighed)) {
            throw refusal(reply);
        }
        RequestWithdrawalResponse.Builder response = RequestWithdrawalResponse.newBuilder()
                .setPreview(WithdrawalPreview.newBuilder()
                        .setTaken(Fields.amount(
                                weighed.refusal().isEmpty()
                                        ? amount
                                        : amount.currency().zero()))
                        .setWithdrawable(Fields.amount(weighed.withdrawable()))
                        .setWithdrawableAfter(Fields.amount(weighed.withdrawableAfter()))
                        .setSnapshot(weighed.snapshot())
                        .setPosition(Fields.position(account, weighed.number())));
        return weighed.refusal()
                .map(reason -> response.setDecision(WithdrawalDecision.WITHDRAWAL_DECISION_DECLINED)
                        .setReason(PayoutRejection.HOLD_REFUSED.name())
                        .setDetail(reason.name()))
                .orElseGet(() -> response.setDecision(WithdrawalDecision.WITHDRAWAL_DECISION_ACCEPTED))
                .build();
    }

    CompletionStage<EstimateRequirementResponse> requirement(Caller caller, EstimateRequirementRequest request) {
        EntityId account = Fields.account("account", request.getAccount());
        if (request.getChangesCount() > Fields.BATCH) {
            throw ApiError.BATCH_SIZE.with("at most " + Fields.BATCH + " changes", Fields.at("changes"));
        }
        SortedMap<InstrumentId, Integer> places = new TreeMap<>();
        for (int i = 0; i < request.getChangesCount(); i++) {
            String field = "changes[" + i + "]";
            InstrumentId id = Fields.instrument(
                    field + ".instrument", request.getChanges(i).getInstrument());
            if (places.put(id, i) != null) {
                throw ApiError.NAMED_TWICE.with(field + ".instrument is named before", Fields.at(field));
            }
            if (request.getChanges(i).getLots() == 0) {
                throw ApiError.NUMBER_MALFORMED.with(field + ".lots must not be zero", Fields.at(field + ".lots"));
            }
        }
        return service.listing(caller, new TreeSet<>(places.keySet())).thenCompose(catalogue -> {
            AccountInput body = new AccountInput.Estimate(
                    caller.principal().member(), changes(request, places, catalogue), cash(request, catalogue));
            return ask(caller, account, body).thenApply(reply -> response(account, reply));
        });
    }

    private static Money cash(EstimateRequirementRequest request, Catalogue catalogue) {
        Currency currency = catalogue.terms().orElseThrow().currency();
        return request.hasCash()
                ? Fields.signedAmount("cash", request.getCash(), SettlementCurrencies.of(currency))
                : currency.zero();
    }

    private static SortedMap<InstrumentId, AccountInput.Change> changes(
            EstimateRequirementRequest request, SortedMap<InstrumentId, Integer> places, Catalogue catalogue) {
        SortedMap<InstrumentId, AccountInput.Change> changes = new TreeMap<>();
        places.forEach((id, place) -> {
            String field = "changes[" + place + "]";
            LotsChange change = request.getChanges(place);
            var listing = Optional.ofNullable(catalogue.listings().get(id))
                    .orElseThrow(() -> ApiError.INSTRUMENT_UNKNOWN.with(
                            "no such instrument: " + id, Fields.at(field + ".instrument")));
            Optional<Price> price = change.hasPrice()
                    ? Optional.of(Prices.price(field + ".price", change.getPrice(), listing.instrument()))
                    : Optional.empty();
            changes.put(id, new AccountInput.Change(Lots.of(change.getLots()), price));
        });
        return changes;
    }

    private static EstimateRequirementResponse response(EntityId account, Message reply) {
        if (!(reply instanceof AccountReply.Estimate estimate)) {
            throw refusal(reply);
        }
        return EstimateRequirementResponse.newBuilder()
                .setNow(AccountViews.margining(estimate.now()))
                .setThen(AccountViews.margining(estimate.then()))
                .setJudgement(EstimatedJudgement.valueOf(
                        "ESTIMATED_JUDGEMENT_" + estimate.judgement().name()))
                .setCall(Fields.amount(estimate.call()))
                .setCallInCash(Fields.amount(estimate.callInCash()))
                .setPosition(Fields.position(account, estimate.number()))
                .build();
    }

    /** Asks again until the account has heard a fresh price, or the caller's time is up. */
    private CompletionStage<Message> ask(Caller caller, EntityId account, AccountInput body) {
        if (caller.deadline().isExpired() || caller.budget().compareTo(ROUND) < 0) {
            throw ApiError.PRICES_NOT_FRESH.with(
                    "the account had heard no fresh price of everything by the deadline, or is of a class that is not called");
        }
        return entities.ask(caller, account, body, ASKING, ROUND)
                .handle((reply, failure) -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause != null && !(cause instanceof TimeoutException)) {
                        throw new CompletionException(cause);
                    }
                    return Optional.ofNullable(reply);
                })
                .thenCompose(reply -> reply.<CompletionStage<Message>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> ask(caller, account, body)));
    }

    private static RuntimeException refusal(Message reply) {
        if (reply instanceof AccountReply.Refused refused) {
            return Rejections.of(refused.reason());
        }
        return new IllegalStateException("an account answered " + reply);
    }
}
