package io.breakwater.node.edge;

import io.breakwater.node.entity.Answer;
import io.breakwater.node.entity.EntityCluster;
import io.breakwater.protocol.house.v1.AcceptCollateralRequest;
import io.breakwater.protocol.house.v1.AcceptCollateralResponse;
import io.breakwater.protocol.house.v1.ClusterStatus;
import io.breakwater.protocol.house.v1.GetClusterHealthRequest;
import io.breakwater.protocol.house.v1.GetClusterHealthResponse;
import io.breakwater.protocol.house.v1.GetHouseRequest;
import io.breakwater.protocol.house.v1.GetHouseResponse;
import io.breakwater.protocol.house.v1.GetTrialBalanceRequest;
import io.breakwater.protocol.house.v1.GetTrialBalanceResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.protocol.house.v1.ListInstrumentResponse;
import io.breakwater.protocol.house.v1.ListMembersRequest;
import io.breakwater.protocol.house.v1.ListMembersResponse;
import io.breakwater.protocol.house.v1.ListObligationsRequest;
import io.breakwater.protocol.house.v1.ListObligationsResponse;
import io.breakwater.protocol.house.v1.LocateAccountRequest;
import io.breakwater.protocol.house.v1.LocateAccountResponse;
import io.breakwater.protocol.house.v1.Node;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.OpenAccountResponse;
import io.breakwater.protocol.house.v1.PayObligationRequest;
import io.breakwater.protocol.house.v1.PayObligationResponse;
import io.breakwater.protocol.house.v1.RegisterMemberRequest;
import io.breakwater.protocol.house.v1.RegisterMemberResponse;
import io.breakwater.protocol.house.v1.SetAssessmentPeriodRequest;
import io.breakwater.protocol.house.v1.SetAssessmentPeriodResponse;
import io.breakwater.protocol.house.v1.SetDeskTermsRequest;
import io.breakwater.protocol.house.v1.SetDeskTermsResponse;
import io.breakwater.protocol.house.v1.SetHouseTermsRequest;
import io.breakwater.protocol.house.v1.SetHouseTermsResponse;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SetServiceTermsResponse;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.process.EntityId;
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

    private final EntityCluster cluster;
    private final ServiceView service;
    private final CatalogueRequests catalogue;
    private final AccountOpening opening;
    private final DefaultDealings defaults;
    private final TrialBalances trial;
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

    public HouseApi(EntityCluster cluster, ServiceView service, AccountDirectory directory, Supplier<Health> health) {
        Entities entities = new Entities(cluster);
        this.cluster = cluster;
        this.service = service;
        this.catalogue = new CatalogueRequests(entities, service);
        this.opening = new AccountOpening(entities);
        this.defaults = new DefaultDealings(entities, service, directory, opening);
        this.trial = new TrialBalances(entities, service);
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
        if (AccountOpening.isReserved(account)) {
            throw ApiError.ACCOUNT_EXISTS.with("the account is one of the house's own", Map.of("field", "account"));
        }
        return opening.open(caller, account, terms).thenApply(opened -> OpenAccountResponse.newBuilder()
                .setAccount(account.key())
                .build());
    }

    @Override
    public void setHouseTerms(SetHouseTermsRequest request, StreamObserver<SetHouseTermsResponse> caller) {
        Unary.answer(caller, () -> defaults.setTerms(Caller.current(), request)
                .thenApply(position ->
                        SetHouseTermsResponse.newBuilder().setPosition(position).build()));
    }

    @Override
    public void registerMember(RegisterMemberRequest request, StreamObserver<RegisterMemberResponse> caller) {
        Unary.answer(caller, () -> defaults.register(Caller.current(), request)
                .thenApply(position -> RegisterMemberResponse.newBuilder()
                        .setPosition(position)
                        .build()));
    }

    @Override
    public void setAssessmentPeriod(
            SetAssessmentPeriodRequest request, StreamObserver<SetAssessmentPeriodResponse> caller) {
        Unary.answer(caller, () -> defaults.setPeriod(Caller.current(), request)
                .thenApply(position -> SetAssessmentPeriodResponse.newBuilder()
                        .setPosition(position)
                        .build()));
    }

    @Override
    public void setDeskTerms(SetDeskTermsRequest request, StreamObserver<SetDeskTermsResponse> caller) {
        Unary.answer(caller, () -> defaults.setDesk(Caller.current(), request)
                .thenApply(position ->
                        SetDeskTermsResponse.newBuilder().setPosition(position).build()));
    }

    @Override
    public void getHouse(GetHouseRequest request, StreamObserver<GetHouseResponse> caller) {
        Unary.answer(caller, () -> defaults.house(Caller.current()));
    }

    @Override
    public void listMembers(ListMembersRequest request, StreamObserver<ListMembersResponse> caller) {
        Unary.answer(caller, () -> defaults.members(Caller.current()));
    }

    @Override
    public void listObligations(ListObligationsRequest request, StreamObserver<ListObligationsResponse> caller) {
        Unary.answer(caller, () -> defaults.obligations(Caller.current(), request));
    }

    @Override
    public void payObligation(PayObligationRequest request, StreamObserver<PayObligationResponse> caller) {
        Unary.answer(caller, () -> defaults.pay(Caller.current(), request)
                .thenApply(position ->
                        PayObligationResponse.newBuilder().setPosition(position).build()));
    }

    @Override
    public void getTrialBalance(GetTrialBalanceRequest request, StreamObserver<GetTrialBalanceResponse> caller) {
        Unary.answer(caller, () -> trial.of(Caller.current(), request));
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
