package io.breakwater.chaos.verdict;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What each account had and had applied at each number of its history. */
final class AccountHistory {

    private static final class Past {
        private final NavigableMap<Long, Long> cash = new TreeMap<>();
        /** By source: reached number to the account's number at which it was. */
        private final Map<String, NavigableMap<Long, Long>> applied = new TreeMap<>();

        private long last;
    }

    private final Map<String, Past> accounts = new TreeMap<>();

    AccountHistory(List<AccountStep> steps) {
        for (AccountStep step : steps) {
            Past past = accounts.computeIfAbsent(step.account(), id -> new Past());
            past.last = step.number();
            step.cash().ifPresent(cash -> past.cash.put(step.number(), cash));
            step.applied().forEach((source, number) -> past.applied
                    .computeIfAbsent(source, any -> new TreeMap<>())
                    .put(number, step.number()));
        }
    }

    /** The account's last number; 0 for one without a history. */
    long last(String account) {
        return of(account).map(past -> past.last).orElse(0L);
    }

    /** Its cash once it was at this number; 0 before any moved. */
    long cash(String account, long number) {
        return of(account)
                .flatMap(past -> Optional.ofNullable(past.cash.floorEntry(number)))
                .map(Map.Entry::getValue)
                .orElse(0L);
    }

    /** The account's number at which it had applied the source up to this; absent when it never has. */
    OptionalLong appliedAt(String account, String source, long number) {
        NavigableMap<Long, Long> reached = of(account)
                .map(past -> past.applied.getOrDefault(source, Collections.emptyNavigableMap()))
                .orElse(Collections.emptyNavigableMap());
        Map.Entry<Long, Long> entry = reached.ceilingEntry(number);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getValue());
    }

    private Optional<Past> of(String account) {
        return Optional.ofNullable(accounts.get(account));
    }
}
