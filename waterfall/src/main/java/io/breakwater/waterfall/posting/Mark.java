package io.breakwater.waterfall.posting;

/** How far an account has applied a source: the number, and the entry by which it would recognise it. */
public record Mark(long number, String entry) {}
