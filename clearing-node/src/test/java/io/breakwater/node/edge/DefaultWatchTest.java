package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.EpisodePhase;
import io.breakwater.protocol.defaults.v1.WatchDefaultResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who watches a default hears of each change once, until it is closed. */
final class DefaultWatchTest {

    private final Watcher watcher = new Watcher();

    @Test
    void changesAreSentOnceAndTheClosureEndsTheStream() {
        Episode auction = phase(EpisodePhase.EPISODE_PHASE_AUCTION);
        Episode closed = phase(EpisodePhase.EPISODE_PHASE_CLOSED);
        Deque<Episode> states = new ArrayDeque<>(List.of(auction, auction, closed));
        new DefaultWatch(watcher, () -> CompletableFuture.completedFuture(states.removeFirst())).begin();
        await("the closure").until(() -> watcher.completed);
        assertThat(watcher.sent).extracting(WatchDefaultResponse::getEpisode).containsExactly(auction, closed);
    }

    @Test
    void anEpisodeOnItsWayToAnotherNodeIsReadAgain() {
        Episode closed = phase(EpisodePhase.EPISODE_PHASE_CLOSED);
        Deque<CompletionStage<Episode>> answers = new ArrayDeque<>(List.of(
                CompletableFuture.failedFuture(ApiError.OUTCOME_UNKNOWN.with("moving")),
                CompletableFuture.completedFuture(closed)));
        new DefaultWatch(watcher, answers::removeFirst).begin();
        await("the closure").until(() -> watcher.completed);
        assertThat(watcher.sent).hasSize(1);
    }

    @Test
    void aDefaultThatIsNoneIsRefused() {
        new DefaultWatch(watcher, () -> {
                    throw ApiError.DEFAULT_UNKNOWN.with("none");
                })
                .begin();
        assertThat(watcher.failed.map(failure -> Status.fromThrowable(failure).getCode()))
                .contains(Status.Code.NOT_FOUND);
    }

    @Test
    void nobodyIsReadForWhoHasGone() {
        watcher.cancelled = true;
        new DefaultWatch(watcher, () -> {
                    throw new AssertionError("read");
                })
                .begin();
        assertThat(watcher.sent).isEmpty();
        assertThat(watcher.failed).isEmpty();
    }

    private static Episode phase(EpisodePhase phase) {
        return Episode.newBuilder().setEpisode(1).setPhase(phase).build();
    }

    /** Reads as fast as it is sent. */
    private static final class Watcher extends ServerCallStreamObserver<WatchDefaultResponse> {

        private final List<WatchDefaultResponse> sent = new CopyOnWriteArrayList<>();
        private volatile Optional<Throwable> failed = Optional.empty();
        private volatile boolean completed;
        private volatile boolean cancelled;

        @Override
        public void onNext(WatchDefaultResponse response) {
            sent.add(response);
        }

        @Override
        public void onError(Throwable failure) {
            failed = Optional.of(failure);
        }

        @Override
        public void onCompleted() {
            completed = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
