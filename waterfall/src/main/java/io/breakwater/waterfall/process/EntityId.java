package io.breakwater.waterfall.process;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The address of one entity, written {@code kind|key} in the journal. A key from outside matches
 * {@code [A-Za-z0-9._-]{1,64}}; {@code :} joins the parts of keys that the house makes itself.
 */
public record EntityId(EntityKind kind, String key) implements Comparable<EntityId> {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final Comparator<EntityId> ORDER =
            Comparator.comparing(EntityId::kind).thenComparing(EntityId::key);

    public EntityId {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not an entity key: '" + key + "'");
        }
    }

    public static EntityId of(EntityKind kind, String key) {
        return new EntityId(kind, key);
    }

    /** Reads back what {@link #toString} writes. */
    public static EntityId parse(String persistenceId) {
        int bar = persistenceId.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("not a persistence id: '" + persistenceId + "'");
        }
        return new EntityId(EntityKind.ofWord(persistenceId.substring(0, bar)), persistenceId.substring(bar + 1));
    }

    @Override
    public int compareTo(EntityId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + "|" + key;
    }
}
