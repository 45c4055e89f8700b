package io.breakwater.node.edge;

import io.breakwater.node.entity.Answer;
import io.breakwater.node.entity.EntityCluster;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Asks entities for callers of the API, and turns what is no answer into the API's errors. */
public final class Entities {

    private final EntityCluster cluster;

    public Entities(EntityCluster cluster) {
        this.cluster = cluster;
    }

    /** The entity's answer to the current caller. */
    CompletionStage<Message> ask(Caller caller, EntityId to, Message body, String requestId) {
        return within(caller.budget(), caller, to, body, requestId);
    }

    /** The same, waited for no longer than this. */
    CompletionStage<Message> ask(Caller caller, EntityId to, Message body, String requestId, Duration most) {
        Duration budget = caller.budget();
        return within(budget.compareTo(most) < 0 ? budget : most, caller, to, body, requestId);
    }

    private CompletionStage<Message> within(
            Duration budget, Caller caller, EntityId to, Message body, String requestId) {
        Principal principal = caller.principal();
        Cause cause = new Cause(principal.toString(), principal.onBehalfOf(), requestId);
        return cluster.ask(to, body, cause, budget).thenApply(Entities::body);
    }

    private static Message body(Answer answer) {
        if (answer instanceof Answer.Given given) {
            return given.body();
        }
        if (answer instanceof Answer.Overloaded overloaded) {
            throw ApiError.OVERLOADED.with(
                    "more than " + overloaded.bound() + " requests wait there; send it again later",
                    Map.of("lane", overloaded.lane(), "bound", Integer.toString(overloaded.bound())));
        }
        if (answer instanceof Answer.TooLate) {
            throw ApiError.TOO_LATE.with("the deadline passed before the request was looked at; it had no effect");
        }
        throw ApiError.OUTCOME_UNKNOWN.with("the request may or may not have taken effect; send it again with its id");
    }
}
