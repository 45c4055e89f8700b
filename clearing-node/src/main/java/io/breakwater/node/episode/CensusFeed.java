package io.breakwater.node.episode;

import io.breakwater.waterfall.deleveraging.CensusRequest;
import io.breakwater.waterfall.episode.Episode;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityObserver;
import io.breakwater.waterfall.process.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The censuses that the episodes of this node wait for. Written on the episodes' threads, read by the taker. */
public final class CensusFeed implements EntityObserver<Episode> {

    private final Map<EntityId, CensusRequest> wanted = new ConcurrentHashMap<>();

    @Override
    public void recovered(EntityId entity, Episode state) {
        changed(entity, state);
    }

    @Override
    public void changed(EntityId entity, Episode state) {
        state.census().ifPresentOrElse(request -> wanted.put(entity, request), () -> wanted.remove(entity));
    }

    @Override
    public boolean takes(Message answer) {
        return false;
    }

    @Override
    public void stopped(EntityId entity) {
        wanted.remove(entity);
    }

    /** All that are wanted now. */
    List<CensusRequest> wanted() {
        return List.copyOf(wanted.values());
    }
}
