package io.breakwater.node.edge;

import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.CollateralHolding;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.GetRequestStatusRequest;
import io.breakwater.protocol.accounts.v1.GetRequestStatusResponse;
import io.breakwater.protocol.accounts.v1.RequestStatus;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import io.grpc.stub.StreamObserver;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** {@code AccountService}. */
public final class AccountApi extends AccountServiceGrpc.AccountServiceImplBase {

    private static final String READ = "read";

    private final Entities entities;

    public AccountApi(Entities entities) {
        this.entities = entities;
    }

    @Override
    public void getAccount(GetAccountRequest request, StreamObserver<GetAccountResponse> caller) {
        Unary.answer(caller, () -> read(Caller.current(), request));
    }

    @Override
    public void getRequestStatus(GetRequestStatusRequest request, StreamObserver<GetRequestStatusResponse> caller) {
        Unary.answer(caller, () -> status(Caller.current(), request));
    }

    private CompletionStage<GetAccountResponse> read(Caller caller, GetAccountRequest request) {
        EntityId account = EntityId.of(EntityKind.ACCOUNT, Fields.id("account", request.getAccount()));
        if (request.getMinPositionsCount() > Fields.BATCH) {
            throw ApiError.BATCH_SIZE.with("at most " + Fields.BATCH + " positions");
        }
        SortedMap<EntityId, Long> from = new TreeMap<>();
        request.getMinPositionsList()
                .forEach(position -> from.merge(Fields.source(position), position.getNumber(), Math::max));
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
            GetAccountResponse.Builder response = GetAccountResponse.newBuilder()
                    .setAccount(account.key())
                    .setMember(view.terms().member())
                    .setCash(Fields.amount(view.cash()
                            .find(view.terms().currency())
                            .orElseGet(() -> view.terms().currency().zero())))
                    .setPosition(Fields.position(account, view.number()));
            view.collateral()
                    .forEach((asset, units) -> response.addCollateral(CollateralHolding.newBuilder()
                            .setAsset(asset.value())
                            .setUnits(units)));
            return response.build();
        }
        throw refusal(reply);
    }

    private CompletionStage<GetRequestStatusResponse> status(Caller caller, GetRequestStatusRequest request) {
        EntityId account = EntityId.of(EntityKind.ACCOUNT, Fields.id("account", request.getAccount()));
        RequestId id = RequestId.parse(request.getRequestId())
                .orElseThrow(() ->
                        ApiError.REQUEST_ID_MALFORMED.with("request_id must be a UUID of version 7 in lower case"));
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
