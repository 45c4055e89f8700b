package io.breakwater.waterfall.process;

/** One message to one entity. It may be lost, doubled or late; no rule may depend on its arrival. */
public record Send(EntityId to, Message body) {}
