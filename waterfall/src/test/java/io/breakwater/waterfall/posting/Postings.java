package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Numbered;
import java.util.List;

/** Small postings to test channels with. */
final class Postings {

    static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    static final EntityId ALFA = EntityId.of(EntityKind.ACCOUNT, "ALFA");
    static final EntityId BRAVO = EntityId.of(EntityKind.ACCOUNT, "BRAVO");
    static final EntityId CHARLIE = EntityId.of(EntityKind.ACCOUNT, "CHARLIE");

    private static final Currency USD = Currency.of("USD", 2);

    private Postings() {}

    /** An event of a source that only books and notes. */
    record Event(List<Entry> entries, List<Acknowledgement> acknowledged) implements SourceEvent {}

    static Entry entry(String id, EntityId to, EntityId from) {
        return Entry.of(
                id,
                Purpose.DEPOSIT,
                Posting.of(to, new Leg.MoneyLeg(USD.minor(1))),
                Posting.of(from, new Leg.MoneyLeg(USD.minor(-1))));
    }

    static Numbered<Event> booked(long number, EntityId to, EntityId from) {
        return new Numbered<>(number, new Event(List.of(entry("e" + number, to, from)), List.of()));
    }

    static Numbered<Event> noted(long number, List<Acknowledgement> acknowledged) {
        return new Numbered<>(number, new Event(List.of(), acknowledged));
    }

    static Delivery delivery(long number, long after, String entry) {
        Posting posting = Posting.of(ALFA, new Leg.MoneyLeg(USD.minor(1)));
        return new Delivery(number, after, List.of(new Booking(entry, Purpose.DEPOSIT, posting)));
    }

    static PostingsMessage message(EntityId source, long closedBelow, Delivery... deliveries) {
        return new PostingsMessage(source, ALFA, closedBelow, List.of(deliveries));
    }
}
