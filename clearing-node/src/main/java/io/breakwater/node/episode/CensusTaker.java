package io.breakwater.node.episode;

import io.breakwater.node.entity.EntityCluster;
import io.breakwater.node.risk.RiskDesk;
import io.breakwater.waterfall.deleveraging.Census;
import io.breakwater.waterfall.deleveraging.CensusRequest;
import io.breakwater.waterfall.episode.EpisodeInput;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the risk desk of every node for its part of a census, adds them up and tells the episode, again and again until the
 * episode wants it no more. Whether a node is missing it need not know: then the sum is not what the episode expects.
 */
public final class CensusTaker extends AbstractBehavior<CensusTaker.Command> {

    private static final Duration LOOK = Duration.ofMillis(200);

    /** A desk that has not answered after this is asked again, with all others. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** People are told when so many rounds in a row have not led on: about every half minute. */
    private static final int ALARM_EVERY = 15;

    private static final Logger LOG = LoggerFactory.getLogger(CensusTaker.class);

    private final EntityCluster cluster;
    private final CensusFeed feed;
    private final Cause cause;
    private final Map<EntityId, Round> rounds = new HashMap<>();
    private final ActorRef<RiskDesk.Counted> counted;
    private Set<ActorRef<RiskDesk.Command>> desks = Set.of();

    private CensusTaker(ActorContext<Command> context, EntityCluster cluster, CensusFeed feed) {
        super(context);
        this.cluster = cluster;
        this.feed = feed;
        this.counted = context.messageAdapter(RiskDesk.Counted.class, Counted::new);
        this.cause = new Cause("node/" + cluster.node(), Optional.empty(), "census");
    }

    /** What a taker is told. */
    public sealed interface Command {}

    private enum Order implements Command {
        LOOK
    }

    private record Counted(RiskDesk.Counted word) implements Command {}

    private record Desks(Set<ActorRef<RiskDesk.Command>> refs) implements Command {}

    /** One asking of all desks. */
    private static final class Round {
        private final CensusRequest request;
        private final int taken;
        private final Duration until;
        private final Set<String> answered = new HashSet<>();
        private final int expected;
        private Optional<Census> sum = Optional.empty();

        Round(CensusRequest request, int taken, Duration until, int expected) {
            this.request = request;
            this.taken = taken;
            this.until = until;
            this.expected = expected;
        }
    }

    /** The taker of one node, for the episodes that live there. */
    public static Behavior<Command> create(EntityCluster cluster, CensusFeed feed) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            ActorRef<Receptionist.Listing> listings = context.messageAdapter(
                    Receptionist.Listing.class,
                    listing -> new Desks(Set.copyOf(listing.getServiceInstances(RiskDesk.KEY))));
            context.getSystem().receptionist().tell(Receptionist.subscribe(RiskDesk.KEY, listings));
            timers.startTimerWithFixedDelay(Order.LOOK, LOOK);
            return new CensusTaker(context, cluster, feed);
        }));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Order.LOOK, this::onLook)
                .onMessage(Desks.class, this::onDesks)
                .onMessage(Counted.class, this::onCounted)
                .build();
    }

    private Behavior<Command> onDesks(Desks found) {
        desks = found.refs();
        return this;
    }

    private Behavior<Command> onLook() {
        Duration uptime = cluster.uptime();
        List<CensusRequest> wanted = feed.wanted();
        rounds.values().removeIf(round -> !wanted.contains(round.request));
        for (CensusRequest request : wanted) {
            Optional<Round> known = Optional.ofNullable(rounds.get(request.episode()));
            if (known.filter(round -> round.until.compareTo(uptime) > 0).isEmpty()) {
                ask(new Round(
                        request, known.map(round -> round.taken + 1).orElse(1), uptime.plus(PATIENCE), desks.size()));
            }
        }
        return this;
    }

    private void ask(Round round) {
        if (round.taken % ALARM_EVERY == 0) {
            LOG.error(
                    "{} rounds of the census of {} in {} have not agreed with its sources: an account is missing,"
                            + " doubled or stale",
                    round.taken,
                    round.request.episode(),
                    round.request.instrument().id());
        }
        rounds.put(round.request.episode(), round);
        desks.forEach(desk -> desk.tell(new RiskDesk.TakeCensus(round.request, counted)));
    }

    private Behavior<Command> onCounted(Counted answer) {
        RiskDesk.Counted word = answer.word();
        Optional.ofNullable(rounds.get(word.episode()))
                .filter(round -> round.request.round() == word.part().round() && round.answered.add(word.node()))
                .ifPresent(round -> add(round, word));
        return this;
    }

    private void add(Round round, RiskDesk.Counted word) {
        Census sum = round.sum.map(before -> before.and(word.part())).orElse(word.part());
        round.sum = Optional.of(sum);
        if (round.answered.size() == round.expected) {
            cluster.tell(new Send(word.episode(), new EpisodeInput.TakeCensus(sum)), cause);
        }
    }
}
