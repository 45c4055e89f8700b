package io.breakwater.node.catalogue;

import io.breakwater.node.entity.EntityType;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueEvent;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueRules;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;

/** {@code catalogue|<group>}: instruments, their margins, and collateral. */
public final class CatalogueEntity {

    /** The catalogue of the house. */
    public static final EntityId MAIN = EntityId.of(EntityKind.CATALOGUE, "main");

    private CatalogueEntity() {}

    public static EntityType<Catalogue, CatalogueRules.Memory, CatalogueInput, CatalogueEvent> type() {
        return EntityType.of(EntityKind.CATALOGUE, CatalogueInput.class, CatalogueEvent.class, new CatalogueRules());
    }
}
