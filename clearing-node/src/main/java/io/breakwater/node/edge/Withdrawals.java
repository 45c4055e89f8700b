package io.breakwater.node.edge;

import io.breakwater.protocol.accounts.v1.GetRequestStatusResponse;
import io.breakwater.protocol.accounts.v1.RequestStatus;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalResponse;
import io.breakwater.protocol.accounts.v1.WithdrawalDecision;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutDecision;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutsInput;
import io.breakwater.waterfall.payouts.PayoutsReply;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.trades.TradeParty;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What members ask of payouts: registered first, then waited for until the account has decided. */
final class Withdrawals {

    private final Entities entities;
    private final ServiceView service;
    private final AccountDirectory directory;
    private final Decisions decisions;

    Withdrawals(Entities entities, ServiceView service, AccountDirectory directory) {
        this.entities = entities;
        this.service = service;
        this.directory = directory;
        this.decisions = new Decisions(entities);
    }

    CompletionStage<RequestWithdrawalResponse> request(Caller caller, RequestWithdrawalRequest request) {
        EntityId account = Fields.account("account", request.getAccount());
        RequestId id = Fields.requestId(request.getRequestId());
        EntityId payouts = PayoutId.entityOf(account);
        return service.terms(caller)
                .thenCompose(terms -> {
                    Money amount = Fields.positiveAmount(
                            "amount",
                            request.hasAmount(),
                            request.getAmount(),
                            SettlementCurrencies.of(terms.currency()));
                    return directory.find(caller, account).thenCompose(owner -> {
                        PayoutsInput body = new PayoutsInput.RequestWithdrawal(
                                caller.principal().member(), owner.map(TradeParty::member), id, account, amount);
                        return entities.ask(caller, payouts, body, id.value());
                    });
                })
                .thenCompose(registered -> decisions.await(
                        caller,
                        payouts,
                        new PayoutsInput.AwaitDecision(id),
                        id.value(),
                        decision(registered),
                        Withdrawals::decision))
                .thenApply(decision -> response(payouts, decision));
    }

    /** What became of a withdrawal of the caller's. */
    CompletionStage<GetRequestStatusResponse> status(Caller caller, EntityId account, RequestId id) {
        EntityId payouts = PayoutId.entityOf(account);
        return directory
                .find(caller, account)
                .thenCompose(owner -> {
                    Optional<String> member = owner.map(TradeParty::member);
                    if (caller.principal().member().isPresent()
                            && !caller.principal().member().equals(member)) {
                        throw ApiError.NOT_YOURS.with("no such account of yours");
                    }
                    if (member.isEmpty()) {
                        throw ApiError.ACCOUNT_UNKNOWN.with("no such account");
                    }
                    return entities.ask(caller, payouts, new PayoutsInput.ReadStatus(id), id.value());
                })
                .thenApply(reply -> status(payouts, reply));
    }

    private static PayoutDecision decision(Message reply) {
        if (reply instanceof PayoutDecision decision) {
            return decision;
        }
        if (reply instanceof PayoutsReply.Refused refused) {
            throw Rejections.of(refused.reason());
        }
        throw new IllegalStateException("payouts answered " + reply);
    }

    private static RequestWithdrawalResponse response(EntityId payouts, PayoutDecision decision) {
        RequestWithdrawalResponse.Builder response = RequestWithdrawalResponse.newBuilder()
                .setPayout(decision.payout().toString());
        if (decision instanceof PayoutDecision.Accepted accepted) {
            return response.setDecision(WithdrawalDecision.WITHDRAWAL_DECISION_ACCEPTED)
                    .setPosition(Fields.position(payouts, accepted.number()))
                    .build();
        }
        if (decision instanceof PayoutDecision.Declined declined) {
            return response.setDecision(WithdrawalDecision.WITHDRAWAL_DECISION_DECLINED)
                    .setReason(declined.reason().name())
                    .setDetail(declined.detail())
                    .build();
        }
        return response.setDecision(WithdrawalDecision.WITHDRAWAL_DECISION_PENDING)
                .build();
    }

    private static GetRequestStatusResponse status(EntityId payouts, Message reply) {
        if (reply instanceof PayoutsReply.Status status) {
            GetRequestStatusResponse.Builder response = GetRequestStatusResponse.newBuilder()
                    .setStatus(
                            switch (status.outcome()) {
                                case COMMITTED -> RequestStatus.REQUEST_STATUS_COMMITTED;
                                case VOIDED -> RequestStatus.REQUEST_STATUS_VOIDED;
                                case FORGOTTEN -> RequestStatus.REQUEST_STATUS_FORGOTTEN;
                            })
                    .setPosition(Fields.position(payouts, status.number()));
            status.decision().ifPresent(decision -> response.setWithdrawal(response(payouts, decision)));
            return response.build();
        }
        if (reply instanceof PayoutsReply.Refused refused) {
            throw Rejections.of(refused.reason());
        }
        throw new IllegalStateException("payouts answered " + reply);
    }
}
