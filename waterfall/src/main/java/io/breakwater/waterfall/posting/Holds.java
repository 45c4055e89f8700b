package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.HoldEnded;
import io.breakwater.waterfall.posting.HoldMessage.HoldGranted;
import io.breakwater.waterfall.posting.HoldMessage.HoldRefused;
import io.breakwater.waterfall.posting.HoldMessage.ReleaseHold;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.table.Table;
import java.util.Map;
import java.util.Optional;

/**
 * The account's side of holds. Beside those that live it keeps, per source, the newest number and how it was answered: a
 * source asks one account one thing at a time, so a smaller number is always a late copy.
 */
public record Holds(Table<HoldId, Hold> live, Table<EntityId, Newest> newest) {

    public static final Holds NONE = new Holds(Table.empty(), Table.empty());

    /** Why a hold that was released before it was asked for is refused. */
    public static final String RELEASED = "RELEASED";

    /** The newest hold a source has asked for, and why it was refused if it was. */
    public record Newest(long number, Optional<String> refusal) {}

    /** True when the account has to decide on this and persist what it decides; else {@link #answer} says it all. */
    public boolean isNew(AskHold ask) {
        HoldId id = ask.hold().id();
        return newest.find(id.source())
                .filter(last -> last.number() >= id.number())
                .isEmpty();
    }

    /** The answer to a question that was decided before; none to a late copy of an old one. */
    public Optional<Message> answer(AskHold ask) {
        HoldId id = ask.hold().id();
        Optional<Newest> last = newest.find(id.source()).filter(known -> known.number() == id.number());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Message refusedOrEnded = last.get()
                .refusal()
                .<Message>map(reason -> new HoldRefused(ask.account(), id, reason))
                .orElseGet(() -> new HoldEnded(ask.account(), id));
        return Optional.of(live.find(id)
                .<Message>map(hold -> new HoldGranted(ask.account(), hold))
                .orElse(refusedOrEnded));
    }

    /** True when releasing this changes something that must be persisted before it is confirmed. */
    public boolean isNew(ReleaseHold release) {
        HoldId id = release.id();
        boolean unknown = newest.find(id.source())
                .filter(last -> last.number() >= id.number())
                .isEmpty();
        return unknown || live.containsKey(id);
    }

    /** After an event that granted this. */
    public Holds granted(Hold hold) {
        return new Holds(live.with(hold.id(), hold), newest.with(hold.id().source(), newest(hold.id(), "")));
    }

    /** After an event that refused this number. */
    public Holds refused(HoldId id, String reason) {
        return new Holds(live, newest.with(id.source(), newest(id, reason)));
    }

    /** After an event in which the source took this back; one that was never asked for is refused when it comes. */
    public Holds released(HoldId id) {
        boolean unknown = newest.find(id.source())
                .filter(last -> last.number() >= id.number())
                .isEmpty();
        return unknown ? refused(id, RELEASED) : new Holds(live.without(id), newest);
    }

    /** After an event that took postings of this source: the holds that they consume are used up. */
    public Holds consumed(EntityId source, Delivery delivery) {
        Table<HoldId, Hold> rest = live;
        for (Booking booking : delivery.bookings()) {
            Optional<Long> number = booking.posting().consumes();
            rest = number.isPresent() ? rest.without(new HoldId(source, number.get())) : rest;
        }
        return new Holds(rest, newest);
    }

    /** Without what closed episodes asked for. */
    public Holds closedBelow(Marks marks) {
        Table<EntityId, Newest> rest = newest;
        for (Map.Entry<EntityId, Newest> row : newest.entrySet()) {
            rest = marks.isClosed(row.getKey()) ? rest.without(row.getKey()) : rest;
        }
        return new Holds(live, rest);
    }

    private static Newest newest(HoldId id, String refusal) {
        return new Newest(id.number(), refusal.isEmpty() ? Optional.empty() : Optional.of(refusal));
    }
}
