package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.auction.v1.AuctionServiceGrpc;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PermissionsTest {

    private static final List<ServiceDescriptor> SERVICES = List.of(
            AccountServiceGrpc.getServiceDescriptor(),
            AuctionServiceGrpc.getServiceDescriptor(),
            DefaultsServiceGrpc.getServiceDescriptor(),
            HouseServiceGrpc.getServiceDescriptor(),
            PriceServiceGrpc.getServiceDescriptor(),
            TradeServiceGrpc.getServiceDescriptor(),
            TreasuryServiceGrpc.getServiceDescriptor());

    @Test
    void everyCallOfEveryServiceHasARowAndNoRowIsForAnythingElse() {
        assertThat(Permissions.methods())
                .containsExactlyInAnyOrderElementsOf(SERVICES.stream()
                        .flatMap(service -> service.getMethods().stream())
                        .map(MethodDescriptor::getFullMethodName)
                        .toList());
    }

    @Test
    void onlyTheTreasuryRecordsWhatBanksSay() {
        String method = TreasuryServiceGrpc.getRecordStatementLinesMethod().getFullMethodName();
        for (PrincipalKind kind : PrincipalKind.values()) {
            assertThat(Permissions.allows(kind, method)).as("%s", kind).isEqualTo(kind == PrincipalKind.TREASURY);
        }
    }

    @Test
    void onlyMembersBidAndPayWhatTheyOwe() {
        for (MethodDescriptor<?, ?> method : List.of(
                AuctionServiceGrpc.getPlaceBidMethod(),
                AuctionServiceGrpc.getWithdrawBidMethod(),
                AuctionServiceGrpc.getPlaceStandingBidMethod(),
                AuctionServiceGrpc.getWithdrawStandingBidMethod(),
                HouseServiceGrpc.getPayObligationMethod())) {
            for (PrincipalKind kind : PrincipalKind.values()) {
                assertThat(Permissions.allows(kind, method.getFullMethodName()))
                        .as("%s of %s", method.getFullMethodName(), kind)
                        .isEqualTo(kind == PrincipalKind.MEMBER);
            }
        }
    }

    @Test
    void membersSeeTheirOwnCutsAndNothingElseOfADefault() {
        for (MethodDescriptor<?, ?> method :
                DefaultsServiceGrpc.getServiceDescriptor().getMethods()) {
            assertThat(Permissions.allows(PrincipalKind.MEMBER, method.getFullMethodName()))
                    .as("%s", method.getFullMethodName())
                    .isEqualTo(method.equals(DefaultsServiceGrpc.getListDeleveragingsMethod()));
        }
    }

    @Test
    void whoRunsTheHouseNeverMovesWhatIsAMembers() {
        for (MethodDescriptor<?, ?> method : List.of(
                AccountServiceGrpc.getAcknowledgeCallMethod(), AccountServiceGrpc.getRequestWithdrawalMethod())) {
            for (PrincipalKind kind : PrincipalKind.values()) {
                assertThat(Permissions.allows(kind, method.getFullMethodName()))
                        .as("%s of %s", method.getFullMethodName(), kind)
                        .isEqualTo(kind == PrincipalKind.MEMBER);
            }
        }
    }

    @Test
    void theTrialBalanceIsForThoseWhoRunAndWatchTheHouse() {
        String method = HouseServiceGrpc.getGetTrialBalanceMethod().getFullMethodName();
        assertThat(List.of(PrincipalKind.values()).stream().filter(kind -> Permissions.allows(kind, method)))
                .containsExactlyInAnyOrder(PrincipalKind.OPERATOR, PrincipalKind.TREASURY, PrincipalKind.AUDITOR);
    }

    @Test
    void whatHasNoRowIsRefusedToEverybody() {
        for (PrincipalKind kind : PrincipalKind.values()) {
            assertThat(Permissions.allows(kind, "breakwater.house.v1.HouseService/Unheard"))
                    .as("%s", kind)
                    .isFalse();
        }
    }
}
