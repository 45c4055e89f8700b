package io.breakwater.waterfall.process;

/** An event of an entity with its sequence number, which is also the number of the entry it may hold. */
public record Numbered<E>(long number, E event) {}
