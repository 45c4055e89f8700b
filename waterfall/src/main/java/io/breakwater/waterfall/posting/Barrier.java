package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.posting.StopMessage.LiftStop;
import io.breakwater.waterfall.posting.StopMessage.PlaceStop;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stop as the one who places it sees it, over all sources that can write its subject: part of its state, moved on by its
 * events. "Frozen" means drained at every source.
 */
public record Barrier(StopId id, StopSubject subject, Table<EntityId, Side> sides, boolean lifting) {

    /** How far one source has got, its cut once it has said it, and its fingerprint once it is drained. */
    public record Side(Stage stage, long cut, long fingerprint) {}

    /** A source's way through a stop. */
    public enum Stage {
        ASKED,
        PLACED,
        DRAINED,
        LIFTED
    }

    /** A stop that is to be placed at these sources. */
    public static Barrier over(StopId id, StopSubject subject, Set<EntityId> sources) {
        Table<EntityId, Side> sides = Table.empty();
        for (EntityId source : sources) {
            sides = sides.with(source, new Side(Stage.ASKED, 0, 0));
        }
        return new Barrier(id, subject, sides, false);
    }

    /** With another source, which came to be known while the stop stands. */
    public Barrier and(EntityId source) {
        return sides.containsKey(source)
                ? this
                : new Barrier(id, subject, sides.with(source, new Side(Stage.ASKED, 0, 0)), lifting);
    }

    /** After the event that begins to lift it. */
    public Barrier lift() {
        return new Barrier(id, subject, sides, true);
    }

    /** After an event that notes a source's word; a source never goes back to an earlier stage. */
    public Barrier heard(EntityId source, Stage stage, long cut, long fingerprint) {
        boolean forward = sides.find(source)
                .filter(side -> side.stage().compareTo(stage) < 0)
                .isPresent();
        return forward
                ? new Barrier(id, subject, sides.with(source, new Side(stage, cut, fingerprint)), lifting)
                : this;
    }

    /** The same of a stage at which no fingerprint is said. */
    public Barrier heard(EntityId source, Stage stage, long cut) {
        return heard(source, stage, cut, 0);
    }

    /** True when every source refuses the subject. */
    public boolean isPlaced() {
        return everywhere(Stage.PLACED);
    }

    /** True when nothing of the subject is under way anywhere. */
    public boolean isDrained() {
        return everywhere(Stage.DRAINED);
    }

    /** True when every source accepts the subject again. */
    public boolean isLifted() {
        return everywhere(Stage.LIFTED);
    }

    /** The sources to which something is owed. */
    public List<EntityId> owed() {
        Stage goal = lifting ? Stage.LIFTED : Stage.DRAINED;
        return sides.entrySet().stream()
                .filter(row -> row.getValue().stage().compareTo(goal) < 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The message that is owed to a source. */
    public Send say(EntityId source) {
        return lifting ? new Send(source, new LiftStop(id)) : new Send(source, new PlaceStop(id, subject));
    }

    private boolean everywhere(Stage stage) {
        return sides.values().stream().allMatch(side -> side.stage().compareTo(stage) >= 0);
    }
}
