package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.Bucket;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may leave the care of its bucket: only an account that no price and no message can make act. */
final class RestTest {

    private static final String ALDER = "alder.house";
    private static final Duration LONG_AFTER_REST = AccountRules.REST.multipliedBy(3);

    private final TestHouse house = new TestHouse(new Carrier(new Generator(1), Faults.NONE));

    @Test
    void aFlatAccountLeavesWhenItIsAtRest() {
        house.open(ALDER, AccountKind.HOUSE);
        house.deposit(ALDER, USD.amount("1000.00"));
        house.carrier.run(Duration.ofSeconds(5));
        assertThat(isEnlisted()).isTrue();
        house.carrier.run(LONG_AFTER_REST);
        assertThat(isEnlisted()).isFalse();
    }

    @Test
    void anAccountWithLotsStaysUntilTheyAreGone() {
        house.open(ALDER, AccountKind.HOUSE);
        trade(3);
        house.carrier.run(LONG_AFTER_REST);
        assertThat(isEnlisted()).isTrue();
        trade(-3);
        house.carrier.run(LONG_AFTER_REST);
        assertThat(isEnlisted()).isFalse();
    }

    @Test
    void aFlatAccountThatOwesCashStaysUntilItIsPaid() {
        house.open(ALDER, AccountKind.HOUSE);
        tradeAt(3, "20.00");
        tradeAt(-3, "19.00");
        assertThat(house.account(ALDER).cash(USD)).isEqualTo(USD.amount("-3000.00"));
        house.carrier.run(LONG_AFTER_REST);
        assertThat(isEnlisted()).isTrue();
        house.deposit(ALDER, USD.amount("3000.00"));
        house.carrier.run(LONG_AFTER_REST);
        assertThat(isEnlisted()).isFalse();
    }

    @Test
    void anAccountWithAHoldStaysUntilItIsReleased() {
        house.open(ALDER, AccountKind.INTERNAL);
        house.deposit(ALDER, USD.amount("1000.00"));
        house.carrier.run(Duration.ofSeconds(5));
        HoldId id = new HoldId(TestHouse.MARKET, 1);
        Hold hold = new Hold(id, List.of(new Hold.Reserved.MoneyHeld(USD.amount("10.00"))));
        house.carrier.tell(TestHouse.id(ALDER), new HoldMessage.AskHold(TestHouse.id(ALDER), hold));
        house.carrier.run(LONG_AFTER_REST);
        assertThat(house.account(ALDER).holds().live()).hasSize(1);
        assertThat(isEnlisted()).isTrue();
        house.carrier.tell(TestHouse.id(ALDER), new HoldMessage.ReleaseHold(TestHouse.id(ALDER), id));
        house.carrier.run(LONG_AFTER_REST);
        assertThat(isEnlisted()).isFalse();
    }

    @Test
    void aFlatAccountWhoseLeavingWasLostLeavesWhenItIsWoken() {
        house.open(ALDER, AccountKind.HOUSE);
        house.deposit(ALDER, USD.amount("1000.00"));
        house.carrier.run(Duration.ofSeconds(5));
        Optional.ofNullable(house.accounts.get(ALDER)).orElseThrow().crash();
        assertThat(bucket().enlisted()).containsKey(TestHouse.id(ALDER));
        house.carrier.run(LONG_AFTER_REST);
        assertThat(isEnlisted()).isFalse();
        assertThat(bucket().enlisted()).doesNotContainKey(TestHouse.id(ALDER));
    }

    /** 100 lots at 25.00 need 737,000: settled at 23.00, 600,000 are there, and 137,000 are called. */
    @Test
    void aCallThatIsMetIsNoLongerOpenAtTheBucketOfAnAccountThatStays() {
        Market market = new Market(CallPolicy.clearingClient(Duration.ofMinutes(10)));
        house.open(ALDER, AccountKind.CLIENT);
        house.deposit(ALDER, USD.amount("800000"));
        tradeAt(100, "25.00");
        judge(market.settle("25.00"));
        judge(market.settle("23.00"));
        assertThat(bucket().callsOpen()).isEqualTo(1);
        house.deposit(ALDER, USD.amount("137000"));
        house.carrier.run(Duration.ofSeconds(5));
        assertThat(house.account(ALDER).standing()).isInstanceOf(Standing.Good.class);
        house.carrier.run(LONG_AFTER_REST);
        assertThat(bucket().callsOpen()).isZero();
        assertThat(bucket().enlisted().find(TestHouse.id(ALDER)).flatMap(Enlistment::deadline))
                .isEmpty();
        assertThat(isEnlisted()).isTrue();
    }

    private void judge(RiskFacts facts) {
        house.judge(ALDER, facts);
        house.carrier.run(Duration.ofSeconds(5));
    }

    private Bucket bucket() {
        return house.bucket(Buckets.of(TestHouse.id(ALDER)));
    }

    private void trade(long lots) {
        tradeAt(lots, "20.00");
    }

    private void tradeAt(long lots, String price) {
        LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(lots), Mark.of(CLK0.price(price)));
        house.book(ALDER, Purpose.TRADE, Posting.of(TestHouse.id(ALDER), leg));
        house.carrier.run(Duration.ofSeconds(5));
    }

    private boolean isEnlisted() {
        return Optional.ofNullable(house.accounts.get(ALDER))
                .orElseThrow()
                .memory()
                .attendance()
                .kept()
                .isPresent();
    }
}
