package io.breakwater.node.edge;

import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.EpisodePhase;
import io.breakwater.protocol.defaults.v1.WatchDefaultResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One caller who watches a default: reads it twice a second and sends it when it has changed. A caller who is slow to read
 * gets the newest state next, not every one between. Ends when the default is closed, the caller is gone or its time is up.
 */
final class DefaultWatch {

    private static final Executor LATER = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final ServerCallStreamObserver<WatchDefaultResponse> stream;
    private final Supplier<CompletionStage<Episode>> read;

    DefaultWatch(ServerCallStreamObserver<WatchDefaultResponse> stream, Supplier<CompletionStage<Episode>> read) {
        this.stream = stream;
        this.read = read;
    }

    void begin() {
        // With a handler a caller who has gone is no error here: the next round sees it.
        stream.setOnCancelHandler(() -> {});
        round(Optional.empty());
    }

    private void round(Optional<Episode> sent) {
        if (stream.isCancelled()) {
            return;
        }
        CompletionStage<Episode> reading;
        try {
            reading = read.get();
        } catch (RuntimeException refused) {
            stream.onError(Unary.error(refused));
            return;
        }
        reading.whenComplete((episode, failure) -> {
            if (failure == null) {
                told(sent, episode);
            } else if (isPassing(failure)) {
                again(sent);
            } else {
                stream.onError(Unary.error(failure));
            }
        });
    }

    private void told(Optional<Episode> sent, Episode episode) {
        if (stream.isCancelled()) {
            return;
        }
        boolean fresh = !sent.equals(Optional.of(episode)) && stream.isReady();
        if (fresh) {
            stream.onNext(WatchDefaultResponse.newBuilder().setEpisode(episode).build());
        }
        Optional<Episode> last = fresh ? Optional.of(episode) : sent;
        if (episode.getPhase() == EpisodePhase.EPISODE_PHASE_CLOSED && last.equals(Optional.of(episode))) {
            stream.onCompleted();
        } else {
            again(last);
        }
    }

    private void again(Optional<Episode> sent) {
        LATER.execute(() -> round(sent));
    }

    /** The episode is on its way to another node, or busy; the caller's deadline ends the waiting. */
    private static boolean isPassing(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                || (cause instanceof StatusRuntimeException status
                        && switch (status.getStatus().getCode()) {
                            case UNAVAILABLE, RESOURCE_EXHAUSTED -> true;
                            default -> false;
                        });
    }
}
