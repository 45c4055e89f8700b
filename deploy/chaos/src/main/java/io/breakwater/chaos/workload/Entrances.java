package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.HistoryRecorder;
import io.breakwater.chaos.run.Entrance;
import io.breakwater.node.client.ErrorReason;
import io.breakwater.node.client.NodeApi;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The nodes as clients reach them, and the one way on which every call of a client goes: it is taken down. */
final class Entrances implements AutoCloseable {

    private final Supplier<List<Entrance>> known;
    private final HistoryRecorder history;
    private final Duration attempt;
    private final Map<String, NodeApi> apis = new ConcurrentHashMap<>();

    Entrances(Supplier<List<Entrance>> known, HistoryRecorder history, Duration attempt) {
        this.known = known;
        this.history = history;
        this.attempt = attempt;
    }

    /**
     * What a client sends.
     *
     * @param principal as whom
     * @param resource what it is about
     * @param asked what a check needs to know of the question
     * @param answered what a check needs to know of an answer
     */
    record Request<Q, A>(
            String principal,
            MethodDescriptor<Q, A> method,
            Q body,
            String resource,
            String requestId,
            Map<String, String> asked,
            Function<A, Map<String, String>> answered) {

        HistoryRecorder.Call call() {
            String name = Optional.ofNullable(method.getBareMethodName()).orElseThrow();
            return new HistoryRecorder.Call(principal, name, resource, requestId);
        }
    }

    /** One of the nodes, as the draw decides; some are there always. */
    Entrance any(Dice dice) {
        List<Entrance> all = known.get();
        return all.get(dice.below(all.size()));
    }

    /** Another node than this one, when there is one. */
    Entrance otherThan(Entrance last, Dice dice) {
        List<Entrance> others =
                known.get().stream().filter(each -> !each.equals(last)).toList();
        return others.isEmpty() ? last : others.get(dice.below(others.size()));
    }

    /** One attempt at one node. Never completes exceptionally. */
    <Q, A> CompletableFuture<Outcome<A>> attempt(Request<Q, A> request, Entrance at) {
        HistoryRecorder.Begun begun = history.begin(request.call(), at.node(), request.asked());
        return api(at).attempt(request.principal(), request.method(), request.body(), attempt)
                .handle((answer, failure) -> {
                    if (failure == null) {
                        begun.ok(request.answered().apply(answer));
                        return new Outcome.Answered<A>(answer);
                    }
                    return failed(begun, failure);
                });
    }

    private static <A> Outcome<A> failed(HistoryRecorder.Begun begun, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof StatusRuntimeException status)) {
            String reason = cause.getClass().getSimpleName();
            begun.unknown(reason);
            return new Outcome.Unknown<>(reason);
        }
        String reason = ErrorReason.orCode(status);
        if (ErrorReason.in(status).isPresent() && Definite.notApplied(reason)) {
            begun.refused(reason);
            return new Outcome.Refused<>(reason);
        }
        begun.unknown(reason);
        return new Outcome.Unknown<>(reason);
    }

    /** Lost connections are tried again at once, so that the wait of a client is not taken for the house's. */
    void reconnect() {
        apis.values().forEach(NodeApi::reconnect);
    }

    private NodeApi api(Entrance at) {
        return apis.computeIfAbsent(at.host() + ":" + at.port(), NodeApi::at);
    }

    @Override
    public void close() {
        apis.values().forEach(NodeApi::close);
    }
}
