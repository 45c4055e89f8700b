package io.breakwater.node.edge;

import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.AcknowledgeCallRequest;
import io.breakwater.protocol.accounts.v1.AcknowledgeCallResponse;
import io.breakwater.protocol.accounts.v1.EstimateRequirementRequest;
import io.breakwater.protocol.accounts.v1.EstimateRequirementResponse;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.GetRequestStatusRequest;
import io.breakwater.protocol.accounts.v1.GetRequestStatusResponse;
import io.breakwater.protocol.accounts.v1.RequestStatus;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalResponse;
import io.breakwater.protocol.accounts.v1.WatchAccountRequest;
import io.breakwater.protocol.accounts.v1.WatchAccountResponse;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import io.grpc.stub.StreamObserver;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** {@code AccountService}. */
public final class AccountApi extends AccountServiceGrpc.AccountServiceImplBase {

    private static final String READ = "read";

    private final Entities entities;
    private final Withdrawals withdrawals;
    private final BidRequests bids;
    private final WhatIfs whatIfs;

    public AccountApi(Entities entities, ServiceView service, AccountDirectory directory) {
        this.entities = entities;
        this.withdrawals = new Withdrawals(entities, service, directory);
        this.bids = new BidRequests(entities, service, directory);
        this.whatIfs = new WhatIfs(entities, service, directory);
    }

    @Override
    public void getAccount(GetAccountRequest request, StreamObserver<GetAccountResponse> caller) {
        Unary.answer(caller, () -> read(Caller.current(), request));
    }

    @Override
    public void watchAccount(WatchAccountRequest request, StreamObserver<WatchAccountResponse> caller) {
        Watch.answer(caller, stream -> {
            Caller current = Caller.current();
            EntityId account = account(current, request.getAccount());
            Watch.Watched<GetAccountResponse, WatchAccountResponse> watched = new Watch.Watched<>(
                    reader -> read(reader, account, Collections.emptySortedMap()),
                    GetAccountResponse::getPosition,
                    AccountApi::told,
                    last -> false);
            JournalPosition seen =
                    Watch.seen(request.hasResumeFrom(), request.getResumeFrom(), Fields.position(account, 0));
            return new Watch<>(stream, watched, seen, current, Watch.Pace.USUAL);
        });
    }

    private static WatchAccountResponse told(Optional<GetAccountResponse> account, JournalPosition position) {
        WatchAccountResponse.Builder response =
                WatchAccountResponse.newBuilder().setPosition(position);
        account.ifPresent(response::setAccount);
        return response.build();
    }

    @Override
    public void estimateRequirement(
            EstimateRequirementRequest request, StreamObserver<EstimateRequirementResponse> caller) {
        Unary.answer(caller, () -> whatIfs.requirement(Caller.current(), request));
    }

    @Override
    public void acknowledgeCall(AcknowledgeCallRequest request, StreamObserver<AcknowledgeCallResponse> caller) {
        Unary.answer(caller, () -> acknowledge(Caller.current(), request));
    }

    @Override
    public void requestWithdrawal(RequestWithdrawalRequest request, StreamObserver<RequestWithdrawalResponse> caller) {
        Unary.answer(
                caller,
                () -> request.getValidateOnly()
                        ? whatIfs.withdrawal(Caller.current(), request)
                        : withdrawals.request(Caller.current(), request));
    }

    @Override
    public void getRequestStatus(GetRequestStatusRequest request, StreamObserver<GetRequestStatusResponse> caller) {
        Unary.answer(caller, () -> status(Caller.current(), request));
    }

    private CompletionStage<GetAccountResponse> read(Caller caller, GetAccountRequest request) {
        EntityId account = account(caller, request.getAccount());
        if (request.getMinPositionsCount() > Fields.BATCH) {
            throw ApiError.BATCH_SIZE.with("at most " + Fields.BATCH + " positions");
        }
        SortedMap<EntityId, Long> from = new TreeMap<>();
        request.getMinPositionsList()
                .forEach(position -> from.merge(Fields.source(position), position.getNumber(), Math::max));
        return read(caller, account, from);
    }

    private static EntityId account(Caller caller, String account) {
        return caller.principal().member().isPresent()
                ? Fields.account("account", account)
                : Fields.anyAccount("account", account);
    }

