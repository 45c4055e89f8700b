package io.breakwater.node.edge;

import io.breakwater.node.entity.Answer;
import io.breakwater.node.entity.EntityCluster;
import io.breakwater.protocol.house.v1.AcceptCollateralRequest;
import io.breakwater.protocol.house.v1.AcceptCollateralResponse;
import io.breakwater.protocol.house.v1.ClusterStatus;
import io.breakwater.protocol.house.v1.GetClusterHealthRequest;
import io.breakwater.protocol.house.v1.GetClusterHealthResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.protocol.house.v1.ListInstrumentResponse;
import io.breakwater.protocol.house.v1.LocateAccountRequest;
import io.breakwater.protocol.house.v1.LocateAccountResponse;
import io.breakwater.protocol.house.v1.Node;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.OpenAccountResponse;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SetServiceTermsResponse;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * {@code HouseService}. Accounts are opened in their bucket's roster first, then themselves; both may be repeated, as
 * every change of the catalogue may.
 */
public final class HouseApi extends HouseServiceGrpc.HouseServiceImplBase {

    private final Entities entities;
    private final EntityCluster cluster;
    private final ServiceView service;
    private final CatalogueRequests catalogue;
    private final Supplier<Health> health;

    /** One word for the state of the cluster. */
    public enum Grade {
        GREEN,
        YELLOW,
        RED
    }

    /** How the cluster is doing, and why it is not green. */
    public record Health(Grade grade, List<String> reasons, List<NodeHealth> nodes) {
        public Health {
            reasons = List.copyOf(reasons);
            nodes = List.copyOf(nodes);
        }
    }

    /** How one node is doing. */
    public record NodeHealth(String address, String status, boolean reachable) {}

    public HouseApi(EntityCluster cluster, ServiceView service, Supplier<Health> health) {
        this.entities = new Entities(cluster);
        this.cluster = cluster;
        this.service = service;
        this.catalogue = new CatalogueRequests(entities, service);
        this.health = health;
    }

    @Override
    public void setServiceTerms(SetServiceTermsRequest request, StreamObserver<SetServiceTermsResponse> caller) {
        Unary.answer(caller, () -> catalogue
                .setTerms(Caller.current(), request)
                .thenApply(version -> SetServiceTermsResponse.newBuilder()
                        .setCatalogueVersion(version)
                        .build()));
    }

    @Override
    public void listInstrument(ListInstrumentRequest request, StreamObserver<ListInstrumentResponse> caller) {
        Unary.answer(
                caller,
                () -> catalogue.list(Caller.current(), request).thenApply(version -> ListInstrumentResponse.newBuilder()
                        .setCatalogueVersion(version)
                        .build()));
    }

    @Override
    public void acceptCollateral(AcceptCollateralRequest request, StreamObserver<AcceptCollateralResponse> caller) {
        Unary.answer(caller, () -> catalogue
                .accept(Caller.current(), request)
                .thenApply(version -> AcceptCollateralResponse.newBuilder()
                        .setCatalogueVersion(version)
                        .build()));
    }

    @Override
    public void openAccount(OpenAccountRequest request, StreamObserver<OpenAccountResponse> caller) {
        Unary.answer(caller, () -> {
            Caller current = Caller.current();
            return service.terms(current).thenCompose(terms -> open(current, request, terms));
        });
    }

    @Override
    public void locateAccount(LocateAccountRequest request, StreamObserver<LocateAccountResponse> caller) {
        Unary.answer(caller, () -> {
            EntityId account = Fields.account("account", request.getAccount());
            return cluster.locate(account, Caller.current().budget()).thenApply(HouseApi::located);
        });
    }

    @Override
    public void getClusterHealth(GetClusterHealthRequest request, StreamObserver<GetClusterHealthResponse> caller) {
        caller.onNext(response(health.get()));
        caller.onCompleted();
    }

    private CompletionStage<OpenAccountResponse> open(Caller caller, OpenAccountRequest request, ServiceTerms service) {
        EntityId account = Fields.account("account", request.getAccount());
        AccountTerms terms = new AccountTerms(
                Fields.id("member", request.getMember()),
                AccountClasses.kind("account_class", request.getAccountClass()),
                SettlementCurrencies.of(service.currency()).named("currency_code", request.getCurrencyCode()));
        if (terms.kind() == AccountKind.DIRECT && !terms.member().equals(account.key())) {
            throw ApiError.ID_MALFORMED.with(
                    "the member of a direct account is the account itself", Map.of("field", "member"));
        }
        String requestId = "open-" + account.key();
        return entities.ask(
                        caller,
                        Buckets.of(account),
                        new BucketMessage.OpenAccount(account, terms.member(), terms.kind()),
                        requestId)
                .thenCompose(roster -> {
                    requireOnRoster(roster);
                    return entities.ask(caller, account, new AccountInput.Open(terms), requestId);
                })
                .thenApply(reply -> opened(reply, account));
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

    private static OpenAccountResponse opened(Message reply, EntityId account) {
        if (reply instanceof AccountReply.Refused refused) {
            throw Rejections.of(refused.reason());
        }
        return OpenAccountResponse.newBuilder().setAccount(account.key()).build();
    }

    private static GetClusterHealthResponse response(Health health) {
        GetClusterHealthResponse.Builder response = GetClusterHealthResponse.newBuilder()
                .setStatus(
                        switch (health.grade()) {
                            case GREEN -> ClusterStatus.CLUSTER_STATUS_GREEN;
                            case YELLOW -> ClusterStatus.CLUSTER_STATUS_YELLOW;
                            case RED -> ClusterStatus.CLUSTER_STATUS_RED;
                        })
                .addAllReasons(health.reasons());
        health.nodes()
                .forEach(node -> response.addNodes(Node.newBuilder()
                        .setAddress(node.address())
                        .setStatus(node.status())
                        .setReachable(node.reachable())));
        return response.build();
    }

    private static LocateAccountResponse located(Answer answer) {
        if (answer instanceof Answer.LivesAt place) {
            return LocateAccountResponse.newBuilder().setNode(place.node()).build();
        }
        throw new IllegalStateException("not a place: " + answer);
    }
}
