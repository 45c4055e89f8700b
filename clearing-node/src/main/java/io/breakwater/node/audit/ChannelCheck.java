package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Invariant 3, of postings: each account takes what a source has booked for it once, in order and with the same content,
 * and nothing else; a source books each entry under one number. What lies above an account's mark is in flight.
 */
final class ChannelCheck implements Check {

    private final Verdicts verdicts;
    private final Consumer<Posting> inFlight;
    private final SortedMap<EntityId, SortedMap<EntityId, Channel>> bySource = new TreeMap<>();
    private final Map<Long, Long> entryIds = new HashMap<>();
    private long taken;
    private long flying;

    ChannelCheck(Verdicts verdicts, Consumer<Posting> inFlight) {
        this.verdicts = verdicts;
        this.inFlight = inFlight;
    }

    @Override
    public Invariant invariant() {
        return Invariant.EXACTLY_ONCE;
    }

    @Override
    public void begin(EntityId entity) {
        entryIds.clear();
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent.Posted posted) {
            posted.received().forEach(from -> received(event, from));
        } else if (event.event() instanceof SourceEvent source) {
            source.entries().forEach(entry -> named(event, entry));
            Bookings.byAccount(source.entries()).forEach((account, bookings) -> booked(event, account, bookings));
        }
    }

    @Override
    public void end(EntityId entity) {
        SortedMap<EntityId, Channel> channels = bySource.remove(entity);
        if (channels != null) {
            channels.forEach((account, channel) -> strays(entity, account, channel, Long.MAX_VALUE));
        }
    }

    @Override
    public void finish() {
        bySource.forEach((source, channels) ->
                channels.forEach((account, channel) -> strays(source, account, channel, Long.MAX_VALUE)));
        verdicts.compared(
                Invariant.EXACTLY_ONCE,
                taken + " deliveries taken once, in order and as booked, " + flying + " in flight");
    }

    private void received(AuditedEvent event, AccountEvent.FromSource from) {
        Channel channel = channel(from.source(), event.entity());
        for (Delivery delivery : from.deliveries()) {
            taken++;
            if (delivery.number() <= channel.mark()) {
                violated(event, "takes " + from.source() + " " + delivery.number() + " again");
                continue;
            }
            if (delivery.after() > channel.mark()) {
                violated(event, "takes " + from.source() + " " + delivery.number() + " without " + delivery.after());
            }
            channel.take(delivery.number(), Bookings.digest(delivery.bookings()));
        }
        if (from.mark().number() != channel.mark()) {
            violated(
                    event, "marks " + from.source() + " at " + from.mark().number() + ", took up to " + channel.mark());
        }
    }

    private void named(AuditedEvent event, Entry entry) {
        Long before = entryIds.putIfAbsent(Bookings.digest(entry.id()), event.number());
        if (before != null) {
            violated(event, "books entry " + entry.id() + " again, first booked as " + before);
        }
    }

    private void booked(AuditedEvent event, EntityId account, List<Booking> bookings) {
        Channel channel = channel(event.entity(), account);
        strays(event.entity(), account, channel, event.number());
        switch (channel.booked(event.number(), Bookings.digest(bookings))) {
            case TAKEN -> {}
            case OTHERWISE -> violated(event, account + " took something else than what is booked here");
            case SKIPPED -> violated(event, account + " never took this, and took later ones");
            case IN_FLIGHT -> {
                flying++;
                bookings.forEach(booking -> inFlight.accept(booking.posting()));
            }
        }
    }

    private void strays(EntityId source, EntityId account, Channel channel, long below) {
        for (long number = channel.strayBelow(below); number != 0; number = channel.strayBelow(below)) {
            verdicts.violated(
                    Invariant.EXACTLY_ONCE,
                    account + " took " + source + " " + number + ", which that source did not book for it");
        }
    }

    private Channel channel(EntityId source, EntityId account) {
        return bySource.computeIfAbsent(source, first -> new TreeMap<>())
                .computeIfAbsent(account, first -> new Channel());
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.EXACTLY_ONCE, event, what);
    }
}
