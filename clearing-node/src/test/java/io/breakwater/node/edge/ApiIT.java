package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.breakwater.node.process.Requests;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.breakwater.protocol.accounts.v1.AcknowledgeCallRequest;
import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.GetRequestStatusRequest;
import io.breakwater.protocol.accounts.v1.RequestResource;
import io.breakwater.protocol.accounts.v1.RequestStatus;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.Standing;
import io.breakwater.protocol.accounts.v1.WithdrawalDecision;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.prices.v1.GetSnapshotRequest;
import io.breakwater.protocol.prices.v1.PriceKind;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc.PriceServiceBlockingStub;
import io.breakwater.protocol.prices.v1.PublishPricesRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesResponse;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import io.breakwater.protocol.treasury.v1.ListPayoutsRequest;
import io.breakwater.protocol.treasury.v1.PayoutPaid;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesResponse;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc.TreasuryServiceBlockingStub;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small house through the whole API of one node: from its terms to a call that is met and a withdrawal that is paid. */
final class ApiIT {

    private static final Duration JUDGED_WITHIN = Duration.ofSeconds(20);
    private static final String ALDER = "alder.house";
    private static final String BIRCH = "birch.house";

    private static OneNode house;

    @BeforeAll
    static void startTheNode() {
        house = OneNode.start("api");
    }

    @AfterAll
    static void stopTheNode() {
        house.close();
    }

    @Test
    void aHouseRunsFromItsTermsToAWithdrawalThatIsPaidAndEveryRepeatIsAnsweredTheSame() {
        openTheHouse();
        clearATrade();
        ApiSteps.ask(house);
        JournalPosition seen = ApiSteps.watch(house);
        GetAccountResponse called = settleAgainstTheBuyer();
        ApiSteps.watchOn(house, seen, called);
        meetTheCall(called);
        payTheSellerOut();
        ApiSteps.balance(house);
    }

