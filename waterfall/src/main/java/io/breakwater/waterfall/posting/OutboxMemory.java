package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.posting.Outbox.Owed;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The half of a source's channels that a recovery forgets: the newest bodies, what is in flight to whom, and the
 * acknowledgements that are not persisted yet. {@link OutboxRound} sends from it.
 *
 * @param paged postings on the pages of all lanes together
 */
public record OutboxMemory(
        Bodies bodies,
        Table<EntityId, Lane> lanes,
        Dispatch dispatch,
        Rereading rereading,
        Heard heard,
        long paged,
        OutboxBounds bounds) {

    /** The memory of a source that has just recovered: everything owed is read again and sent again, paced. */
    public static OutboxMemory awake(Outbox outbox) {
        return awake(outbox, OutboxBounds.STANDARD);
    }

    /** The same within other bounds. */
    public static OutboxMemory awake(Outbox outbox, OutboxBounds bounds) {
        Dispatch dispatch = Dispatch.NOTHING;
        for (EntityId account : outbox.owed().keySet()) {
            dispatch = dispatch.repeatAt(account, Duration.ZERO);
        }
        return new OutboxMemory(
                Bodies.after(outbox.booked(), bounds.newest()),
                Table.empty(),
                dispatch,
                Rereading.NONE,
                Heard.NOTHING,
                0,
                bounds);
    }

    /** After an event of this source that this very instance has persisted. */
    public OutboxMemory persisted(Numbered<? extends SourceEvent> event) {
        List<Acknowledgement> settled = event.event().acknowledged();
        Table<EntityId, Lane> rest = lanes;
        for (Acknowledgement done : settled) {
            boolean forgettable = rest.find(done.account())
                    .filter(lane -> lane.isForgettable(done.mark()))
                    .isPresent();
            rest = forgettable ? rest.without(done.account()) : rest;
        }
        Dispatch next = dispatch;
        for (EntityId account : Bodies.booked(event.event()).keySet()) {
            Lane lane = rest.find(account).orElse(Lane.IDLE);
            boolean free =
                    !lane.isInFlight() && !lane.stopped() && !next.repeatAt().containsKey(account);
            next = free ? next.withFresh(account) : next;
        }
        return new OutboxMemory(bodies.with(event), rest, next, rereading, heard.persisted(settled), paged, bounds);
    }

    /**
     * Takes an account's mark, which is true for ever and is persisted with the next event. A mark beyond everything this
     * source has booked means that the source was restored from an old copy: the lane stops.
     */
    public OutboxMemory acknowledged(Outbox outbox, PostingsAcknowledged word, Duration uptime) {
        EntityId account = word.account();
        if (word.mark() > outbox.booked()) {
            return stopped(account);
        }
        Optional<Owed> owed = outbox.owed().find(account);
        Lane lane = lanes.find(account).orElse(Lane.IDLE);
        if (owed.isEmpty() || lane.stopped() || word.mark() < lane.start(owed.get())) {
            return this;
        }
        boolean more = word.mark() < owed.get().last();
        Dispatch settled = dispatch.settled(account);
        return new OutboxMemory(
                        bodies.acknowledged(account, word.mark()),
                        lanes,
                        more ? settled.withFresh(account) : settled.withoutFresh(account),
                        more ? rereading : rereading.without(account),
                        heard.with(account, word.mark(), uptime),
                        paged,
                        bounds)
                .withLane(account, lane.acknowledged(word.mark(), more));
    }

    /** Takes an account's word that it knows a number as another entry: nothing more is sent to it. */
    public OutboxMemory contradicted(PostingsContradicted word) {
        return stopped(word.account());
    }

    /** The accounts whose channels have stopped because of a contradiction: an alarm as long as there are any. */
    public List<EntityId> stopped() {
        return lanes.entrySet().stream()
                .filter(row -> row.getValue().stopped())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The acknowledgements that the source's next event is to carry. */
    public List<Acknowledgement> toPersist() {
        return heard.toPersist();
    }

    /** True when acknowledgements have waited long enough for an event of their own. */
    public boolean isPersistingDue(Duration uptime) {
        return heard.isDue(uptime);
    }

    /**
     * The events from the number that was asked for on, as far as they were read. When the pages are full, the account
     * for which they were read still gets its next posting, so that everybody gets on.
     */
    public OutboxMemory reread(List<? extends Numbered<? extends SourceEvent>> events) {
        if (events.isEmpty() || rereading.open().isEmpty()) {
            return this;
        }
        long first = events.get(0).number();
        long last = events.get(events.size() - 1).number();
        Map<EntityId, Table<Long, List<Booking>>> pages = Pages.of(events, rereading.from(), bounds.page());
        OutboxMemory next = withRereading(rereading.answered());
        for (Map.Entry<EntityId, Long> row : rereading.from().entrySet()) {
            boolean served = first <= row.getValue() && row.getValue() <= last;
            boolean chosen = rereading.open().get().account().equals(row.getKey());
            Table<Long, List<Booking>> page = pages.getOrDefault(row.getKey(), Table.empty());
            boolean room = page.isEmpty() || next.paged + page.size() <= bounds.paged();
            boolean whole = room && page.size() < bounds.page();
            Table<Long, List<Booking>> kept = room ? page : Pages.firstOf(page);
            if (served && (room || chosen)) {
                long readTo = whole ? last : kept.last().orElseThrow().getKey();
                next = next.withPage(row.getKey(), kept, readTo);
            }
        }
        return next;
    }

    private OutboxMemory withPage(EntityId account, Table<Long, List<Booking>> page, long readTo) {
        Lane lane = lanes.find(account).orElse(Lane.IDLE).read(readTo, page);
        return new OutboxMemory(
                        bodies, lanes, dispatch.withFresh(account), rereading.without(account), heard, paged, bounds)
                .withLane(account, lane);
    }

    private OutboxMemory stopped(EntityId account) {
        Lane lane = lanes.find(account).orElse(Lane.IDLE).stop();
        Dispatch quiet = dispatch.settled(account).withoutFresh(account);
        return new OutboxMemory(bodies, lanes, quiet, rereading.without(account), heard, paged, bounds)
                .withLane(account, lane);
    }

    OutboxMemory withLane(EntityId account, Lane lane) {
        long before = lanes.find(account).orElse(Lane.IDLE).page().size();
        return new OutboxMemory(
                bodies,
                lanes.with(account, lane),
                dispatch,
                rereading,
                heard,
                paged - before + lane.page().size(),
                bounds);
    }

    OutboxMemory withoutLane(EntityId account) {
        OutboxMemory emptied = withLane(account, Lane.IDLE);
        return new OutboxMemory(
                bodies, emptied.lanes.without(account), dispatch, rereading, heard, emptied.paged, bounds);
    }

    OutboxMemory withDispatch(Dispatch next) {
        return new OutboxMemory(bodies, lanes, next, rereading, heard, paged, bounds);
    }

    OutboxMemory withRereading(Rereading next) {
        return new OutboxMemory(bodies, lanes, dispatch, next, heard, paged, bounds);
    }

    /** What can be sent to this account now without a gap, at most one message's worth. */
    List<Delivery> deliverable(EntityId account, Owed owed) {
        Lane lane = lanes.find(account).orElse(Lane.IDLE);
        List<Map.Entry<Long, List<Booking>>> rows = new ArrayList<>();
        for (Map.Entry<Long, List<Booking>> row : lane.page().from(lane.start(owed))) {
            rows.add(row);
        }
        if (lane.isComplete(owed, bodies.forgotten())) {
            rows.addAll(bodies.of(account, lane.knownTo(owed) + 1, PostingsMessage.LEGS));
        }
        List<Delivery> deliveries = new ArrayList<>();
        long after = 0;
        int legs = 0;
        for (Map.Entry<Long, List<Booking>> row : rows) {
            Delivery delivery = new Delivery(row.getKey(), after, row.getValue());
            legs += delivery.weight();
            if (legs > PostingsMessage.LEGS && !deliveries.isEmpty()) {
                break;
            }
            deliveries.add(delivery);
            after = row.getKey();
        }
        return deliveries;
    }
}
