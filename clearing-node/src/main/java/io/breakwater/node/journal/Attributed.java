package io.breakwater.node.journal;

/**
 * An event together with its {@link Attribution}. An entity persists it in place of the bare event; the journal stores
 * the event with the event's own serializer and the attribution in columns, and replay gives the pair back. May hold or
 * be held by Pekko's {@code Tagged}.
 */
public record Attributed(Object event, Attribution by) {}
