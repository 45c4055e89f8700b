package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.breakwater.node.process.Requests;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.breakwater.protocol.accounts.v1.EstimateRequirementRequest;
import io.breakwater.protocol.accounts.v1.EstimateRequirementResponse;
import io.breakwater.protocol.accounts.v1.EstimatedJudgement;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.LotsChange;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import io.breakwater.protocol.accounts.v1.WatchAccountRequest;
import io.breakwater.protocol.accounts.v1.WatchAccountResponse;
import io.breakwater.protocol.accounts.v1.WithdrawalDecision;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.house.v1.GetTrialBalanceRequest;
import io.breakwater.protocol.house.v1.GetTrialBalanceResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.TrialGroup;
import io.breakwater.protocol.house.v1.TrialLine;
import io.breakwater.protocol.prices.v1.PriceKind;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Steps of {@link ApiIT}: what members ask before they do something, what they watch, and the sum of it all. */
final class ApiSteps {

    private static final String ALDER = "alder.house";

    private ApiSteps() {}

    /** The buyer has 100,000 and 5 lots at 20.00, for which it needs 37,500: what if, at a mark of 20.00. */
    static void ask(OneNode house) {
        house.as("prices/one", PriceServiceGrpc::newBlockingStub)
                .publishPrices(HouseRequests.price(1, 13, "20.00", PriceKind.PRICE_KIND_MARK)
                        .build());
        var alder = house.as("member/alder", AccountServiceGrpc::newBlockingStub);
        await("the mark to be heard")
                .atMost(Duration.ofSeconds(20))
                .until(() -> alder.getAccount(HouseRequests.read(ALDER).build()).hasMargining());
        long before = house.writtenForCallers();
        RequestWithdrawalResponse granted = alder.requestWithdrawal(withdrawal("62500"));
        assertThat(granted.getDecision()).isEqualTo(WithdrawalDecision.WITHDRAWAL_DECISION_ACCEPTED);
        assertThat(granted.getPayout()).isEmpty();
        assertThat(granted.getPreview().getTaken()).isEqualTo(HouseRequests.usd("62500.00"));
        assertThat(granted.getPreview().getWithdrawableAfter()).isEqualTo(HouseRequests.usd("0.00"));
        RequestWithdrawalResponse declined = alder.requestWithdrawal(withdrawal("62500.01"));
        assertThat(declined.getDecision()).isEqualTo(WithdrawalDecision.WITHDRAWAL_DECISION_DECLINED);
        assertThat(declined.getReason() + " " + declined.getDetail()).isEqualTo("HOLD_REFUSED INSUFFICIENT_EXCESS");
        assertThat(declined.getPreview().getWithdrawable()).isEqualTo(HouseRequests.usd("62500.00"));
        EstimateRequirementResponse fine = alder.estimateRequirement(estimate(8));
        assertThat(fine.getNow().getMaintenance()).isEqualTo(HouseRequests.usd("37500.00"));
        assertThat(fine.getThen().getMaintenance()).isEqualTo(HouseRequests.usd("97500.00"));
        assertThat(fine.getThen().getParts(0).getLots()).isEqualTo(13);
        assertThat(fine.getJudgement()).isEqualTo(EstimatedJudgement.ESTIMATED_JUDGEMENT_REST);
        EstimateRequirementResponse called = alder.estimateRequirement(estimate(9));
        assertThat(called.getJudgement()).isEqualTo(EstimatedJudgement.ESTIMATED_JUDGEMENT_CALL);
        assertThat(called.getCall()).isEqualTo(HouseRequests.usd("5000.00"));
        assertThat(house.writtenForCallers())
                .as("events that callers have caused")
                .isEqualTo(before);
        assertThat(alder.getAccount(HouseRequests.read(ALDER).build()).getHoldsCount())
                .as("holds")
                .isZero();
        assertThat(refused(house.as("member/birch", AccountServiceGrpc::newBlockingStub)))
                .isEqualTo("NOT_YOURS");
    }

    private static String refused(AccountServiceBlockingStub stranger) {
        return Errors.reason(
                catchThrowableOfType(StatusRuntimeException.class, () -> stranger.estimateRequirement(estimate(1))));
    }

