package io.breakwater.node.entity;

import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a node lends its entities: time, and the way to other entities. */
public interface EntityRuntime {

    /** Where this node's peers reach it, {@code host:port}. */
    String node();

    /** Monotonic time since the node started. */
    Duration uptime();

    /** House time, absent while the node has not heard a majority. */
    Optional<HouseInstant> houseTime();

    /** Tells another entity; the message may be lost. */
    void send(EntityId from, Send send, Cause cause);

    /** Tells an entity something on behalf of the node itself; nobody is answered. */
    void tell(Send send, Cause cause);

    /** Reads an entity's own events again, at most {@code limit} of them, from the journal. */
    CompletionStage<List<Numbered<Object>>> ownEvents(EntityId self, long from, int limit);

    /** How many events lie between two snapshots. */
    int eventsPerSnapshot();

    default Now now() {
        return new Now(uptime(), houseTime());
    }
}
