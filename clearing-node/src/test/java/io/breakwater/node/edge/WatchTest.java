package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.breakwater.protocol.common.v1.JournalPosition;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who watches something hears of each change once, in its order, until it has ended or their time is up. */
final class WatchTest {

    private static final String SOURCE = "account|alder.house";
    private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);
    private static final int QUIET = 30;
    private static final int SLOW = 20;

    private final Watcher watcher = new Watcher();
    private final Deque<CompletionStage<State>> reads = new ArrayDeque<>();
    private final List<Caller> readers = new CopyOnWriteArrayList<>();

    /** What is watched: a position and what is to be seen there; the last one is called the end. */
    private record State(long number, String text) {
        static final State END = new State(9, "the end");
    }

    @Test
    void changesAreSentOnceAndTheEndEndsTheStream() {
        will(new State(1, "a"), new State(1, "a"), new State(2, "b"), new State(2, "c"), State.END);
        watch(0).begin();
        await("the end").until(() -> watcher.completed);
        assertThat(watcher.sent).containsExactly("1 a", "2 b", "2 c", "9 the end");
    }

    @Test
    void aResumedWatchBeginsWithWhatIsAndNeverGoesBack() {
        will(new State(3, "of a node that is behind"), new State(6, "now"), new State(5, "behind again"), State.END);
        watch(5).begin();
        await("the end").until(() -> watcher.completed);
        assertThat(watcher.sent).containsExactly("6 now", "9 the end");
    }

    @Test
    void whatIsOnItsWayToAnotherNodeIsReadAgain() {
        reads.add(CompletableFuture.failedFuture(ApiError.OUTCOME_UNKNOWN.with("moving")));
        reads.add(CompletableFuture.failedFuture(ApiError.OVERLOADED.with("busy")));
        will(State.END);
        watch(0).begin();
        await("the end").until(() -> watcher.completed);
        assertThat(watcher.sent).containsExactly("9 the end");
    }

    @Test
    void whatIsRefusedEndsTheWatch() {
        reads.add(CompletableFuture.failedFuture(ApiError.NOT_YOURS.with("no")));
        watch(0).begin();
        await("the refusal").until(() -> watcher.failed.isPresent());
        assertThat(watcher.reason()).isEqualTo("NOT_YOURS");
    }

    @Test
    void nobodyIsReadForWhoHasGone() {
        watcher.cancelled = true;
        watch(0).begin();
        assertThat(watcher.sent).isEmpty();
        assertThat(watcher.failed).isEmpty();
    }

    @Test
    void whoIsSlowToReadGetsTheNewestNext() {
        watcher.ready = false;
        will(new State(1, "a"), new State(2, "b"), new State(3, "c"), State.END);
        watch(0, () -> {
                    CompletionStage<State> next = reads.removeFirst();
                    watcher.ready = reads.size() <= 1;
                    return next;
                })
                .begin();
        await("the end").until(() -> watcher.completed);
        assertThat(watcher.sent).containsExactly("3 c", "9 the end");
    }

    @Test
    void whoReadsNothingIsCutWithThePositionToResumeFrom() {
        will(new State(1, "a"));
        Watch<State, String> watch = watch(0, () -> {
            CompletionStage<State> next = reads.poll();
            watcher.ready = next != null;
            return next == null ? CompletableFuture.completedFuture(new State(2, "b")) : next;
        });
        watch.begin();
        await("the cut").until(() -> watcher.failed.isPresent());
        assertThat(watcher.reason()).isEqualTo("WATCHER_TOO_SLOW");
        assertThat(watcher.metadata("number")).isEqualTo("1");
        assertThat(watcher.sent).containsExactly("1 a");
    }

    @Test
    void silenceIsBrokenWithASignThatTheWatchGoesOn() {
        for (int i = 0; i <= 2 * QUIET; i++) {
            will(new State(4, "a"));
        }
        will(State.END);
        watch(0).begin();
        await("the end").until(() -> watcher.completed);
        assertThat(watcher.sent).containsExactly("4 a", "4", "4", "9 the end");
    }

    @Test
    void aReadingIsWaitedForTwoSecondsAndNotForAllTheTimeOfTheWatch() {
        will(State.END);
        watch(0).begin();
        await("the end").until(() -> watcher.completed);
        assertThat(readers).hasSize(1).allMatch(reader -> reader.budget().toMillis() <= 2_000);
    }

    @Test
    void theSignIsGivenWhileNobodyAnswers() {
        will(new State(4, "a"));
        for (int i = 0; i < QUIET; i += 2) {
            reads.add(CompletableFuture.failedFuture(new TimeoutException("nobody answers")));
        }
        will(State.END);
        watch(0).begin();
        await("the end").until(() -> watcher.completed);
        assertThat(watcher.sent).containsExactly("4 a", "4", "9 the end");
    }

    @Test
    void theTimeOfAWatchThatSawSomethingEndsWithItsPosition() {
        Deadline passed = Deadline.after(30, TimeUnit.MILLISECONDS);
        watch(0, passed, () -> CompletableFuture.completedFuture(new State(7, "a")))
                .begin();
        await("the end").until(() -> watcher.failed.isPresent());
        assertThat(watcher.reason()).isEqualTo("WATCH_ENDED");
        assertThat(watcher.metadata("source") + " " + watcher.metadata("number"))
                .isEqualTo(SOURCE + " 7");
    }

    @Test
    void aPositionFromTheFutureIsNeverReached() {
        Deadline passed = Deadline.after(30, TimeUnit.MILLISECONDS);
        watch(99, passed, () -> CompletableFuture.completedFuture(new State(7, "a")))
                .begin();
        await("the end").until(() -> watcher.failed.isPresent());
        assertThat(watcher.reason()).isEqualTo("POSITION_NOT_REACHED");
        assertThat(watcher.sent).isEmpty();
    }

    @Test
    void aPositionOfAnotherSourceIsRefused() {
        JournalPosition other = position("account|birch.house", 3);
        StatusRuntimeException refusal =
                catchThrowableOfType(StatusRuntimeException.class, () -> Watch.seen(true, other, position(SOURCE, 0)));
        assertThat(Errors.reason(refusal)).isEqualTo("POSITION_MALFORMED");
        assertThat(Watch.seen(false, other, position(SOURCE, 0))).isEqualTo(position(SOURCE, 0));
    }

    private void will(State... states) {
        for (State state : states) {
            reads.add(CompletableFuture.completedFuture(state));
        }
    }

    private Watch<State, String> watch(long seen) {
        return watch(seen, Deadline.after(1, TimeUnit.MINUTES), reads::removeFirst);
    }

    private Watch<State, String> watch(long seen, Supplier<CompletionStage<State>> read) {
        return watch(seen, Deadline.after(1, TimeUnit.MINUTES), read);
    }

    private Watch<State, String> watch(long seen, Deadline until, Supplier<CompletionStage<State>> read) {
        Principal alder = Principal.parse("member/alder").orElseThrow();
        return new Watch<>(
                watcher,
                new Watch.Watched<>(
                        reader -> {
                            readers.add(reader);
                            return read.get();
                        },
                        state -> position(SOURCE, state.number()),
                        (state, position) -> position.getNumber()
                                + state.map(each -> " " + each.text()).orElse(""),
                        State.END::equals),
                position(SOURCE, seen),
                new Caller(alder, until),
                new Watch.Pace(SOON, QUIET, SLOW, 2));
    }

    private static JournalPosition position(String source, long number) {
        return JournalPosition.newBuilder().setSource(source).setNumber(number).build();
    }

    /** A caller who reads while it is ready. */
    private static final class Watcher extends ServerCallStreamObserver<String> {

        private final List<String> sent = new CopyOnWriteArrayList<>();
        private volatile Optional<Throwable> failed = Optional.empty();
        private volatile boolean completed;
        private volatile boolean cancelled;
        private volatile boolean ready = true;

        String reason() {
            return Errors.reason(failed.orElseThrow());
        }

        String metadata(String key) {
            return Errors.info(failed.orElseThrow()).getMetadataOrDefault(key, "");
        }

        @Override
        public void onNext(String response) {
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
            return ready;
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