    /** The position of an account that a member watches. */
    static JournalPosition watch(OneNode house) {
        WatchAccountResponse first = house.as("member/alder", AccountServiceGrpc::newBlockingStub)
                .watchAccount(WatchAccountRequest.newBuilder().setAccount(ALDER).build())
                .next();
        assertThat(first.getAccount().getPositions(0).getLots()).isEqualTo(5);
        assertThat(first.getPosition()).isEqualTo(first.getAccount().getPosition());
        assertThat(Errors.reason(catchThrowableOfType(StatusRuntimeException.class, () -> house.as(
                                "member/birch", AccountServiceGrpc::newBlockingStub)
                        .watchAccount(WatchAccountRequest.newBuilder()
                                .setAccount(ALDER)
                                .build())
                        .next())))
                .isEqualTo("NOT_YOURS");
        return first.getPosition();
    }

    /** Who watches on from an older position is told what is now, then that its time is up and from where to resume. */
    static void watchOn(OneNode house, JournalPosition seen, GetAccountResponse now) {
        var member =
                house.as("member/alder", AccountServiceGrpc::newBlockingStub).withDeadlineAfter(90, TimeUnit.SECONDS);
        Iterator<WatchAccountResponse> watch = member.watchAccount(WatchAccountRequest.newBuilder()
                .setAccount(ALDER)
                .setResumeFrom(seen)
                .build());
        WatchAccountResponse first = watch.next();
        assertThat(first.getPosition().getNumber()).isGreaterThan(seen.getNumber());
        assertThat(first.getAccount().getStanding()).isEqualTo(Standing.STANDING_UNDER_CALL);
        assertThat(first.getAccount().getCall()).isEqualTo(now.getCall());
        assertThat(Errors.reason(catchThrowableOfType(StatusRuntimeException.class, () -> house.as(
                                "member/alder", AccountServiceGrpc::newBlockingStub)
                        .withDeadlineAfter(2, TimeUnit.SECONDS)
                        .watchAccount(WatchAccountRequest.newBuilder()
                                .setAccount(ALDER)
                                .setResumeFrom(seen.toBuilder().setSource("account|birch.house"))
                                .build())
                        .next())))
                .isEqualTo("POSITION_MALFORMED");
    }

    /** At rest everything adds up to nothing, whole and in pages. */
    static void balance(OneNode house) {
        var auditor = house.as("auditor/one", HouseServiceGrpc::newBlockingStub);
        GetTrialBalanceResponse whole = await("rest")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> auditor.getTrialBalance(GetTrialBalanceRequest.getDefaultInstance()),
                        balance -> balance.getConsistent() && balance.getBalanced());
        assertThat(whole.getNextPageToken()).isEmpty();
        assertThat(whole.getTotals(0).getDifference()).isEqualTo(HouseRequests.usd("0.00"));
        assertThat(whole.getLots(0).getLongLots()).isEqualTo(5);
        assertThat(whole.getLots(0).getShortLots()).isEqualTo(5);
        assertThat(whole.getLinesList().stream()
                        .filter(line -> line.getGroup() == TrialGroup.TRIAL_GROUP_BANK)
                        .map(TrialLine::getCash))
                .as("100,000 + 60,000 + 12,500 deposited, 10,000 paid out")
                .containsExactly(HouseRequests.usd("-162500.00"));
        int accounts = 0;
        String token = "";
        do {
            GetTrialBalanceResponse page = auditor.getTrialBalance(GetTrialBalanceRequest.newBuilder()
                    .setPageToken(token)
                    .setPageSize(100)
                    .build());
            accounts += (int) page.getAccounts();
            token = page.getNextPageToken();
            assertThat(page.getBalanced()).as("a part balances nothing").isFalse();
        } while (!token.isEmpty());
        assertThat(accounts).isEqualTo((int) whole.getAccounts());
    }

    private static RequestWithdrawalRequest withdrawal(String amount) {
        return RequestWithdrawalRequest.newBuilder()
                .setAccount(ALDER)
                .setAmount(HouseRequests.usd(amount))
                .setRequestId(Requests.newId())
                .setValidateOnly(true)
                .build();
    }

    private static EstimateRequirementRequest estimate(long lots) {
        return EstimateRequirementRequest.newBuilder()
                .setAccount(ALDER)
                .addChanges(
                        LotsChange.newBuilder().setInstrument(HouseRequests.OIL).setLots(lots))
                .build();
    }
}
