package io.breakwater.waterfall.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bank.Bank;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankMemory;
import io.breakwater.waterfall.bank.BankRules;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.SourceMessage.Register;
import io.breakwater.waterfall.posting.SourceMessage.Registered;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A source that has to be on the house's list before its first entry; any source will do to show it. */
class RegisteredTest {

    private static final EntityId SELF = EntityId.of(EntityKind.BANK, "main");
    private static final EntityId HOUSE = EntityId.of(EntityKind.HOUSE, "main");
    private static final EntityId ALDER = EntityId.of(EntityKind.ACCOUNT, "alder.house");
    private static final Send REGISTER = new Send(HOUSE, new Register(SELF));
    private static final BankInput DEPOSIT = new BankInput.RecordLines(
            1, List.of(new StatementLine.Deposit(ALDER, Currency.of("USD", 2).amount("5.00"))));

    private final Alone<Bank, Attended.Memory<BankMemory>, Attended.Input<BankInput>, BankEvent> source =
            new Alone<>(SELF, Attended.registered(new BankRules(), HOUSE));

    @Test
    void nothingIsBookedBeforeTheHouseConfirms() {
        keep();
        assertThat(offer(DEPOSIT)).isTrue();
        assertThat(source.sent()).contains(REGISTER);
        assertThat(source.journal()).isEmpty();
        source.ask(new Attended.Input.Listed<>(new Registered(SELF)));
        assertThat(offer(DEPOSIT)).isFalse();
        assertThat(source.journal()).hasSize(1);
    }

    @Test
    void anotherSourcesRegistrationCountsForNothing() {
        keep();
        offer(DEPOSIT);
        source.ask(new Attended.Input.Listed<>(new Registered(HOUSE)));
        assertThat(offer(DEPOSIT)).isTrue();
        assertThat(source.journal()).isEmpty();
    }

    @Test
    void itAsksEverySecondUntilItIsAnswered() {
        keep();
        offer(DEPOSIT);
        tick(Duration.ofMillis(900));
        assertThat(source.sent()).doesNotContain(REGISTER);
        tick(Duration.ofMillis(100));
        assertThat(source.sent()).contains(REGISTER);
        source.ask(new Attended.Input.Listed<>(new Registered(SELF)));
        tick(Duration.ofSeconds(5));
        assertThat(source.sent()).doesNotContain(REGISTER);
    }

    @Test
    void whatBooksNothingDoesNotWait() {
        keep();
        assertThat(offer(new BankInput.Flush(ALDER, "2"))).isFalse();
        assertThat(source.journal()).hasSize(1);
        assertThat(offer(DEPOSIT)).isTrue();
    }

    private boolean offer(BankInput input) {
        return source.tell(new Attended.Input.ToSource<>(input), "treasury/main")
                .later();
    }

    private void tick(Duration passed) {
        source.pass(passed);
        source.ask(new Attended.Input.ToSource<>(new BankInput.Tick()));
    }

    private void keep() {
        offer(new BankInput.Flush(ALDER, "1"));
        source.ask(new Attended.Input.Kept<>(new EnlistmentKept(SELF, new Enlistment(0, Optional.empty(), false))));
    }
}