    private CompletionStage<GetAccountResponse> read(Caller caller, EntityId account, SortedMap<EntityId, Long> from) {
        AccountInput.Read body = new AccountInput.Read(caller.principal().member(), from);
        return entities.ask(caller, account, body, READ)
                .handle((reply, failure) -> {
                    if (failure != null) {
                        throw from.isEmpty() ? new CompletionException(failure) : notReached(failure);
                    }
                    return reply;
                })
                .thenApply(reply -> response(account, reply));
    }

    /** A read has no outcome that could be unknown: when its time is up, the position was not reached. */
    private static RuntimeException notReached(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? ApiError.POSITION_NOT_REACHED.with("the account had not applied the positions by the deadline")
                : new CompletionException(failure);
    }

    private static GetAccountResponse response(EntityId account, Message reply) {
        if (reply instanceof AccountReply.View view) {
            return AccountViews.response(account, view);
        }
        throw refusal(reply);
    }

    private CompletionStage<AcknowledgeCallResponse> acknowledge(Caller caller, AcknowledgeCallRequest request) {
        EntityId account = Fields.account("account", request.getAccount());
        RequestId id = Fields.requestId(request.getRequestId());
        AccountInput body = new AccountInput.AcknowledgeCall(
                caller.principal().member(), id, Fields.counted("call", request.getCall()));
        return entities.ask(caller, account, body, id.value()).thenApply(reply -> {
            if (reply instanceof AccountReply.CallAcknowledged acknowledged) {
                return AcknowledgeCallResponse.newBuilder()
                        .setCall(acknowledged.call())
                        .setPosition(Fields.position(account, acknowledged.number()))
                        .build();
            }
            throw refusal(reply);
        });
    }

    private CompletionStage<GetRequestStatusResponse> status(Caller caller, GetRequestStatusRequest request) {
        RequestId id = Fields.requestId(request.getRequestId());
        return switch (request.getResource()) {
            case REQUEST_RESOURCE_ACCOUNT -> ofAccount(caller, Fields.account("account", request.getAccount()), id);
            case REQUEST_RESOURCE_PAYOUTS ->
                withdrawals.status(caller, Fields.account("account", request.getAccount()), id);
            case REQUEST_RESOURCE_DESK ->
                ofBid(caller, AuctionApi.desk(Fields.instrument("instrument", request.getInstrument())), id);
            case REQUEST_RESOURCE_AUCTION ->
                ofBid(
                        caller,
                        AuctionMessage.auction(
                                Fields.counted("episode", request.getEpisode()),
                                Fields.instrument("instrument", request.getInstrument())),
                        id);
            case REQUEST_RESOURCE_UNSPECIFIED, UNRECOGNIZED -> throw Fields.missing("resource");
        };
    }

    private CompletionStage<GetRequestStatusResponse> ofBid(Caller caller, EntityId taker, RequestId id) {
        return bids.status(caller, taker, id).thenApply(status -> GetRequestStatusResponse.newBuilder()
                .setStatus(
                        switch (status.outcome()) {
                            case COMMITTED -> RequestStatus.REQUEST_STATUS_COMMITTED;
                            case PENDING -> RequestStatus.REQUEST_STATUS_PENDING;
                            case DECLINED -> RequestStatus.REQUEST_STATUS_DECLINED;
                            case VOIDED -> RequestStatus.REQUEST_STATUS_VOIDED;
                            case FORGOTTEN -> RequestStatus.REQUEST_STATUS_FORGOTTEN;
                        })
                .setPosition(Fields.position(taker, status.number()))
                .build());
    }

    private CompletionStage<GetRequestStatusResponse> ofAccount(Caller caller, EntityId account, RequestId id) {
        AccountInput.ReadStatus body =
                new AccountInput.ReadStatus(caller.principal().member(), id);
        return entities.ask(caller, account, body, id.value()).thenApply(reply -> status(account, reply));
    }

    private static GetRequestStatusResponse status(EntityId account, Message reply) {
        if (reply instanceof AccountReply.Status status) {
            return GetRequestStatusResponse.newBuilder()
                    .setStatus(
                            switch (status.outcome()) {
                                case COMMITTED -> RequestStatus.REQUEST_STATUS_COMMITTED;
                                case VOIDED -> RequestStatus.REQUEST_STATUS_VOIDED;
                                case FORGOTTEN -> RequestStatus.REQUEST_STATUS_FORGOTTEN;
                            })
                    .setPosition(Fields.position(account, status.number()))
                    .build();
        }
        throw refusal(reply);
    }

    private static RuntimeException refusal(Message reply) {
        if (reply instanceof AccountReply.Refused refused) {
            return Rejections.of(refused.reason());
        }
        return new IllegalStateException("an account answered " + reply);
    }
}
