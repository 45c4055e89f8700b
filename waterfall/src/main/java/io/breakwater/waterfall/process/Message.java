package io.breakwater.waterfall.process;

/**
 * What an entity may be told, and what it may answer. Each package that owns an entity declares its own sealed families
 * of messages below this one; a message is a record of values and never names an actor.
 */
public interface Message {}
