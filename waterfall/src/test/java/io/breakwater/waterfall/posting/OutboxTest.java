package io.breakwater.waterfall.posting;

import static io.breakwater.waterfall.posting.Postings.ALFA;
import static io.breakwater.waterfall.posting.Postings.BANK;
import static io.breakwater.waterfall.posting.Postings.BRAVO;
import static io.breakwater.waterfall.posting.Postings.CHARLIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.posting.Outbox.Owed;
import io.breakwater.waterfall.posting.Postings.Event;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final int NEWEST = OutboxBounds.STANDARD.newest();

    private final List<Numbered<Event>> journal = new ArrayList<>();
    private final List<Send> sent = new ArrayList<>();
    private Outbox outbox = Outbox.EMPTY;
    private OutboxMemory memory = OutboxMemory.awake(Outbox.EMPTY);
    private Optional<Long> reread = Optional.empty();
    private Duration uptime = Duration.ofSeconds(10);

    @Test
    void keepsFirstAndLastNumberOwedAndNothingAboutTheOthers() {
        book(ALFA, BRAVO);
        book(ALFA, CHARLIE);
        assertThat(outbox.owed())
                .containsOnlyKeys(ALFA, BRAVO, CHARLIE)
                .containsEntry(ALFA, new Owed(1, 2))
                .containsEntry(CHARLIE, new Owed(2, 2));
        note(new Acknowledgement(ALFA, 1), new Acknowledgement(BRAVO, 1));
        assertThat(outbox.owed()).containsOnlyKeys(ALFA, CHARLIE).containsEntry(ALFA, new Owed(2, 2));
        note(new Acknowledgement(ALFA, 2), new Acknowledgement(CHARLIE, 2));
        assertThat(outbox.isSettled()).isTrue();
    }

    @Test
    void oneMessageIsInFlightPerAccountAndTheNextFollowsItsAcknowledgement() {
        book(ALFA, BRAVO);
        book(ALFA, CHARLIE);
        book(ALFA, CHARLIE);
        assertThat(numbersSentTo(ALFA)).containsExactly(List.of(1L));
        acknowledge(ALFA, 1);
        assertThat(numbersSentTo(ALFA)).containsExactly(List.of(1L), List.of(2L, 3L));
    }

    @Test
    void theFirstDeliveryFollowsNothingAndEachOtherTheOneBefore() {
        book(ALFA, BRAVO);
        book(ALFA, CHARLIE);
        book(ALFA, BRAVO);
        acknowledge(ALFA, 1);
        PostingsMessage message = (PostingsMessage) sent.get(sent.size() - 1).body();
        assertThat(message.deliveries().stream().map(Delivery::after)).containsExactly(0L, 2L);
    }

    @Test
    void anUnansweredMessageIsRepeatedAfterOneTwoFourSeconds() {
        book(ALFA, BRAVO);
        List<Integer> perSecond = new ArrayList<>();
        for (int second = 1; second <= 8; second++) {
            int before = numbersSentTo(ALFA).size();
            uptime = uptime.plusSeconds(1);
            tend();
            perSecond.add(numbersSentTo(ALFA).size() - before);
        }
        assertThat(perSecond).containsExactly(1, 0, 1, 0, 0, 0, 1, 0);
    }

    @Test
    void acknowledgementsRideInTheNextEventOrGetTheirOwnWhenNoneComes() {
        book(ALFA, BRAVO);
        acknowledge(ALFA, 1);
        assertThat(memory.toPersist()).containsExactly(new Acknowledgement(ALFA, 1));
        assertThat(memory.isPersistingDue(uptime)).isFalse();
        uptime = uptime.plus(Heard.PATIENCE);
        assertThat(memory.isPersistingDue(uptime)).isTrue();
        note(new Acknowledgement(ALFA, 1));
        assertThat(memory.toPersist()).isEmpty();
        assertThat(memory.isPersistingDue(uptime)).isFalse();
    }

    @Test
    void anAccountThatIsDownSlowsNobodyAndIsServedFromTheJournalWhenItIsBack() {
        for (int i = 0; i < NEWEST + 200; i++) {
            book(ALFA, BRAVO);
            acknowledge(BRAVO, journal.size());
        }
        assertThat(memory.bodies().bySlot()).hasSizeBetween(NEWEST - 1, NEWEST);
        assertThat(memory.bodies().byAge()).hasSameSizeAs(memory.bodies().bySlot());
        assertThat(memory.bodies().forgotten()).isPositive();
        assertThat(numbersSentTo(BRAVO)).hasSize(NEWEST + 200);
        sent.clear();
        uptime = uptime.plusSeconds(60);
        tend();
        long mark = 0;
        while (mark < journal.size()) {
            serveReread();
            List<List<Long>> messages = numbersSentTo(ALFA);
            List<Long> numbers = messages.get(messages.size() - 1);
            assertThat(numbers.get(0)).isEqualTo(mark + 1);
            mark = numbers.get(numbers.size() - 1);
            acknowledge(ALFA, mark);
        }
        assertThat(memory.paged()).isZero();
        assertThat(memory.bodies().bySlot()).isEmpty();
    }

    @Test
    void aRecoveredSourceReadsAgainWhatItOwesAndSendsItAgain() {
        book(ALFA, BRAVO);
        book(ALFA, CHARLIE);
        note(new Acknowledgement(BRAVO, 1));
        sent.clear();
        memory = OutboxMemory.awake(outbox);
        tend();
        assertThat(sent).isEmpty();
        assertThat(reread).contains(1L);
        serveReread();
        assertThat(numbersSentTo(ALFA)).containsExactly(List.of(1L, 2L));
        assertThat(numbersSentTo(CHARLIE)).containsExactly(List.of(2L));
        assertThat(numbersSentTo(BRAVO)).isEmpty();
    }

    @Test
    void whenThePagesAreFullAnAccountGetsOnePostingAtATime() {
        for (int i = 0; i < 5; i++) {
            book(ALFA, BRAVO);
        }
        sent.clear();
        memory = OutboxMemory.awake(outbox, new OutboxBounds(100, 6, 10));
        tend();
        serveReread();
        assertThat(numbersSentTo(ALFA)).containsExactly(List.of(1L, 2L, 3L, 4L, 5L));
        assertThat(numbersSentTo(BRAVO)).containsExactly(List.of(1L));
        acknowledge(BRAVO, 1);
        serveReread();
        assertThat(numbersSentTo(BRAVO)).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void anAccountThatDoesNotAnswerGivesItsPageUp() {
        for (int i = 0; i < 5; i++) {
            book(ALFA, BRAVO);
        }
        memory = OutboxMemory.awake(outbox);
        tend();
        serveReread();
        assertThat(memory.paged()).isEqualTo(10);
        for (int second = 0; second < 20; second++) {
            uptime = uptime.plusSeconds(1);
            tend();
        }
        assertThat(memory.paged()).isZero();
        acknowledge(ALFA, 3);
        serveReread();
        List<List<Long>> messages = numbersSentTo(ALFA);
        assertThat(messages.get(messages.size() - 1)).containsExactly(4L, 5L);
    }

    @Test
    void aReadingThatDoesNotComeBackIsAskedForAgain() {
        book(ALFA, BRAVO);
        memory = OutboxMemory.awake(outbox);
        tend();
        reread = Optional.empty();
        uptime = uptime.plus(Duration.ofSeconds(4));
        tend();
        assertThat(reread).isEmpty();
        uptime = uptime.plus(Rereading.PATIENCE);
        tend();
        assertThat(reread).contains(1L);
    }

    @Test
    void oneMessageHoldsAtMostAThousandLegs() {
        for (int i = 0; i < PostingsMessage.LEGS + 10; i++) {
            book(ALFA, BRAVO);
        }
        acknowledge(ALFA, 1);
        List<List<Long>> messages = numbersSentTo(ALFA);
        assertThat(messages.get(messages.size() - 1)).hasSize(PostingsMessage.LEGS);
    }

    @Test
    void aMarkBeyondEverythingBookedStopsTheLaneAndIsAnAlarm() {
        book(ALFA, BRAVO);
        acknowledge(ALFA, 99);
        assertThat(memory.stopped()).containsExactly(ALFA);
        assertThat(memory.toPersist()).isEmpty();
        int before = sent.size();
        book(ALFA, CHARLIE);
        uptime = uptime.plusSeconds(60);
        tend();
        assertThat(numbersSentTo(ALFA)).hasSize(1);
        assertThat(sent.size()).isGreaterThan(before);
    }

    @Test
    void aContradictionStopsTheLane() {
        book(ALFA, BRAVO);
        memory = memory.contradicted(new PostingsContradicted(ALFA, BANK, 1, "e1", "other"));
        uptime = uptime.plusSeconds(60);
        tend();
        assertThat(numbersSentTo(ALFA)).hasSize(1);
        assertThat(memory.stopped()).containsExactly(ALFA);
    }

    @Test
    void newEntriesAreRefusedWhenTooManyAccountsLag() {
        Table<EntityId, Owed> rows = Table.empty();
        for (int i = 0; i < Outbox.LAGGING - 1; i++) {
            rows = rows.with(EntityId.of(EntityKind.ACCOUNT, "L" + i), new Owed(1, 1));
        }
        Outbox full = new Outbox(rows.with(ALFA, new Owed(1, 1)), 1);
        assertThat(full.hasRoomFor(List.of(Postings.entry("e", ALFA, EntityId.parse("account|L0")))))
                .isTrue();
        assertThat(full.hasRoomFor(List.of(Postings.entry("e", ALFA, BRAVO)))).isFalse();
    }

    @Test
    void repetitionsArePacedWhenManyAccountsLag() {
        Table<EntityId, Owed> rows = Table.empty();
        for (int i = 0; i < 1_000; i++) {
            rows = rows.with(EntityId.of(EntityKind.ACCOUNT, "L" + i), new Owed(1, 1));
        }
        Outbox lagging = new Outbox(rows, 1);
        Tending<OutboxMemory> first = new OutboxRound(BANK, lagging, 0, uptime).tend(OutboxMemory.awake(lagging));
        assertThat(first.memory().rereading().from()).hasSize(Dispatch.REPEATS_AT_ONCE);
        assertThat(first.again()).contains(Dispatch.REPEAT_PACE);
    }

    private void book(EntityId to, EntityId from) {
        persist(Postings.booked(journal.size() + 1L, to, from));
    }

    private void note(Acknowledgement... acknowledgements) {
        persist(Postings.noted(journal.size() + 1L, List.of(acknowledgements)));
    }

    private void persist(Numbered<Event> event) {
        journal.add(event);
        outbox = outbox.after(event);
        memory = memory.persisted(event);
        tend();
    }

    private void acknowledge(EntityId account, long mark) {
        memory = memory.acknowledged(outbox, new PostingsAcknowledged(account, BANK, mark), uptime);
        tend();
    }

    private void tend() {
        Tending<OutboxMemory> tending = new OutboxRound(BANK, outbox, 0, uptime).tend(memory);
        memory = tending.memory();
        sent.addAll(tending.sends());
        reread = tending.reread().or(() -> reread);
    }

    private void serveReread() {
        while (reread.isPresent()) {
            int from = (int) (reread.get() - 1);
            reread = Optional.empty();
            memory = memory.reread(journal.subList(from, Math.min(journal.size(), from + 100)));
            tend();
        }
    }

    private List<List<Long>> numbersSentTo(EntityId account) {
        List<List<Long>> messages = new ArrayList<>();
        for (Send send : sent) {
            if (send.to().equals(account) && send.body() instanceof PostingsMessage message) {
                messages.add(message.deliveries().stream().map(Delivery::number).toList());
            }
        }
        return messages;
    }
}
