package io.breakwater.waterfall.house;

import io.breakwater.waterfall.house.DefaultCase.Drawing;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One episode draws at a time, in the order in which losses were registered: nothing is reserved, so own capital and funds
 * are what earlier draws left. What was said with a turn is kept and said again as it was.
 */
record DrawTurn(HouseTurn turn) {

    Reaction<HouseMemory, HouseEvent> ask(HouseMessage.AskTurn word) {
        Optional<DefaultCase> found = found(word.episode()).filter(DefaultCase::frozen);
        if (found.isEmpty()) {
            return turn.none();
        }
        Drawing drawing = found.get().drawing();
        if (drawing == Drawing.NOT_YET) {
            return turn.record(new HouseEvent.TurnAsked(word.episode(), word.loss(), turn.heard()));
        }
        return drawing == Drawing.GIVEN
                ? turn.answer(house().turns().given().orElseThrow().word())
                : turn.progress();
    }

    /** Gives the turn to the next who waits. */
    Optional<Reaction<HouseMemory, HouseEvent>> given() {
        return house().turns().next().map(episode -> {
            HouseEvent.TurnGiven event =
                    new HouseEvent.TurnGiven(episode, sources(episode), new TreeMap<>(house().closed()), turn.heard());
            return turn.record(event)
                    .andSend(new Send(
                            DefaultCase.episode(episode),
                            new HouseMessage.TurnGiven(episode, event.sources(), event.closed())));
        });
    }

    /** Registered sources, and the other open episodes that are frozen: they may have written lots. */
    private SortedSet<EntityId> sources(long episode) {
        SortedSet<EntityId> sources = new TreeSet<>();
        for (Map.Entry<EntityId, Boolean> row : house().sources().entrySet()) {
            if (row.getValue()) {
                sources.add(row.getKey());
            }
        }
        for (Map.Entry<Long, DefaultCase> row : house().defaults().cases().entrySet()) {
            DefaultCase other = row.getValue();
            if (row.getKey() != episode && other.frozen() && !other.isClosed()) {
                sources.add(DefaultCase.episode(row.getKey()));
            }
        }
        return sources;
    }

    Reaction<HouseMemory, HouseEvent> release(long episode) {
        Optional<Drawing> drawing = found(episode).map(DefaultCase::drawing);
        HouseMessage.TurnReleased released = new HouseMessage.TurnReleased(episode);
        if (drawing.equals(Optional.of(Drawing.GIVEN))) {
            return turn.record(new HouseEvent.TurnReleased(episode, turn.heard()), released);
        }
        boolean over = drawing.filter(stage -> stage == Drawing.RELEASED || stage == Drawing.CLOSED)
                .isPresent();
        return over ? turn.answer(released) : turn.none();
    }

    /** Closes an episode of which nobody owes anything any more. */
    Reaction<HouseMemory, HouseEvent> close(HouseMessage.CloseEpisode word) {
        Optional<DefaultCase> found = found(word.episode());
        HouseMessage.EpisodeClosed closed = new HouseMessage.EpisodeClosed(word.episode());
        if (found.filter(DefaultCase::isClosed).isPresent()) {
            return turn.answer(closed);
        }
        boolean settled = found.filter(open -> open.opened()
                        && open.frozen()
                        && open.levies().values().stream().allMatch(Levied::isSettled))
                .isPresent();
        return settled
                ? turn.record(new HouseEvent.EpisodeClosed(word.episode(), word.fingerprint(), turn.heard()), closed)
                : turn.none();
    }

    private Optional<DefaultCase> found(long episode) {
        return house().defaults().cases().find(episode);
    }

    private House house() {
        return turn.house();
    }
}
