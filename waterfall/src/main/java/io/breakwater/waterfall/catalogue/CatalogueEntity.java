package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;

/** {@code catalogue|<group>}: instruments, their margins, and collateral. */
public final class CatalogueEntity {

    /** The catalogue of the house. */
    public static final EntityId MAIN = EntityId.of(EntityKind.CATALOGUE, "main");

    private CatalogueEntity() {}

    public static EntityType<Catalogue, CatalogueRules.Memory, CatalogueInput, CatalogueEvent> type() {
        return EntityType.of(EntityKind.CATALOGUE, CatalogueInput.class, CatalogueEvent.class, new CatalogueRules());
    }
}
