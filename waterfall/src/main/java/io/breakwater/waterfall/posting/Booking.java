package io.breakwater.waterfall.posting;

/** A posting with the entry it is part of, as the account hears of it. */
public record Booking(String entry, Purpose purpose, Posting posting) {}
