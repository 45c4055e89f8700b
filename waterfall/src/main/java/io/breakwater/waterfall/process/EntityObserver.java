package io.breakwater.waterfall.process;

/**
 * Who on this node wants to see what its entities of one kind become, beside the entities' own business. It is told on the
 * threads of the entities, must return at once, and decides nothing; what it has seen may be older than what is persisted.
 */
public interface EntityObserver<S> {

    /** The entity has just recovered this state on this node. */
    void recovered(EntityId entity, S state);

    /** The entity has persisted an event, and this is its state. */
    void changed(EntityId entity, S state);

    /**
     * The entity answers something.
     *
     * @return true when that was a word for this node alone, which nobody else is to get
     */
    boolean takes(Message answer);

    /** The entity no longer runs on this node. */
    void stopped(EntityId entity);

    /** Sees nothing. */
    static <S> EntityObserver<S> none() {
        return new EntityObserver<>() {
            @Override
            public void recovered(EntityId entity, S state) {}

            @Override
            public void changed(EntityId entity, S state) {}

            @Override
            public boolean takes(Message answer) {
                return false;
            }

            @Override
            public void stopped(EntityId entity) {}
        };
    }
}
