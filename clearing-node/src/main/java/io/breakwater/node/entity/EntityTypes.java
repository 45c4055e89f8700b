package io.breakwater.node.entity;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;

/** The kinds of entity that a node carries. */
public final class EntityTypes {

    private final Map<EntityKind, EntityType<?, ?, ?, ?>> byKind = new EnumMap<>(EntityKind.class);

    private EntityTypes() {}

    /**
     * The types given, one for each kind.
     *
     * @throws IllegalArgumentException when two types are of one kind
     */
    public static EntityTypes of(List<EntityType<?, ?, ?, ?>> types) {
        EntityTypes all = new EntityTypes();
        for (EntityType<?, ?, ?, ?> type : types) {
            if (all.byKind.put(type.kind(), type) != null) {
                throw new IllegalArgumentException("two entity types of kind " + type.kind());
            }
        }
        return all;
    }

    /** The behaviour of one entity's gate. */
    Behavior<EntityCommand> gate(EntityId id, EntityRuntime runtime) {
        EntityType<?, ?, ?, ?> type = byKind.get(id.kind());
        if (type == null) {
            throw new IllegalStateException("this node carries no entities of kind " + id.kind());
        }
        return Gate.create(type, id, runtime);
    }
}
