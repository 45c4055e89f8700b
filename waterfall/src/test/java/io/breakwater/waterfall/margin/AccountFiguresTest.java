package io.breakwater.waterfall.margin;

import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import org.junit.jupiter.api.Test;

class AccountFiguresTest {

    @Test
    void unsettledGainsNeverLeave() {
        assertThat(figures(1_000, 0, 0, 0, 500).withdrawable(USD.minor(800))).isEqualTo(USD.minor(200));
    }

    @Test
    void unsettledLossesStayCovered() {
        assertThat(figures(1_000, 0, 0, 0, -150).withdrawable(USD.minor(800))).isEqualTo(USD.minor(50));
        assertThat(figures(1_000, 0, 0, 0, -250).withdrawable(USD.minor(800))).isEqualTo(USD.zero());
    }

    @Test
    void collateralFreesCashButIsNotCash() {
        assertThat(figures(1_000, 0, 5_000, 0, 0).withdrawable(USD.minor(800))).isEqualTo(USD.minor(1_000));
    }

    @Test
    void whatIsHeldOrLockedStays() {
        assertThat(figures(1_000, 300, 5_000, 0, 0).withdrawable(USD.minor(800)))
                .isEqualTo(USD.minor(700));
        assertThat(figures(1_000, 0, 5_000, 400, 0).withdrawable(USD.minor(800)))
                .isEqualTo(USD.minor(600));
        assertThat(figures(1_000, 0, 0, 400, 0).shortfall(USD.minor(800))).isEqualTo(USD.minor(200));
    }

    @Test
    void equalIsEnough() {
        assertThat(figures(800, 0, 0, 0, 0).shortfall(USD.minor(800))).isEqualTo(USD.zero());
        assertThat(figures(800, 0, 0, 0, 0).excess(USD.minor(800))).isEqualTo(USD.zero());
    }

    @SeededTest(runs = 2_000)
    void aWithdrawalNeverLeavesAnAccountShortNorItsCashNegative(Generator any) {
        AccountFigures before = figures(
                any.between(-1_000, 1_000), any.upTo(200), any.upTo(1_000), any.upTo(200), any.between(-1_000, 1_000));
        Money requirement = USD.minor(any.upTo(1_000));
        Money paid = before.withdrawable(requirement);
        AccountFigures after = new AccountFigures(
                before.cash().minus(paid),
                before.lockedGains(),
                before.collateral(),
                before.held(),
                before.positionValue());
        assertThat(paid.isNegative()).isFalse();
        if (paid.isPositive()) {
            assertThat(after.shortfall(requirement)).isEqualTo(USD.zero());
            assertThat(after.cash().covers(after.held())).isTrue();
        }
        assertThat(after.withdrawable(requirement)).isEqualTo(USD.zero());
    }

    private static AccountFigures figures(long cash, long locked, long collateral, long held, long positions) {
        return new AccountFigures(
                USD.minor(cash), USD.minor(locked), USD.minor(collateral), USD.minor(held), USD.minor(positions));
    }
}