    private static void openTheHouse() {
        var operator = house.as("operator/ops", HouseServiceGrpc::newBlockingStub);
        StatusRuntimeException early = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> operator.openAccount(HouseRequests.account(ALDER, "alder").build()));
        assertThat(early.getStatus().getCode()).as("before terms are set").isEqualTo(Code.FAILED_PRECONDITION);
        for (int repeat = 0; repeat < 2; repeat++) {
            assertThat(operator.setServiceTerms(HouseRequests.terms().build()).getCatalogueVersion())
                    .isEqualTo(1);
        }
        for (int repeat = 0; repeat < 2; repeat++) {
            assertThat(operator.listInstrument(HouseRequests.oil().build()).getCatalogueVersion())
                    .isEqualTo(2);
        }
        for (int repeat = 0; repeat < 2; repeat++) {
            assertThat(operator.acceptCollateral(HouseRequests.bill().build()).getCatalogueVersion())
                    .isEqualTo(3);
            operator.openAccount(HouseRequests.account(ALDER, "alder").build());
            operator.openAccount(HouseRequests.account(BIRCH, "birch").build());
        }
    }

    private static void clearATrade() {
        JournalPosition alder = recorded(HouseRequests.deposit(1, ALDER, HouseRequests.usd("100000")));
        recorded(HouseRequests.deposit(2, BIRCH, HouseRequests.usd("60000")));
        SubmitTradesRequest batch =
                HouseRequests.trade(1, ALDER, BIRCH, 5, "20.00").build();
        var venue = house.as("venue/nymex", TradeServiceGrpc::newBlockingStub);
        SubmitTradesResponse registered = venue.submitTrades(batch);
        assertThat(registered.getOutcomes(0).getAccepted()).isTrue();
        SubmitTradesResponse again = venue.submitTrades(batch);
        assertThat(again.getReplayed()).isTrue();
        assertThat(again.getOutcomesList()).isEqualTo(registered.getOutcomesList());
        assertThat(again.getPosition()).isEqualTo(registered.getPosition());
        GetAccountResponse view = member("alder")
                .getAccount(HouseRequests.read(ALDER)
                        .addMinPositions(alder)
                        .addMinPositions(registered.getPosition())
                        .build());
        assertThat(view.getCash()).isEqualTo(HouseRequests.usd("100000.00"));
        assertThat(view.getPositions(0).getLots()).isEqualTo(5);
        assertThat(view.getPositions(0).getCost()).isEqualTo(HouseRequests.usd("100000.00"));
    }

    /** 15.00 below the trade, outside the band: it takes two sources. The buyer loses 75,000 and is called for 12,500. */
    private static GetAccountResponse settleAgainstTheBuyer() {
        PublishPricesRequest settlement = HouseRequests.price(1, 14, "5.00", PriceKind.PRICE_KIND_SETTLEMENT)
                .build();
        assertThat(source("one")
                        .publishPrices(settlement.toBuilder().setSequence(2).build())
                        .getVerdicts(0)
                        .getVerdict())
                .isEqualTo("UNCONFIRMED");
        var confirmed = source("two").publishPrices(settlement);
        assertThat(confirmed.getVerdicts(0).getVerdict()).isEqualTo("CONFIRMED");
        assertThat(source("two").publishPrices(settlement)).isEqualTo(confirmed);
        var snapshot = source("one").getSnapshot(GetSnapshotRequest.getDefaultInstance());
        assertThat(snapshot.getSnapshot()).isEqualTo(confirmed.getSnapshot());
        assertThat(snapshot.getMarks(0).getPrice().getValue()).isEqualTo("5.00");
        GetAccountResponse called = readUntil(ALDER, view -> view.getStanding() == Standing.STANDING_UNDER_CALL);
        assertThat(called.getCash()).isEqualTo(HouseRequests.usd("25000.00"));
        assertThat(called.getCall().getUnpaid()).isEqualTo(HouseRequests.usd("12500.00"));
        assertThat(called.getCall().getAmounts(0).getSettlement()).isTrue();
        assertThat(called.getMargining().getMaintenance()).isEqualTo(HouseRequests.usd("37500.00"));
        assertThat(called.getMargining().getShortfall()).isEqualTo(HouseRequests.usd("12500.00"));
        assertThat(called.getMargining().getParts(0).getPerLot().getMaintenance())
                .isEqualTo(HouseRequests.usd("7500.00"));
        return called;
    }

    private static void meetTheCall(GetAccountResponse called) {
        AcknowledgeCallRequest acknowledge = AcknowledgeCallRequest.newBuilder()
                .setAccount(ALDER)
                .setCall(called.getCall().getNumber())
                .setRequestId(Requests.newId())
                .build();
        var acknowledged = member("alder").acknowledgeCall(acknowledge);
        assertThat(member("alder").acknowledgeCall(acknowledge)).isEqualTo(acknowledged);
        StatusRuntimeException reused = catchThrowableOfType(StatusRuntimeException.class, () -> member("alder")
                .acknowledgeCall(acknowledge.toBuilder().setCall(99).build()));
        assertThat(reused.getStatus().getCode()).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(member("alder")
                        .getRequestStatus(GetRequestStatusRequest.newBuilder()
                                .setAccount(ALDER)
                                .setRequestId(acknowledge.getRequestId())
                                .setResource(RequestResource.REQUEST_RESOURCE_ACCOUNT)
                                .build())
                        .getStatus())
                .isEqualTo(RequestStatus.REQUEST_STATUS_COMMITTED);
        assertThat(member("alder")
                        .getAccount(HouseRequests.read(ALDER).build())
                        .getCall()
                        .getStage())
                .isEqualTo(CallStage.CALL_STAGE_ACKNOWLEDGED);
        JournalPosition paid = recorded(HouseRequests.deposit(3, ALDER, HouseRequests.usd("12500")));
        GetAccountResponse met = member("alder")
                .getAccount(HouseRequests.read(ALDER).addMinPositions(paid).build());
        assertThat(met.getStanding()).isEqualTo(Standing.STANDING_GOOD);
    }

    private static void payTheSellerOut() {
        readUntil(BIRCH, view -> view.getCash().equals(HouseRequests.usd("135000.00")));
        RequestWithdrawalRequest request = withdrawal("10000");
        var accepted = member("birch").requestWithdrawal(request);
        assertThat(accepted.getDecision()).isEqualTo(WithdrawalDecision.WITHDRAWAL_DECISION_ACCEPTED);
        assertThat(member("birch").requestWithdrawal(request)).isEqualTo(accepted);
        assertThat(member("birch").requestWithdrawal(withdrawal("100000")).getDecision())
                .as("more than is free")
                .isEqualTo(WithdrawalDecision.WITHDRAWAL_DECISION_DECLINED);
        GetAccountResponse after = member("birch")
                .getAccount(HouseRequests.read(BIRCH)
                        .addMinPositions(accepted.getPosition())
                        .build());
        assertThat(after.getCash()).isEqualTo(HouseRequests.usd("125000.00"));
        ListPayoutsRequest list =
                ListPayoutsRequest.newBuilder().setAccount(BIRCH).build();
        assertThat(treasury().listPayouts(list).getPayouts(0).getPayout()).isEqualTo(accepted.getPayout());
        recorded(RecordStatementLinesRequest.newBuilder()
                .setBank("main")
                .setFirstLine(4)
                .addLines(StatementLine.newBuilder()
                        .setPayoutPaid(PayoutPaid.newBuilder()
                                .setPayout(accepted.getPayout())
                                .setAccount(BIRCH)
                                .setAmount(HouseRequests.usd("10000")))));
        await("the payout to be settled")
                .atMost(JUDGED_WITHIN)
                .until(() -> treasury().listPayouts(list).getPayoutsCount() == 0);
    }

    private static RequestWithdrawalRequest withdrawal(String amount) {
        return RequestWithdrawalRequest.newBuilder()
                .setAccount(BIRCH)
                .setAmount(HouseRequests.usd(amount))
                .setRequestId(Requests.newId())
                .build();
    }

    /** Records lines twice and gives their position. */
    private static JournalPosition recorded(RecordStatementLinesRequest.Builder lines) {
        RecordStatementLinesResponse first = treasury().recordStatementLines(lines.build());
        RecordStatementLinesResponse again = treasury().recordStatementLines(lines.build());
        assertThat(again.getReplayed()).isTrue();
        assertThat(again.getPosition()).isEqualTo(first.getPosition());
        return first.getPosition();
    }

    /** The account once it is as wanted: the desk judges it some moments after a price. */
    private static GetAccountResponse readUntil(String account, Predicate<GetAccountResponse> wanted) {
        String name = account.substring(0, account.indexOf('.'));
        return await("the account of " + name)
                .atMost(JUDGED_WITHIN)
                .until(() -> member(name).getAccount(HouseRequests.read(account).build()), wanted);
    }

    private static AccountServiceBlockingStub member(String name) {
        return house.as("member/" + name, AccountServiceGrpc::newBlockingStub);
    }

    private static PriceServiceBlockingStub source(String name) {
        return house.as("prices/" + name, PriceServiceGrpc::newBlockingStub);
    }

    private static TreasuryServiceBlockingStub treasury() {
        return house.as("treasury/main", TreasuryServiceGrpc::newBlockingStub);
    }
}
