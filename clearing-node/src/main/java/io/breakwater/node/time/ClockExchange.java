package io.breakwater.node.time;

import io.breakwater.waterfall.housetime.ClockMessage.Ping;
import io.breakwater.waterfall.housetime.ClockMessage.Pong;
import io.breakwater.waterfall.housetime.ClockPolicy;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** Asks every other node for its clock once a second, and answers when asked. */
public final class ClockExchange extends AbstractBehavior<ClockExchange.Command> {

    private static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "house-clock");

    private final HouseTime time;
    private final Cluster cluster;
    private final String self;
    private Set<ActorRef<Command>> peers = Set.of();

    private ClockExchange(ActorContext<Command> context, HouseTime time) {
        super(context);
        this.time = time;
        this.cluster = Cluster.get(context.getSystem());
        this.self = address(cluster.selfMember());
    }

    /** What the exchange is told. */
    public sealed interface Command {}

    /** A peer asks. */
    record Asked(Ping ping, ActorRef<Command> by) implements Command {}

    /** A peer answers. */
    record Answered(String peer, Pong pong) implements Command {}

    private enum Round implements Command {
        ROUND
    }

    private record Peers(Set<ActorRef<Command>> refs) implements Command {}

    /** The exchange of one node, which feeds that node's house time. */
    public static Behavior<Command> create(HouseTime time) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
            ActorRef<Receptionist.Listing> listings = context.messageAdapter(
                    Receptionist.Listing.class, listing -> new Peers(Set.copyOf(listing.getAllServiceInstances(KEY))));
            context.getSystem().receptionist().tell(Receptionist.subscribe(KEY, listings));
            timers.startTimerWithFixedDelay(Round.ROUND, ClockPolicy.STANDARD.interval());
            return new ClockExchange(context, time);
        }));
    }

    /** How a member's peers reach it, {@code host:port}. */
    public static String address(Member member) {
        return member.address().getHost().orElse("") + ":"
                + member.address().getPort().orElse(0);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Round.class, ignored -> onRound())
                .onMessage(Asked.class, this::onAsked)
                .onMessage(Answered.class, this::onAnswered)
                .onMessage(Peers.class, this::onPeers)
                .build();
    }

    private Behavior<Command> onRound() {
        Ping ping = time.ask(members());
        peers.stream()
                .filter(peer -> !peer.equals(getContext().getSelf()))
                .forEach(peer -> peer.tell(new Asked(ping, getContext().getSelf())));
        return this;
    }

    private Behavior<Command> onAsked(Asked asked) {
        asked.by().tell(new Answered(self, asked.ping().answer(time.wall())));
        return this;
    }

    private Behavior<Command> onAnswered(Answered answered) {
        time.heard(answered.peer(), answered.pong());
        return this;
    }

    private Behavior<Command> onPeers(Peers found) {
        peers = found.refs();
        return this;
    }

    /** All members but those that are only joining; an unreachable one counts until the cluster has removed it. */
    private Set<String> members() {
        CurrentClusterState state = cluster.state();
        Set<String> members = new TreeSet<>();
        state.getMembers().forEach(member -> {
            if (!member.status().equals(MemberStatus.joining())
                    && !member.status().equals(MemberStatus.weaklyUp())) {
                members.add(address(member));
            }
        });
        return members;
    }
}
