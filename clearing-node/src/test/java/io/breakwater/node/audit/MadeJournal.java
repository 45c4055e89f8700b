package io.breakwater.node.audit;

import io.breakwater.node.journal.Attribution;
import io.breakwater.node.journal.Chain;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.StoredEvent;
import io.breakwater.node.journal.StoredPayload;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.process.EntityId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.pekko.util.ByteString;

/** A journal in memory, written honestly and then tampered with. */
final class MadeJournal implements JournalSource {

    static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final UUID WRITE = new UUID(7, 7);

    private final SortedMap<String, List<JournalRow>> rows = new TreeMap<>();
    private final Map<String, Head> heads = new HashMap<>();
    private final Map<ByteString, Object> events = new HashMap<>();
    private String writer = "writer-1";

    /** Adds an event under the next number. */
    long append(EntityId entity, Object event) {
        Instant at =
                event instanceof AccountEvent.CallExpired expired ? expired.at().time() : NOW;
        return append(entity, event, Optional.of(Attribution.of("entity/test", "1", at)));
    }

    long append(EntityId entity, Object event, Optional<Attribution> by) {
        List<JournalRow> all = rows.computeIfAbsent(entity.toString(), first -> new ArrayList<>());
        long number = all.size() + 1L;
        Chain before = all.isEmpty() ? Chain.GENESIS : all.get(all.size() - 1).chain();
        JournalRow row = row(entity.toString(), number, payload(event), by, before);
        all.add(row);
        heads.put(entity.toString(), new Head(number, 0, row.chain()));
        return number;
    }

    /** From now on somebody else writes. */
    void writtenBy(String next) {
        writer = next;
    }

    /** The last event of an entity. */
    Object last(EntityId entity) {
        List<JournalRow> all = rows(entity);
        return event(all.get(all.size() - 1).event().payload());
    }

    Object at(EntityId entity, long number) {
        return event(rows(entity).get((int) number - 1).event().payload());
    }

    /** Puts another event in the place of one; the chain stays as it was. */
    void alter(EntityId entity, long number, UnaryOperator<Object> change) {
        JournalRow row = rows(entity).get((int) number - 1);
        StoredPayload payload = payload(change.apply(event(row.event().payload())));
        rows(entity).set((int) number - 1, with(row, number, payload));
    }

    /** Computes the chain of an entity anew, as somebody would who covers his tracks. */
    void chainAnew(EntityId entity) {
        Chain chain = Chain.GENESIS;
        List<JournalRow> all = rows(entity);
        for (int i = 0; i < all.size(); i++) {
            JournalRow row = all.get(i);
            chain = chain.next(
                    entity.toString(), row.sequenceNumber(), row.event().payload());
            all.set(i, new JournalRow(row.event(), row.partition(), row.writeId(), chain));
        }
        heads.put(entity.toString(), new Head(all.get(all.size() - 1).sequenceNumber(), 0, chain));
    }

    void remove(EntityId entity, long number) {
        rows(entity).removeIf(row -> row.sequenceNumber() == number);
    }

    /** Two rows with everything in them change their numbers. */
    void exchange(EntityId entity, long one, long other) {
        List<JournalRow> all = rows(entity);
        JournalRow first = all.get((int) one - 1);
        JournalRow second = all.get((int) other - 1);
        all.set((int) one - 1, with(second, one, second.event().payload()));
        all.set((int) other - 1, with(first, other, first.event().payload()));
    }

    @Override
    public List<String> persistenceIds() {
        return List.copyOf(rows.keySet());
    }

    @Override
    public void read(String persistenceId, Rows to) {
        rows.getOrDefault(persistenceId, List.of()).forEach(to::row);
        to.partition(heads.getOrDefault(persistenceId, Head.NONE), 0);
    }

    @Override
    public Object event(StoredPayload payload) {
        Object event = events.get(payload.bytes());
        if (event == null) {
            throw new IllegalStateException("unreadable: " + payload.bytes().utf8String());
        }
        return event;
    }

    private List<JournalRow> rows(EntityId entity) {
        return Objects.requireNonNull(rows.get(entity.toString()), entity.toString());
    }

    private StoredPayload payload(Object event) {
        ByteString bytes = ByteString.fromString(event.toString());
        events.put(bytes, event);
        return new StoredPayload(1, "", bytes);
    }

    private JournalRow row(
            String persistenceId, long number, StoredPayload payload, Optional<Attribution> by, Chain before) {
        StoredEvent event =
                new StoredEvent(persistenceId, number, payload, "", writer, 0, Set.of(), Optional.empty(), by);
        return new JournalRow(event, 0, WRITE, before.next(persistenceId, number, payload));
    }

    private static JournalRow with(JournalRow row, long number, StoredPayload payload) {
        StoredEvent was = row.event();
        StoredEvent is = new StoredEvent(
                was.persistenceId(),
                number,
                payload,
                was.adapterManifest(),
                was.writerId(),
                0,
                Set.of(),
                Optional.empty(),
                was.attribution());
        return new JournalRow(is, row.partition(), row.writeId(), row.chain());
    }
}
