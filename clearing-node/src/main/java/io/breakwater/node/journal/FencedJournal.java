package io.breakwater.node.journal;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The journal plugin {@code breakwater.journal}. Every write continues a head that this node has seen, under the claim
 * that the last recovery made; a write whose head or claim has changed is refused by the store and <em>fails</em> (it is
 * never "rejected": an entity must not go on with a hole). ADR 0002.
 *
 * <ul>
 *   <li>Recovery claims the id: from then on no write of an earlier instance is stored, so that what was recovered stays
 *       the truth until the recovered instance itself writes, or another claims.
 *   <li>A request is serialized and checked as a whole before anything is sent; an error there fails all of it.
 *   <li>The atomic writes of one request are merged into as few store writes as the limits allow, in order.
 *   <li>Recovery waits for a write of the same id that is still under way on this node.
 *   <li>Deleting records a mark that replay honours; rows stay.
 * </ul>
 */
public final class FencedJournal extends AsyncWriteJournal {
    private static final Logger LOG = LoggerFactory.getLogger(FencedJournal.class);

    private final JournalStore store;
    private final EventCodec codec;
    private final WriteLimits limits;
    private final RememberedHeads heads;
    private final Executor executor;
    private final ConcurrentMap<String, CompletionStage<?>> openWrites = new ConcurrentHashMap<>();
    private final UUID start = UUID.randomUUID();
    private final AtomicLong claims = new AtomicLong();

    /** Called by Pekko with the plugin's own configuration section. */
    public FencedJournal(Config config) throws ReflectiveOperationException {
        this.store = Class.forName(config.getString("store"))
                .asSubclass(JournalStoreProvider.class)
                .getConstructor()
                .newInstance()
                .store(context().system(), config);
        this.codec = new EventCodec(context().system());
        this.limits = WriteLimits.from(config, store.partitions());
        this.heads = new RememberedHeads(config.getInt("remembered-heads"));
        this.executor = context().dispatcher();
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> request) {
        List<AtomicWrite> writes = new ArrayList<>();
        request.forEach(writes::add);
        String persistenceId = writes.get(0).persistenceId();
        CompletionStage<Iterable<Optional<Exception>>> written = CompletableFuture.supplyAsync(
                        () -> encode(writes), executor)
                .thenCompose(this::writeInOrder)
                .thenApply(done -> List.of());
        openWrites.put(persistenceId, written);
        written.whenComplete((done, failure) -> openWrites.remove(persistenceId, written));
        return Promises.future(written);
    }

    /** All events of a request in stored form, merged into runs that each fit one write. */
    private List<List<StoredEvent>> encode(List<AtomicWrite> writes) {
        List<List<StoredEvent>> runs = new ArrayList<>();
        List<StoredEvent> run = new ArrayList<>();
        for (AtomicWrite write : writes) {
            List<StoredEvent> events = CollectionConverters.asJava(write.payload()).stream()
                    .map(codec::store)
                    .toList();
            limits.check(events);
            if (!limits.fits(run.size() + events.size(), WriteLimits.bytes(run) + WriteLimits.bytes(events))) {
                runs.add(run);
                run = new ArrayList<>();
            }
            run.addAll(events);
        }
        runs.add(run);
        return runs;
    }

    private CompletionStage<Void> writeInOrder(List<List<StoredEvent>> runs) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (List<StoredEvent> run : runs) {
            done = done.thenCompose(previous -> write(run));
        }
        return done;
    }

    private CompletionStage<Void> write(List<StoredEvent> events) {
        String persistenceId = events.get(0).persistenceId();
        long before = events.get(0).sequenceNumber() - 1;
        return headAt(persistenceId, before).thenCompose(previous -> {
            if (previous.sequenceNumber() != before) {
                throw refused(persistenceId, before + 1, "the head is " + previous.sequenceNumber());
            }
            EventBatch batch = EventBatch.continuing(previous, events);
            return store.write(List.of(batch)).get(0).thenAccept(outcome -> conclude(batch, outcome));
        });
    }

    /**
     * What the next write continues. A forgotten head is read; whoever writes here is this node's newest instance, so if
     * the last claim was made here it is its own.
     */
    private CompletionStage<Head> headAt(String persistenceId, long sequenceNumber) {
        return heads.at(persistenceId, sequenceNumber)
                .<CompletionStage<Head>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> store.head(persistenceId, sequenceNumber).thenApply(head -> {
                    if (head.claim().filter(claim -> !claim.isOf(start)).isPresent()) {
                        throw refused(persistenceId, sequenceNumber + 1, "another node has claimed it");
                    }
                    return head;
                }));
    }

    private void conclude(EventBatch batch, WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Written) {
            heads.remember(batch.persistenceId(), batch.head(store.partitions()));
            return;
        }
        heads.forget(batch.persistenceId());
        if (outcome instanceof WriteOutcome.Unknown unknown) {
            throw new UnknownWriteException(
                    "write " + batch.lowest() + ".." + batch.highest() + " of " + batch.persistenceId()
                            + " has an unknown outcome",
                    unknown.cause());
        }
        String detail = outcome instanceof WriteOutcome.Conflict conflict ? conflict.detail() : outcome.toString();
        throw refused(batch.persistenceId(), batch.lowest(), detail);
    }

    private static RefusedWriteException refused(String persistenceId, long sequenceNumber, String detail) {
        LOG.warn("refused write {} of {}: {}", sequenceNumber, persistenceId, detail);
        return new RefusedWriteException("another writer has continued " + persistenceId + ": write " + sequenceNumber
                + " is refused, " + detail);
    }

    @Override
    public Future<@Nullable Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return Promises.<@Nullable Void>future(
                afterOpenWrite(persistenceId).thenCompose(settled -> store.markDeleted(persistenceId, toSequenceNr)));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return Promises.future(afterOpenWrite(persistenceId)
                .thenCompose(settled ->
                        store.recover(persistenceId, fromSequenceNr, () -> new Claim(start, claims.incrementAndGet())))
                .thenApply(head -> {
                    heads.remember(persistenceId, head);
                    return head.sequenceNumber();
                }));
    }

    @Override
    public Future<@Nullable Void> doAsyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Consumer<PersistentRepr> replayCallback) {
        return Promises.<@Nullable Void>future(store.replay(
                persistenceId,
                Math.max(1, fromSequenceNr),
                toSequenceNr,
                max,
                row -> replayCallback.accept(codec.restore(row.event()))));
    }

    private CompletionStage<?> afterOpenWrite(String persistenceId) {
        CompletionStage<?> open = openWrites.get(persistenceId);
        return open == null ? CompletableFuture.completedFuture(Head.NONE) : open.handle((done, failure) -> Head.NONE);
    }
}
