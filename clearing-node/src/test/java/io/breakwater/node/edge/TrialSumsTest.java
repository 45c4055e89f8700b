package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.protocol.house.v1.GetTrialBalanceResponse;
import io.breakwater.protocol.house.v1.TrialGroup;
import io.breakwater.protocol.house.v1.TrialLine;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.table.Table;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A deposit of 100.00, 10.00 of it on its way out, and 3 lots at 20.00 that are half settled. */
final class TrialSumsTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final InstrumentId OIL = InstrumentId.of("OIL");

    private final TrialSums sums = new TrialSums();

    @Test
    void whatIsBookedOnBothSidesLeavesNothing() {
        addTheHouse("90", "60");
        assertThat(sums.isZero()).isTrue();
        GetTrialBalanceResponse.Builder response = GetTrialBalanceResponse.newBuilder();
        sums.writeTo(response);
        assertThat(response.getTotals(0).getDifference().getValue().getValue()).isEqualTo("0.00");
        assertThat(response.getLots(0).getLongLots()).isEqualTo(3);
        assertThat(response.getLots(0).getShortLots()).isEqualTo(3);
        assertThat(response.getLots(0).getDifference()).isZero();
        assertThat(response.getLinesList())
                .extracting(TrialLine::getGroup)
                .containsExactly(
                        TrialGroup.TRIAL_GROUP_HOUSE,
                        TrialGroup.TRIAL_GROUP_CLIENT,
                        TrialGroup.TRIAL_GROUP_BANK,
                        TrialGroup.TRIAL_GROUP_IN_TRANSIT);
        assertThat(response.getLines(2).getCash().getValue().getValue()).isEqualTo("-100.00");
    }

    @Test
    void aCentThatIsMissingIsLeftOver() {
        addTheHouse("89.99", "60");
        assertThat(sums.isZero()).isFalse();
        GetTrialBalanceResponse.Builder response = GetTrialBalanceResponse.newBuilder();
        sums.writeTo(response);
        assertThat(response.getTotals(0).getDifference().getValue().getValue()).isEqualTo("-0.01");
    }

    @Test
    void aTradeThatOneSideHasAlone() {
        addTheHouse("90", "60");
        add("birch.house", AccountKind.HOUSE, "0", 1, "20");
        assertThat(sums.isZero()).isFalse();
    }

    @Test
    void everyAccountHasItsGroup() {
        assertThat(group("own-capital", AccountKind.INTERNAL)).isEqualTo(TrialGroup.TRIAL_GROUP_OWN_CAPITAL);
        assertThat(group("insurance-fund", AccountKind.INTERNAL)).isEqualTo(TrialGroup.TRIAL_GROUP_INSURANCE_FUND);
        assertThat(group("contribution:alder", AccountKind.INTERNAL)).isEqualTo(TrialGroup.TRIAL_GROUP_CONTRIBUTION);
        assertThat(group("inventory:1:alder.house", AccountKind.INVENTORY)).isEqualTo(TrialGroup.TRIAL_GROUP_EPISODE);
        assertThat(group("estate:alder", AccountKind.ESTATE)).isEqualTo(TrialGroup.TRIAL_GROUP_EPISODE);
        for (AccountKind kind : AccountKind.values()) {
            assertThat(group("some", kind)).isNotEqualTo(TrialGroup.TRIAL_GROUP_UNSPECIFIED);
        }
    }

    private static TrialGroup group(String account, AccountKind kind) {
        return TrialSums.group(id(account), balance(Optional.of(kind), "0", 0, "0"));
    }

    private void addTheHouse(String alder, String cost) {
        sums.add(id("external:main"), balance(Optional.empty(), "-100", 0, "0"));
        sums.add(id("transit:7"), balance(Optional.empty(), "10", 0, "0"));
        add("alder.house", AccountKind.HOUSE, alder, 3, cost);
        add("cedar.c1", AccountKind.CLIENT, "-30", -3, "-90");
        add("cedar.c2", AccountKind.CLIENT, "0", 0, "0");
    }

    private void add(String account, AccountKind kind, String cash, long lots, String cost) {
        sums.add(id(account), balance(Optional.of(kind), cash, lots, cost));
    }

    private static AccountReply.Balance balance(Optional<AccountKind> kind, String cash, long lots, String cost) {
        SortedMap<InstrumentId, Holding> positions = new TreeMap<>();
        if (lots != 0) {
            positions.put(OIL, new Holding(Lots.of(lots), USD.amount(cost)));
        }
        Table<Currency, Money> money = Table.<Currency, Money>empty().with(USD, USD.amount(cash));
        return new AccountReply.Balance(
                1, kind.map(each -> new AccountTerms("some", each, USD)), money, positions, Optional.empty());
    }

    private static EntityId id(String account) {
        return EntityId.of(EntityKind.ACCOUNT, account);
    }
}
