package io.breakwater.waterfall.bank;

import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.AssetLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The custodian's word that collateral was sold. */
class CollateralSoldTest {

    private static final EntityId ELM = EntityId.of(EntityKind.ACCOUNT, "elm.house");
    private static final AssetId BILLS = AssetId.of("T-BILL");

    /** 2,000,000 of face at 99.95 %. */
    @Test
    void unitsAndProceedsMoveInOneEntry() {
        Alone<Bank, BankMemory, BankInput, BankEvent> bank =
                new Alone<>(EntityId.of(EntityKind.BANK, "main"), new BankRules());
        StatementLine line = new StatementLine.CollateralSold(ELM, BILLS, 2_000_000, USD.amount("1999000.00"));
        bank.ask(new BankInput.RecordLines(1, List.of(line)));
        bank.ask(new BankInput.RecordLines(1, List.of(line)));
        assertThat(bank.journal()).hasSize(1);
        BankEvent.LinesRecorded event =
                (BankEvent.LinesRecorded) bank.journal().get(0).event();
        assertThat(event.entries())
                .containsExactly(Entry.of(
                        "line-1",
                        Purpose.COLLATERAL_SALE,
                        Posting.of(ELM, new AssetLeg(BILLS, -2_000_000), new MoneyLeg(USD.amount("1999000.00"))),
                        Posting.of(
                                bank.state().external(),
                                new AssetLeg(BILLS, 2_000_000),
                                new MoneyLeg(USD.amount("-1999000.00")))));
    }

    @Test
    void nothingIsSoldForLessThanNothing() {
        assertThatThrownBy(() -> new StatementLine.CollateralSold(ELM, BILLS, 0, USD.zero()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StatementLine.CollateralSold(ELM, BILLS, 1, USD.amount("-0.01")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
