package io.breakwater.chaos.verdict;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One event of an account, as far as reads show it.
 *
 * @param account the account's id
 * @param number the event's number
 * @param cash settled cash after it, in minor units; absent when it did not move
 * @param applied sources of which it has applied more, each with the number that it has reached
 */
public record AccountStep(String account, long number, OptionalLong cash, SortedMap<String, Long> applied) {
    public AccountStep {
        applied = Collections.unmodifiableSortedMap(new TreeMap<>(applied));
    }
}
