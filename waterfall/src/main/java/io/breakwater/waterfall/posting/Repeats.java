package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Paces the repetition of what is owed: at once, then after 1, 2, 4 ... 30 seconds, until it is owed no more. In memory
 * only; a recovered entity starts with everything at once.
 *
 * @param sent how often and until when each thing owed has been said
 */
public record Repeats<K extends Comparable<? super K>>(Table<K, Said> sent) {

    /** Things said at one time. */
    public static final int AT_ONCE = 256;

    /** How often a thing was said, and when it is said again. */
    public record Said(int times, Duration again) {}

    public static <K extends Comparable<? super K>> Repeats<K> none() {
        return new Repeats<K>(Table.empty());
    }

    /** What of the things owed is to be said now; after many times every 30 s. */
    public Step<K> step(Iterable<K> owed, Duration uptime) {
        return step(owed, uptime, Dispatch.LONGEST_PAUSE);
    }

    /**
     * What of the things owed is to be said now.
     *
     * @param longest no pause is longer than this
     */
    public Step<K> step(Iterable<K> owed, Duration uptime, Duration longest) {
        List<K> now = new ArrayList<>();
        Table<K, Said> next = Table.empty();
        for (K thing : owed) {
            Said said = sent.find(thing).orElse(new Said(0, Duration.ZERO));
            boolean due = said.again().compareTo(uptime) <= 0 && now.size() < AT_ONCE;
            if (due) {
                now.add(thing);
            }
            int times = said.times() + 1;
            next = next.with(thing, due ? new Said(times, uptime.plus(pause(times, longest))) : said);
        }
        return new Step<>(now, new Repeats<>(next));
    }

    private static Duration pause(int times, Duration longest) {
        Duration pause = Dispatch.pause(times);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /** What is to be said now, and what is known after it. */
    public record Step<K extends Comparable<? super K>>(List<K> now, Repeats<K> next) {

        public Step {
            now = List.copyOf(now);
        }
    }
}
