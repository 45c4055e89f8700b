package io.breakwater.node.edge;

import static io.breakwater.node.edge.PrincipalKind.AUDITOR;
import static io.breakwater.node.edge.PrincipalKind.MEMBER;
import static io.breakwater.node.edge.PrincipalKind.OPERATOR;
import static io.breakwater.node.edge.PrincipalKind.PRICES;
import static io.breakwater.node.edge.PrincipalKind.TREASURY;
import static io.breakwater.node.edge.PrincipalKind.VENUE;

import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.auction.v1.AuctionServiceGrpc;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.Map;
import java.util.Set;

/** Which kind of principal may call what: one table, and what is not in it is refused. */
final class Permissions {

    private static final Set<PrincipalKind> EVERYBODY = Set.of(PrincipalKind.values());

    private static final Map<String, Set<PrincipalKind>> TABLE = Map.ofEntries(
            row(HouseServiceGrpc.getSetServiceTermsMethod(), OPERATOR),
            row(HouseServiceGrpc.getListInstrumentMethod(), OPERATOR),
            row(HouseServiceGrpc.getAcceptCollateralMethod(), OPERATOR),
            row(HouseServiceGrpc.getOpenAccountMethod(), OPERATOR),
            row(HouseServiceGrpc.getLocateAccountMethod(), OPERATOR),
            Map.entry(HouseServiceGrpc.getGetClusterHealthMethod().getFullMethodName(), EVERYBODY),
            row(HouseServiceGrpc.getSetHouseTermsMethod(), OPERATOR),
            row(HouseServiceGrpc.getRegisterMemberMethod(), OPERATOR),
            row(HouseServiceGrpc.getSetAssessmentPeriodMethod(), OPERATOR),
            row(HouseServiceGrpc.getSetDeskTermsMethod(), OPERATOR),
            row(HouseServiceGrpc.getGetHouseMethod(), OPERATOR, TREASURY, AUDITOR),
            row(HouseServiceGrpc.getListMembersMethod(), MEMBER, OPERATOR, TREASURY, AUDITOR),
            row(HouseServiceGrpc.getListObligationsMethod(), MEMBER, OPERATOR, TREASURY, AUDITOR),
            row(HouseServiceGrpc.getPayObligationMethod(), MEMBER),
            row(HouseServiceGrpc.getGetTrialBalanceMethod(), OPERATOR, TREASURY, AUDITOR),
            row(AuctionServiceGrpc.getListAuctionsMethod(), MEMBER, OPERATOR, AUDITOR),
            row(AuctionServiceGrpc.getGetAuctionMethod(), MEMBER, OPERATOR, AUDITOR),
            row(AuctionServiceGrpc.getPlaceBidMethod(), MEMBER),
            row(AuctionServiceGrpc.getWithdrawBidMethod(), MEMBER),
            row(AuctionServiceGrpc.getPlaceStandingBidMethod(), MEMBER),
            row(AuctionServiceGrpc.getWithdrawStandingBidMethod(), MEMBER),
            row(AuctionServiceGrpc.getListStandingBidsMethod(), MEMBER, OPERATOR, AUDITOR),
            row(DefaultsServiceGrpc.getListDefaultsMethod(), OPERATOR, TREASURY, AUDITOR),
            row(DefaultsServiceGrpc.getGetDefaultMethod(), OPERATOR, TREASURY, AUDITOR),
            row(DefaultsServiceGrpc.getWatchDefaultMethod(), OPERATOR, TREASURY, AUDITOR),
            row(DefaultsServiceGrpc.getListDeleveragingsMethod(), MEMBER, OPERATOR, AUDITOR),
            row(TreasuryServiceGrpc.getRecordStatementLinesMethod(), TREASURY),
            row(TreasuryServiceGrpc.getListPayoutsMethod(), TREASURY, OPERATOR, AUDITOR),
            row(TradeServiceGrpc.getSubmitTradesMethod(), VENUE),
            row(PriceServiceGrpc.getPublishPricesMethod(), PRICES),
            Map.entry(PriceServiceGrpc.getGetSnapshotMethod().getFullMethodName(), EVERYBODY),
            row(AccountServiceGrpc.getAcknowledgeCallMethod(), MEMBER),
            row(AccountServiceGrpc.getRequestWithdrawalMethod(), MEMBER),
            row(AccountServiceGrpc.getGetAccountMethod(), MEMBER, OPERATOR, AUDITOR),
            row(AccountServiceGrpc.getWatchAccountMethod(), MEMBER, OPERATOR, AUDITOR),
            row(AccountServiceGrpc.getEstimateRequirementMethod(), MEMBER, OPERATOR, AUDITOR),
            row(AccountServiceGrpc.getGetRequestStatusMethod(), MEMBER));

    private Permissions() {}

    private static Map.Entry<String, Set<PrincipalKind>> row(MethodDescriptor<?, ?> method, PrincipalKind... kinds) {
        return Map.entry(method.getFullMethodName(), Set.of(kinds));
    }

    /** True when this kind of principal may call the method. */
    static boolean allows(PrincipalKind kind, String fullMethodName) {
        return TABLE.getOrDefault(fullMethodName, Set.of()).contains(kind);
    }

    /** The methods that have a row. */
    static Set<String> methods() {
        return TABLE.keySet();
    }
}
