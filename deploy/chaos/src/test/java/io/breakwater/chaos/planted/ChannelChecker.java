package io.breakwater.chaos.planted;

import io.breakwater.chaos.cluster.Chance;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries of an episode in every order, some twice, some not at all, copies of them when it is closed: what an account
 * takes is a prefix of what was booked, each once.
 */
final class ChannelChecker {

    private static final EntityId EPISODE = EntityId.of(EntityKind.EPISODE, "1");
    private static final EntityId ALDER = Checkers.account("alder");

    private ChannelChecker() {}

    static Optional<String> found(long seed) {
        Chance chance = Chance.of(seed);
        List<Delivery> booked = booked(chance);
        Marks marks = Marks.NONE;
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            marks = receive(marks, List.of(chance.oneOf(booked)), taken);
        }
        for (Delivery delivery : booked) {
            marks = receive(marks, List.of(delivery), taken);
        }
        marks = marks.closedBelow(2);
        for (int i = 0; i < 10; i++) {
            marks = receive(marks, List.of(chance.oneOf(booked)), taken);
        }
        List<Long> all = booked.stream().map(Delivery::number).toList();
        return taken.equals(all) ? Optional.empty() : Optional.of("booked " + all + ", taken " + taken);
    }

    /** Nothing of it acknowledged, so each stands behind the one before. */
    private static List<Delivery> booked(Chance chance) {
        List<Delivery> booked = new ArrayList<>();
        long number = 0;
        for (int i = 0; i < 5; i++) {
            long after = number;
            number += chance.between(1, 4);
            Posting posting = Posting.of(ALDER, new Leg.MoneyLeg(Checkers.USD.minor(number)));
            booked.add(new Delivery(number, after, List.of(new Booking("entry-" + number, Purpose.RETURN, posting))));
        }
        return booked;
    }

    private static Marks receive(Marks marks, List<Delivery> deliveries, List<Long> taken) {
        if (marks.receive(new PostingsMessage(EPISODE, ALDER, 0, deliveries)) instanceof Marks.Receipt.Taken some) {
            some.deliveries().forEach(delivery -> taken.add(delivery.number()));
            return marks.with(EPISODE, some);
        }
        return marks;
    }
}
