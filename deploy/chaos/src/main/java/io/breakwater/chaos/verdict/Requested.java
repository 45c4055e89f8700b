package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All attempts at one request with one content, in the order in which they were sent. */
record Requested(String key, String content, List<Operation> attempts) {

    private static final String LINES = ";";

    Requested {
        attempts = List.copyOf(attempts);
    }

    boolean has(Result result) {
        return attempts.stream().anyMatch(each -> each.result() == result);
    }

    Operation first() {
        return attempts.get(0);
    }

    /** Every request of a history with each content that it was sent with, by key. */
    static Map<String, Collection<Requested>> in(List<Operation> operations) {
        Map<String, Map<String, List<Operation>>> grouped = new TreeMap<>();
        for (Operation operation : operations) {
            List<String> keys = RequestKeys.of(operation);
            String[] contents = contents(operation, keys.size());
            for (int i = 0; i < keys.size(); i++) {
                grouped.computeIfAbsent(keys.get(i), key -> new TreeMap<>())
                        .computeIfAbsent(contents[i], content -> new ArrayList<>())
                        .add(operation);
            }
        }
        Map<String, Collection<Requested>> all = new TreeMap<>();
        grouped.forEach((key, byContent) -> {
            List<Requested> requested = new ArrayList<>();
            byContent.forEach((content, attempts) -> requested.add(new Requested(key, content, attempts)));
            all.put(key, requested);
        });
        return all;
    }

    /** A page of lines is as many requests as it has lines. */
    private static String[] contents(Operation operation, int count) {
        String content = operation.facts().getOrDefault(Facts.CONTENT, "");
        if (!operation.call().equals(RequestKeys.LINES)) {
            return new String[] {content};
        }
        String[] lines = content.split(LINES, -1);
        if (lines.length != count) {
            throw new IllegalArgumentException("operation " + operation.number() + " is not a page of its lines");
        }
        return lines;
    }
}
