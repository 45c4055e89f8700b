package io.breakwater.node.entity;

/** An entity's state with the number of the last event in it: what a snapshot holds. */
public record Snapshot<S>(long number, S state) {}
