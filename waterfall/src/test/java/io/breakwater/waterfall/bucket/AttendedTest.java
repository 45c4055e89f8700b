package io.breakwater.waterfall.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bank.Bank;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankMemory;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.BankRules;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.bucket.BucketMessage.Delist;
import io.breakwater.waterfall.bucket.BucketMessage.Enlist;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bank stream that its bucket keeps awake while an account owes it an acknowledgement. */
class AttendedTest {

    private static final EntityId MAIN = EntityId.of(EntityKind.BANK, "main");
    private static final EntityId ALDER = EntityId.of(EntityKind.ACCOUNT, "alder.house");
    private static final BankInput DEPOSIT = new BankInput.RecordLines(
            1, List.of(new StatementLine.Deposit(ALDER, Currency.of("USD", 2).amount("5.00"))));

    private final Attended<Bank, BankMemory, BankInput, BankEvent> rules = Attended.source(new BankRules());
    private final List<Message> sent = new ArrayList<>();
    private Bank bank = rules.initial(MAIN);
    private Attended.Memory<BankMemory> memory = rules.wake(bank);
    private Duration uptime = Duration.ofSeconds(100);

    @Test
    void nothingIsPersistedBeforeTheBucketKeepsIt() {
        assertThat(offer(DEPOSIT).later()).isTrue();
        assertThat(sent).containsExactly(new Enlist(MAIN, new Enlistment(0, Optional.empty(), false)));
        assertThat(bank.number()).isZero();
        keep();
        assertThat(offer(DEPOSIT).reply()).contains(new BankReply.Recorded(1, 1, false));
        assertThat(sent).hasAtLeastOneElementOfType(PostingsMessage.class);
    }

    @Test
    void itStaysWhileAnybodyOwesItAnAcknowledgement() {
        recordDeposit();
        pass(Duration.ofMinutes(5));
        assertThat(sent).doesNotHaveAnyElementsOfTypes(Delist.class);
    }

    @Test
    void itLeavesAfterARestWhenNothingIsOwed() {
        recordDeposit();
        acknowledge(ALDER);
        acknowledge(bank.external());
        pass(Duration.ofSeconds(2));
        assertThat(bank.owesNothing()).isTrue();
        assertThat(sent).doesNotHaveAnyElementsOfTypes(Delist.class);
        pass(Attended.REST);
        assertThat(sent).contains(new Delist(MAIN, bank.number()));
    }

    @Test
    void whoseLeavingWasLostLeavesWhenItIsWoken() {
        recordDeposit();
        acknowledge(ALDER);
        acknowledge(bank.external());
        pass(Duration.ofSeconds(2));
        memory = rules.wake(bank);
        acknowledge(ALDER);
        assertThat(sent).doesNotHaveAnyElementsOfTypes(Delist.class);
        pass(Duration.ofSeconds(1));
        assertThat(sent).contains(new Delist(MAIN, bank.number()));
    }

    @Test
    void aNewInstanceAsksAnewBeforeItPersists() {
        recordDeposit();
        memory = rules.wake(bank);
        BankInput second = new BankInput.RecordLines(
                2,
                List.of(new StatementLine.Deposit(ALDER, Currency.of("USD", 2).amount("1.00"))));
        assertThat(offer(second).later()).isTrue();
        assertThat(bank.number()).isEqualTo(1);
    }

    private void recordDeposit() {
        offer(DEPOSIT);
        keep();
        offer(DEPOSIT);
        sent.clear();
    }

    private void acknowledge(EntityId account) {
        offer(new BankInput.Acknowledged(new PostingsAcknowledged(account, MAIN, 1)));
    }

    private void keep() {
        react(new Attended.Input.Kept<>(new EnlistmentKept(MAIN, new Enlistment(0, Optional.empty(), false))));
    }

    private void pass(Duration time) {
        uptime = uptime.plus(time);
        react(rules.tick());
    }

    private Reaction<Attended.Memory<BankMemory>, BankEvent> offer(BankInput input) {
        return react(new Attended.Input.ToSource<>(input));
    }

    private Reaction<Attended.Memory<BankMemory>, BankEvent> react(Attended.Input<BankInput> input) {
        Now now = new Now(uptime, Optional.empty());
        Cause cause = new Cause("treasury/main", Optional.empty(), "r-1");
        Reaction<Attended.Memory<BankMemory>, BankEvent> reaction =
                rules.react(bank, memory, new Envelope<>(input, Optional.empty(), cause), now);
        memory = reaction.memory();
        reaction.event().ifPresent(event -> {
            Numbered<BankEvent> numbered = new Numbered<>(bank.number() + 1, event);
            bank = rules.apply(bank, numbered);
            memory = rules.persisted(memory, numbered);
        });
        Tending<Attended.Memory<BankMemory>> tending = rules.tend(bank, memory, now);
        memory = tending.memory();
        reaction.sends().stream().map(Send::body).forEach(sent::add);
        tending.sends().stream().map(Send::body).forEach(sent::add);
        return reaction;
    }
}
