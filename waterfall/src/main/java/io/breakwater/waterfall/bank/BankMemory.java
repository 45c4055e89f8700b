package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.Repeats;

/** What a statement stream keeps in memory only: its channels, and how often payouts were told of what. */
public record BankMemory(OutboxMemory outbox, Repeats<PayoutNotices.Notice> notices) {

    BankMemory with(OutboxMemory next) {
        return new BankMemory(next, notices);
    }
}
