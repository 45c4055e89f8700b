package io.breakwater.waterfall.price;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;

/** {@code prices|<service>}: the last good prices and the numbered snapshots. */
public final class PriceEntity {

    /** The price service of the house. */
    public static final EntityId MAIN = EntityId.of(EntityKind.PRICES, "main");

    private PriceEntity() {}

    public static EntityType<PriceBook, PriceRules.Memory, PriceInput, PriceEvent> type() {
        return EntityType.of(EntityKind.PRICES, PriceInput.class, PriceEvent.class, new PriceRules());
    }
}
