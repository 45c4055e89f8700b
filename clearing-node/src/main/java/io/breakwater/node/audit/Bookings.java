package io.breakwater.node.audit;

import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the entries of one event do to each account, and a digest by which two sides can be compared. */
final class Bookings {

    private Bookings() {}

    /** By account, in the order in which the source booked it. */
    static SortedMap<EntityId, List<Booking>> byAccount(List<Entry> entries) {
        SortedMap<EntityId, List<Booking>> byAccount = new TreeMap<>();
        for (Entry entry : entries) {
            for (Posting posting : entry.postings()) {
                byAccount
                        .computeIfAbsent(posting.account(), account -> new ArrayList<>())
                        .add(new Booking(entry.id(), entry.purpose(), posting));
            }
        }
        return byAccount;
    }

    /** The first eight bytes of the SHA-256 of everything in them. */
    static long digest(List<Booking> bookings) {
        return digest(bookings.toString());
    }

    /** The first eight bytes of the SHA-256 of a text. */
    static long digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
