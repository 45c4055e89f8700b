package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.chaos.cluster.World;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.List;

/** All checks of one run, at every step. */
public final class Checks implements Journal.Watcher {

    private final World world;
    private final States states;
    private final RequestCheck requests;
    private final ChannelCheck channels;
    private final ReadCheck reads;
    private final List<Check> all;

    public Checks(World world) {
        this.world = world;
        this.states = new States(world);
        this.requests = new RequestCheck();
        this.channels = new ChannelCheck();
        this.reads = new ReadCheck(world);
        this.all = List.of(
                new HistoryCheck(),
                channels,
                reads,
                requests,
                new CallCheck(channels),
                new EpisodeCheck(),
                new LossCheck(),
                new CapCheck(),
                new DeleveragingCheck(),
                new CandidateCheck(states),
                new StopCheck(channels),
                new HouseCheck(),
                new RestCheck(world, states));
    }

    public States states() {
        return states;
    }

    @Override
    public void stored(Journal.Row row) {
        Object before = states.advance(row);
        Object after = states.find(row.entity(), Object.class).orElseThrow();
        all.forEach(check -> check.stored(row, before, after));
    }

    /** A client has been answered for good. */
    public void answered(EntityId by, Cause cause, Message answer) {
        requests.answered(by, cause, answer);
        reads.answered(by, answer);
    }

    /** Why the house is not at rest; empty when it is. */
    public String unrest() {
        String flying = channels.inFlight();
        return flying.isEmpty() ? Unrest.of(states) : flying;
    }

    /** What must be so when everything has come to rest. */
    public void atRest() {
        all.forEach(Check::atRest);
        world.instances(this::asFolded);
    }

    private void asFolded(EntityId entity, long number, Object state) {
        if (number == world.journal().rows(entity).size()
                && !states.fromGenesis(entity).equals(state)) {
            throw new Violation(Invariant.FOLD, "the living " + entity + " is not what its events make it");
        }
    }
}
