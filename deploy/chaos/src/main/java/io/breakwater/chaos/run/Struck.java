package io.breakwater.chaos.run;

/**
 * A fault that struck, as it was done, not as it was planned.
 *
 * @param kind the fault's kind, for example {@code kill-one}
 * @param target the node, link or store that was struck
 * @param from milliseconds since the run began
 * @param until when it was healed; the same as {@code from} for what heals by itself
 * @param detail what one would want to know beside it, for example the pid or the step of the waterfall; may be empty
 */
public record Struck(String kind, String target, long from, long until, String detail) {}
