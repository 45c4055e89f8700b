package io.breakwater.node.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Random;
import java.util.concurrent.CompletionStage;
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

    @SuppressWarnings("NullAway.Init") // before all tests
    private TestKeyspace keyspace;

    private int ids;

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
            assertThat(await(store.recover(id, near)))
                    .as("head near %d, seed %d", near, seed)
                    .isEqualTo(head);
            assertThat(numbers(replay(store, id, near + 1, head.sequenceNumber())))
                    .as("rows behind %d, seed %d", near, seed)
                    .isEqualTo(LongStream.rangeClosed(near + 1, head.sequenceNumber())
                            .boxed()
                            .toList());
        }
        assertThat(await(store.head(id, head.sequenceNumber() + 100))).isEqualTo(head);
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
        assertThat(await(store.recover(id, 0))).isEqualTo(head);
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
