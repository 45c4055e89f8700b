package io.breakwater.chaos.planted;

import java.util.ArrayList;
import java.util.List;

/** All of them. */
final class Plants {

    private Plants() {}

    static List<Plant> all() {
        List<Plant> all = new ArrayList<>(ProtocolPlants.all());
        all.addAll(CallPlants.all());
        all.addAll(DefaultPlants.all());
        all.addAll(UnitPlants.all());
        return List.copyOf(all);
    }
}
