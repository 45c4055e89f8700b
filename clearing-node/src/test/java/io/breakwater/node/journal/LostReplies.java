package io.breakwater.node.journal;

import com.typesafe.config.Config;
import io.breakwater.node.journal.cassandra.CassandraStoreProvider;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;

/** The real store with a line that loses answers: the next writes are stored, and reported as unknown. */
public final class LostReplies implements JournalStoreProvider {
    static final AtomicInteger TO_LOSE = new AtomicInteger();

    @Override
    public JournalStore store(ActorSystem system, Config journal) {
        return new Line(new CassandraStoreProvider().store(system, journal));
    }

    private record Line(JournalStore far) implements JournalStore {
        @Override
        public Partitions partitions() {
            return far.partitions();
        }

        @Override
        public List<CompletionStage<WriteOutcome>> write(List<EventBatch> batches) {
            return far.write(batches).stream()
                    .map(answer -> answer.thenApply(Line::perhapsLost))
                    .toList();
        }

        private static WriteOutcome perhapsLost(WriteOutcome outcome) {
            return TO_LOSE.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? new WriteOutcome.Unknown(new TimeoutException("the answer was lost"))
                    : outcome;
        }

        @Override
        public CompletionStage<Head> head(String persistenceId, long near) {
            return far.head(persistenceId, near);
        }

        @Override
        public CompletionStage<Head> recover(String persistenceId, long near, Supplier<Claim> claims) {
            return far.recover(persistenceId, near, claims);
        }

        @Override
        public CompletionStage<Void> replay(
                String persistenceId, long from, long to, long max, Consumer<JournalRow> consumer) {
            return far.replay(persistenceId, from, to, max, consumer);
        }

        @Override
        public CompletionStage<Void> markDeleted(String persistenceId, long to) {
            return far.markDeleted(persistenceId, to);
        }
    }
}
