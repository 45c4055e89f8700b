package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each step of an episode once, the layers of its rulebook in order, each account given up once and to one episode. */
final class EpisodeCheck implements Check {

    private final Map<EntityId, Course> courses = new HashMap<>();
    private final Set<EntityId> surrendered = new HashSet<>();

    /** How far one episode is. */
    private static final class Course {
        private final Declaration declaration;
        private final Set<Object> once = new HashSet<>();
        private final Set<Object> offered = new HashSet<>();
        private int drawn;

        Course(Declaration declaration) {
            this.declaration = declaration;
        }

        List<Layer> layers() {
            return declaration.terms().rulebook().layers();
        }
    }

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof AccountEvent.Surrendered && !surrendered.add(row.entity())) {
            throw new Violation(Invariant.EPISODES, row.entity() + " gives itself up twice");
        }
        if (row.event() instanceof EpisodeEvent.Declared declared) {
            if (courses.put(row.entity(), new Course(declared.declaration())) != null) {
                throw violation(row, "is declared twice");
            }
        } else if (row.event() instanceof EpisodeEvent event) {
            Course course = courses.get(row.entity());
            if (course == null) {
                throw violation(row, "begins undeclared");
            }
            step(row, course, event);
        }
    }

    private static void step(Journal.Row row, Course course, EpisodeEvent event) {
        if (event instanceof EpisodeEvent.TakenOver taken) {
            once(row, course, taken.account());
            if (!course.declaration.accounts().containsKey(taken.account())) {
                throw violation(row, "takes over " + taken.account() + ", which is not in default");
            }
        } else if (event instanceof EpisodeEvent.Offered
                || event instanceof EpisodeEvent.LossFixed
                || event instanceof EpisodeEvent.TurnTaken
                || event instanceof EpisodeEvent.Concluded
                || event instanceof EpisodeEvent.Closed) {
            once(row, course, event.getClass());
        } else if (event instanceof EpisodeEvent.PortfolioSold sold) {
            once(row, course, sold.instrument());
        } else if (event instanceof EpisodeEvent.LayerAsked asked) {
            inTurn(row, course, asked.layer());
        } else if (event instanceof EpisodeEvent.AssessmentsLevied) {
            inTurn(row, course, Layer.ASSESSMENT);
        } else if (event instanceof EpisodeEvent.LayerDrawn drawn) {
            inTurn(row, course, drawn.record().layer());
            course.drawn++;
        }
        if (event instanceof EpisodeEvent.Offered offered) {
            course.offered.addAll(offered.portfolios().keySet());
        } else if (event instanceof EpisodeEvent.LossFixed && !course.once.containsAll(course.offered)) {
            throw violation(row, "fixes its loss and has not sold all of " + course.offered);
        }
        if (event instanceof EpisodeEvent.Concluded
                && course.drawn != course.layers().size()) {
            throw violation(row, "is concluded after " + course.drawn + " of " + course.layers());
        }
        if (event instanceof EpisodeEvent.Closed && !course.once.contains(EpisodeEvent.Concluded.class)) {
            throw violation(row, "is closed and was not concluded");
        }
    }

    private static void inTurn(Journal.Row row, Course course, Layer layer) {
        if (!course.once.contains(EpisodeEvent.LossFixed.class)
                || course.drawn >= course.layers().size()
                || course.layers().get(course.drawn) != layer) {
            throw violation(row, "draws " + layer + " as number " + (course.drawn + 1) + " of " + course.layers());
        }
    }

    private static void once(Journal.Row row, Course course, Object what) {
        if (!course.once.add(what)) {
            throw violation(row, "does twice what it does once: " + what);
        }
    }

    private static Violation violation(Journal.Row row, String what) {
        return new Violation(Invariant.EPISODES, row.entity() + " " + row.number() + " " + what);
    }
}
