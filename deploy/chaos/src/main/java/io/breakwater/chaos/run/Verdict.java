package io.breakwater.chaos.run;

/**
 * What a check came to.
 *
 * @param check its name, for example {@code exactly-once}
 * @param judgement the outcome
 * @param detail the first thing that violates it, or what was counted
 */
public record Verdict(String check, Judgement judgement, String detail) {

    /** A check that saw too little says so; only what holds passes. */
    public enum Judgement {
        /** Checked and found true. */
        HOLDS,
        /** Found untrue. */
        VIOLATED,
        /** The run showed too little of it. */
        UNKNOWN
    }
}
