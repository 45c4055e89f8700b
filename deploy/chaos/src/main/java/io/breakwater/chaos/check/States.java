package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.chaos.cluster.World;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Numbered;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The state of every entity as its persisted events fold to it. */
public final class States {

    private final World world;
    private final Map<EntityId, Object> states = new LinkedHashMap<>();

    public States(World world) {
        this.world = world;
    }

    /** Folds in one more event, and answers with the state before it. */
    Object advance(Journal.Row row) {
        Object before = Optional.ofNullable(states.get(row.entity())).orElseGet(() -> initial(row.entity()));
        states.put(row.entity(), after(before, row));
        return before;
    }

    public <S> Optional<S> find(EntityId entity, Class<S> kind) {
        return Optional.ofNullable(states.get(entity)).map(kind::cast);
    }

    /** An account, unopened if nothing is known of it. */
    public Account account(EntityId account) {
        return find(account, Account.class).orElseGet(() -> (Account) initial(account));
    }

    public Collection<Map.Entry<EntityId, Object>> all() {
        return states.entrySet();
    }

    /** The fold of everything that is in the journal, from the first event on. */
    Object fromGenesis(EntityId entity) {
        Object state = initial(entity);
        for (Journal.Row row : world.journal().rows(entity)) {
            state = after(state, row);
        }
        return state;
    }

    private Object initial(EntityId entity) {
        return world.type(entity.kind()).rules().initial(entity);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an entity's events are of its own type
    private Object after(Object before, Journal.Row row) {
        EntityType type = world.type(row.entity().kind());
        return type.rules().apply(before, new Numbered<>(row.number(), row.event()));
    }
}
