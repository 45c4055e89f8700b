package io.breakwater.node.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.node.journal.Claim;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.JournalStore;
import io.breakwater.node.journal.MissingRowException;
import io.breakwater.node.journal.Partitions;
import io.breakwater.node.journal.StoredEvents;
import io.breakwater.node.journal.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CassandraJournalStoreIT {
    private static final WriteOutcome WRITTEN = new WriteOutcome.Written();
    private static final UUID START = new UUID(0, 1);

    @SuppressWarnings("NullAway.Init") // before all tests
    private TestKeyspace keyspace;

    private int ids;
    private long claims;

    @BeforeAll
    void createKeyspace() {
        keyspace = TestKeyspace.create();
    }

    @AfterAll
    void dropKeyspace() {
        keyspace.close();
    }

    @Test
    void aWriteSentAgainIsRecognisedAsOurOwnEvenAfterLaterWrites() {
        JournalStore store = keyspace.store(Partitions.FIXED);
        String id = freshId();
        EventBatch first = EventBatch.continuing(Head.NONE, StoredEvents.range(id, "w", 1, 2));
        assertThat(write(store, first)).isEqualTo(WRITTEN);
        assertThat(write(store, first)).isEqualTo(WRITTEN);
        EventBatch second = EventBatch.continuing(first.head(Partitions.FIXED), StoredEvents.range(id, "w", 3, 3));
        assertThat(write(store, second)).isEqualTo(WRITTEN);
        assertThat(write(store, first)).isEqualTo(WRITTEN);
        assertThat(texts(keyspace.reader().rows(id))).containsExactly("w-1", "w-2", "w-3");
    }

    @Test
    void ofTwoRivalsOneIsRefused() {
        JournalStore store = keyspace.store(Partitions.FIXED);
        String id = freshId();
        EventBatch ours = EventBatch.continuing(Head.NONE, StoredEvents.range(id, "ours", 1, 1));
        EventBatch theirs = EventBatch.continuing(Head.NONE, StoredEvents.range(id, "theirs", 1, 3));
        assertThat(write(store, ours)).isEqualTo(WRITTEN);
        assertThat(write(store, theirs)).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(texts(keyspace.reader().rows(id))).containsExactly("ours-1");
    }

    @Test
    void batchesOfManyIdsAreAnsweredOneByOne() {
        JournalStore store = keyspace.store(Partitions.FIXED);
        String taken = freshId();
        String free = freshId();
        assertThat(write(store, EventBatch.continuing(Head.NONE, StoredEvents.range(taken, "w", 1, 1))))
                .isEqualTo(WRITTEN);
        List<CompletionStage<WriteOutcome>> outcomes = store.write(List.of(
                EventBatch.continuing(Head.NONE, StoredEvents.range(taken, "x", 1, 1)),
                EventBatch.continuing(Head.NONE, StoredEvents.range(free, "x", 1, 1))));
        assertThat(await(outcomes.get(0))).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(await(outcomes.get(1))).isEqualTo(WRITTEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void recoveryFindsHeadAndRowsFromEveryNumberWhateverTheBorders(int partitionRows) {
        Partitions partitions = new Partitions(partitionRows);
        JournalStore store = keyspace.store(partitions);
        String id = freshId();
        long seed = Long.getLong("seed", System.nanoTime());
        Head head = writeHistory(store, id, 30, partitionRows, new Random(seed));
        for (long near = 0; near <= head.sequenceNumber(); near++) {
            Claim claim = claim();
            assertThat(await(store.recover(id, near, () -> claim)))
                    .as("head near %d, seed %d", near, seed)
                    .isEqualTo(head.under(Optional.of(claim)));
            assertThat(numbers(replay(store, id, near + 1, head.sequenceNumber())))
                    .as("rows behind %d, seed %d", near, seed)
                    .isEqualTo(LongStream.rangeClosed(near + 1, head.sequenceNumber())
                            .boxed()
                            .toList());
        }
        Head last = head.under(Optional.of(new Claim(START, claims)));
        assertThat(await(store.head(id, head.sequenceNumber() + 100))).isEqualTo(last);
        assertThat(replay(store, id, 1, JournalStore.TO_THE_END)).hasSize((int) head.sequenceNumber());
        assertThat(replay(store, id, head.sequenceNumber() + 1, JournalStore.TO_THE_END))
                .isEmpty();
        assertThatThrownBy(() -> replay(store, id, 1, head.sequenceNumber() + 1))
                .hasRootCauseInstanceOf(MissingRowException.class);
    }

    @Test
    void aStaleWriterMeetsItsRivalAtTheBorder() {
        Partitions partitions = new Partitions(4);
        JournalStore store = keyspace.store(partitions);
        String id = freshId();
        EventBatch begin = EventBatch.continuing(Head.NONE, StoredEvents.range(id, "w", 1, 3));
        EventBatch spill = EventBatch.continuing(begin.head(partitions), StoredEvents.range(id, "w", 4, 6));
        EventBatch stale = EventBatch.continuing(begin.head(partitions), StoredEvents.range(id, "zombie", 4, 4));
        assertThat(write(store, begin)).isEqualTo(WRITTEN);
        assertThat(write(store, spill)).isEqualTo(WRITTEN);
        assertThat(write(store, stale)).isInstanceOf(WriteOutcome.Conflict.class);
        EventBatch next = EventBatch.continuing(spill.head(partitions), StoredEvents.range(id, "w", 7, 7));
        EventBatch rival = EventBatch.continuing(spill.head(partitions), StoredEvents.range(id, "zombie", 7, 8));
        assertThat(write(store, next)).isEqualTo(WRITTEN);
        assertThat(write(store, rival)).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(write(store, next)).isEqualTo(WRITTEN);
        assertThat(numbers(replay(store, id, 1, 7))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 512})
    void onceAHistoryIsClaimedAWriteFromBeforeIsRefusedWhateverTheBorders(int partitionRows) {
        Partitions partitions = new Partitions(partitionRows);
        JournalStore store = keyspace.store(partitions);
        for (int length = 0; length <= 9; length++) {
            String id = freshId();
            Head unclaimed = writeHistory(store, id, length, 1, new Random(1));
            EventBatch fromBefore = next(unclaimed, id, "late");
            Head first = await(store.recover(id, length, this::claim));
            assertThat(write(store, fromBefore)).as("after %d", length).isInstanceOf(WriteOutcome.Conflict.class);
            EventBatch late = next(first, id, "late");
            Head second = await(store.recover(id, 0, this::claim));
            assertThat(second.sequenceNumber()).isEqualTo(length);
            assertThat(write(store, late)).as("after %d", length).isInstanceOf(WriteOutcome.Conflict.class);
            for (int more = 1; more <= 5; more++) {
                EventBatch batch = next(second, id, "w");
                assertThat(write(store, batch)).as("%d after %d", more, length).isEqualTo(WRITTEN);
                assertThat(write(store, late)).isInstanceOf(WriteOutcome.Conflict.class);
                second = batch.head(partitions);
            }
            assertThat(texts(keyspace.reader().rows(id))).noneMatch(text -> text.startsWith("late"));
            assertThat(await(store.recover(id, 0, this::claim)).sequenceNumber())
                    .isEqualTo(length + 5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 512})
    void aWriteUnderWayWhileAHistoryIsClaimedIsEitherRecoveredOrRefused(int partitionRows) {
        Partitions partitions = new Partitions(partitionRows);
        JournalStore store = keyspace.store(partitions);
        String id = freshId();
        Head mine = await(store.recover(id, 0, this::claim));
        for (int round = 1; round <= 60; round++) {
            CompletionStage<WriteOutcome> written =
                    store.write(List.of(next(mine, id, "w"))).get(0);
            CompletionStage<Head> recovered = store.recover(id, 0, this::claim);
            boolean isWritten = await(written).equals(WRITTEN);
            Head successor = await(recovered);
            assertThat(successor.sequenceNumber())
                    .as("written: %s", isWritten)
                    .isEqualTo(mine.sequenceNumber() + (isWritten ? 1 : 0));
            mine = successor;
        }
    }

    @Test
    void ofManyWhoClaimAtOnceOneMayWrite() {
        JournalStore store = keyspace.store(Partitions.FIXED);
        String id = freshId();
        List<CompletionStage<Head>> claimed = IntStream.range(0, 12)
                .mapToObj(each -> store.recover(id, 0, this::claim))
                .toList();
        List<Head> heads = claimed.stream().map(each -> await(each)).toList();
        assertThat(heads.stream()
                        .filter(head -> write(store, next(head, id, "w")).equals(WRITTEN)))
                .hasSize(1);
    }

    @Test
    void aCopyOfAClaimThatArrivesAfterTheNextClaimIsNotApplied() {
        JournalStore store = keyspace.store(Partitions.FIXED);
        JournalTable table =
                new JournalTable(keyspace.session(), keyspace.name(), Partitions.FIXED, StoreSettings.DEFAULT);
        String id = freshId();
        Head before = writeHistory(store, id, 2, 1, new Random(1));
        Claim early = claim();
        Head held = await(store.recover(id, 0, () -> early));
        assertThat(await(table.claim(id, held, early)).wasApplied()).isTrue();
        Head successor = await(store.recover(id, 0, this::claim));
        assertThat(await(table.claim(id, before, early)).wasApplied()).isFalse();
        assertThat(await(table.claim(id, held, early)).wasApplied()).isFalse();
        assertThat(write(store, next(held, id, "late"))).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(write(store, next(successor, id, "w"))).isEqualTo(WRITTEN);
    }

    @Test
    void anOvertakenAttemptIsNotAppliedWhenItArrivesAfterRivalsHaveTakenTurns() {
        JournalStore store = keyspace.store(Partitions.FIXED);
        JournalTable table =
                new JournalTable(keyspace.session(), keyspace.name(), Partitions.FIXED, StoreSettings.DEFAULT);
        String id = freshId();
        Head first = await(store.recover(id, 0, this::claim));
        Head rival = await(store.recover(id, 0, this::claim));
        Claim overtaken = claim();
        Head again = await(store.recover(id, 0, this::claim));
        Head winner = await(store.recover(id, 0, this::claim));
        assertThat(await(table.claim(id, rival, overtaken)).wasApplied()).isFalse();
        for (Head loser : List.of(first, rival, again)) {
            assertThat(write(store, next(loser, id, "late"))).isInstanceOf(WriteOutcome.Conflict.class);
        }
        assertThat(write(store, next(winner, id, "w"))).isEqualTo(WRITTEN);
    }

    @Test
    void aClaimAloneIsNoHistory() {
        JournalStore store = keyspace.store(new Partitions(4));
        String id = freshId();
        Claim claim = claim();
        assertThat(await(store.recover(id, 0, () -> claim))).isEqualTo(Head.NONE.under(Optional.of(claim)));
        assertThat(await(store.recover(id, 7, this::claim))).matches(Head::isNone);
        assertThat(keyspace.reader().persistenceIds()).doesNotContain(id);
        assertThat(keyspace.reader().rows(id)).isEmpty();
        String full = freshId();
        writeHistory(store, full, 4, 1, new Random(1));
        await(store.recover(full, 0, this::claim));
        assertThat(keyspace.reader().partitions().get(full)).containsExactly(0L);
        assertThat(keyspace.reader().rows(full)).hasSize(4);
    }

    @Test
    void aDeleteMarkHidesRowsFromReplayAndTheRowsStay() {
        Partitions partitions = new Partitions(4);
        JournalStore store = keyspace.store(partitions);
        String id = freshId();
        Head head = writeHistory(store, id, 10, 1, new Random(1));
        await(store.markDeleted(id, 6));
        await(store.markDeleted(id, 5));
        assertThat(numbers(replay(store, id, 1, 10))).containsExactly(7L, 8L, 9L, 10L);
        await(store.markDeleted(id, Long.MAX_VALUE));
        assertThat(replay(store, id, 1, 10)).isEmpty();
        Claim claim = claim();
        assertThat(await(store.recover(id, 0, () -> claim))).isEqualTo(head.under(Optional.of(claim)));
        assertThat(keyspace.reader().rows(id)).hasSize(10);
    }

    @Test
    void aMissingRowIsNotPassedOver() {
        Partitions partitions = new Partitions(4);
        JournalStore store = keyspace.store(partitions);
        String id = freshId();
        writeHistory(store, id, 6, 1, new Random(1));
        keyspace.session()
                .execute(
                        "DELETE FROM " + keyspace.name()
                                + ".journal WHERE persistence_id = ? AND partition_number = 0 AND sequence_number = 3",
                        id);
        assertThatThrownBy(() -> replay(store, id, 1, 6)).hasRootCauseInstanceOf(MissingRowException.class);
        assertThat(numbers(replay(store, id, 4, 6))).containsExactly(4L, 5L, 6L);
    }

    private Head writeHistory(JournalStore store, String id, long atLeast, int most, Random random) {
        Head head = Head.NONE;
        while (head.sequenceNumber() < atLeast) {
            long from = head.sequenceNumber() + 1;
            EventBatch batch =
                    EventBatch.continuing(head, StoredEvents.range(id, "w", from, from + random.nextInt(most)));
            assertThat(write(store, batch)).isEqualTo(WRITTEN);
            head = batch.head(store.partitions());
        }
        return head;
    }

    private String freshId() {
        ids++;
        return "account|" + ids;
    }

    private synchronized Claim claim() {
        claims++;
        return new Claim(START, claims);
    }

    private static EventBatch next(Head head, String id, String text) {
        long number = head.sequenceNumber() + 1;
        return EventBatch.continuing(head, StoredEvents.range(id, text, number, number));
    }

    private static WriteOutcome write(JournalStore store, EventBatch batch) {
        return await(store.write(List.of(batch)).get(0));
    }

    private static List<JournalRow> replay(JournalStore store, String id, long from, long to) {
        List<JournalRow> rows = new ArrayList<>();
        store.replay(id, from, to, Long.MAX_VALUE, rows::add)
                .toCompletableFuture()
                .join();
        return rows;
    }

    private static List<Long> numbers(List<JournalRow> rows) {
        return rows.stream().map(JournalRow::sequenceNumber).toList();
    }

    private static List<String> texts(List<JournalRow> rows) {
        return rows.stream()
                .map(row -> row.event().payload().bytes().utf8String())
                .toList();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
