package io.breakwater.node.scenario.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.scenario.report.CallTable;
import io.breakwater.node.scenario.report.CallTable.Outcome;
import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.MarginCall;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CallLedgerTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final LocalDate APRIL_14 = LocalDate.of(2020, 4, 14);
    private static final String ACCOUNT = "cedar.c1";

    private final CallLedger ledger = new CallLedger(USD);

    @Test
    void aCallThatIsNoLongerShownAfterAllOfItWasPaidWasMet() {
        ledger.see(with(call("10.00", "0.00", CallStage.CALL_STAGE_ISSUED)), APRIL_14);
        ledger.paid(ACCOUNT, usd("10.00"));
        ledger.see(without(), APRIL_14);
        assertThat(ledger.table().rows())
                .containsExactly(new CallTable.Row(
                        APRIL_14, ACCOUNT, usd("10.00"), 0, usd("10.00"), 1, usd("10.00"), Outcome.MET));
    }

    @Test
    void aCallThatIsNoLongerShownThoughItWasNotPaidWasWithdrawn() {
        ledger.see(with(call("10.00", "0.00", CallStage.CALL_STAGE_ISSUED)), APRIL_14);
        ledger.see(without(), APRIL_14);
        assertThat(ledger.table().rows())
                .singleElement()
                .extracting(CallTable.Row::outcome)
                .isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aCallThatIsNoLongerShownPastItsDeadlineHasExpiredAndWasCuredSince() {
        ledger.see(with(call("10.00", "0.00", CallStage.CALL_STAGE_ISSUED)), APRIL_14);
        ledger.pass(APRIL_14);
        ledger.see(without(), APRIL_14);
        assertThat(ledger.expired()).containsExactly(ACCOUNT);
    }

    @Test
    void anExpiredCallKeepsWhatWasPaidOnIt() {
        ledger.see(with(call("10.00", "0.00", CallStage.CALL_STAGE_ISSUED)), APRIL_14);
        ledger.paid(ACCOUNT, usd("4.00"));
        ledger.see(with(call("10.00", "4.00", CallStage.CALL_STAGE_PARTLY_MET)), APRIL_14);
        assertThat(ledger.open(APRIL_14)).containsExactly(ACCOUNT);
        ledger.see(with(call("10.00", "4.00", CallStage.CALL_STAGE_EXPIRED)), APRIL_14.plusDays(1));
        assertThat(ledger.expired()).containsExactly(ACCOUNT);
        assertThat(ledger.table().rows())
                .containsExactly(new CallTable.Row(
                        APRIL_14, ACCOUNT, usd("10.00"), 0, usd("10.00"), 1, usd("4.00"), Outcome.EXPIRED));
        assertThat(ledger.table().counts().partlyMet()).isEqualTo(1);
    }

    @Test
    void aRaiseKeepsWhatWasFirstAskedFor() {
        ledger.see(with(call("10.00", "0.00", CallStage.CALL_STAGE_ISSUED)), APRIL_14);
        MarginCall raised = call("15.00", "0.00", CallStage.CALL_STAGE_ISSUED).toBuilder()
                .addSuperseded(Wire.amount(usd("10.00")))
                .build();
        ledger.see(with(raised), APRIL_14.plusDays(1));
        assertThat(ledger.table().rows())
                .containsExactly(new CallTable.Row(
                        APRIL_14, ACCOUNT, usd("10.00"), 1, usd("15.00"), 0, usd("0.00"), Outcome.OPEN));
    }

    private static Money usd(String amount) {
        return USD.amount(amount);
    }

    private static MarginCall call(String asked, String paid, CallStage stage) {
        return MarginCall.newBuilder()
                .setNumber(3)
                .setStage(stage)
                .setAsked(Wire.amount(usd(asked)))
                .setPaid(Wire.amount(usd(paid)))
                .setUnpaid(Wire.amount(usd(asked).minus(usd(paid))))
                .build();
    }

    private static GetAccountResponse with(MarginCall call) {
        return without().toBuilder().setCall(call).build();
    }

    private static GetAccountResponse without() {
        return GetAccountResponse.newBuilder().setAccount(ACCOUNT).build();
    }
}
