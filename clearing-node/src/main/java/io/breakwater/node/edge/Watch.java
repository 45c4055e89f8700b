package io.breakwater.node.edge;

import io.breakwater.protocol.common.v1.JournalPosition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One caller who watches one thing: it is read twice a second and sent when it has changed, with the position from which to
 * resume. What is older than the caller has seen is never sent, so a resumed watch misses nothing and never goes back.
 *
 * <p>Nothing is kept for a caller who is slow to read: it gets the newest state next, not every one between, and is cut with
 * {@code WATCHER_TOO_SLOW} when it has read nothing for 10 s though there was something to read. After 15 s without a change
 * it is sent a sign that the watch goes on. The watch ends when the thing has ended, the caller is gone, or its time is up:
 * then with {@code WATCH_ENDED}, or with {@code POSITION_NOT_REACHED} when what it has seen was never reached.
 *
 * @param <V> what is watched
 * @param <A> what the caller is sent
 */
final class Watch<V, A> {

    /** A reading that takes longer is given up: its entity is on its way to another node, and a later one finds it there. */
    private static final Duration READING = Duration.ofSeconds(2);

    private final ServerCallStreamObserver<A> stream;
    private final Watched<V, A> watched;
    private final Caller caller;
    private final Pace pace;
    private Optional<V> sent = Optional.empty();
    private JournalPosition seen;
    private int quietRounds;
    private int slowRounds;

    /**
     * A watch that begins after what the caller has seen.
     *
     * @param seen the position that the caller has seen; number 0 when it has seen nothing
     */
    Watch(ServerCallStreamObserver<A> stream, Watched<V, A> watched, JournalPosition seen, Caller caller, Pace pace) {
        this.stream = stream;
        this.watched = watched;
        this.seen = seen;
        this.caller = caller;
        this.pace = pace;
    }

    /**
     * What is watched.
     *
     * @param read what it is now, to a caller who waits for no more than one reading
     * @param position of what was read, in its own history
     * @param message what a caller is sent: what was read, or nothing as a sign that the watch goes on
     * @param last true when nothing comes after this
     */
    record Watched<V, A>(
            Function<Caller, CompletionStage<V>> read,
            Function<V, JournalPosition> position,
            BiFunction<Optional<V>, JournalPosition, A> message,
            Predicate<V> last) {}

    /**
     * How often is read, and how many readings without a change, or unread, are too many.
     *
     * @param failed for how many quiet readings one counts that has failed, because it takes longer
     */
    record Pace(Executor later, int quiet, int slow, int failed) {

        /** Half a second; 15 s; 10 s; two and a half seconds. */
        static final Pace USUAL = new Pace(CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS), 30, 20, 5);
    }

    /** Begins the watch that a request asks for, or refuses it. */
    static <A> void answer(StreamObserver<A> caller, Function<ServerCallStreamObserver<A>, Watch<?, A>> asked) {
        Watch<?, A> watch;
        try {
            watch = asked.apply((ServerCallStreamObserver<A>) caller);
        } catch (RuntimeException refused) {
            caller.onError(Unary.error(refused));
            return;
        }
        watch.begin();
    }

    /** The position that a caller resumes from, which must be one of the thing itself; 0 of it for none. */
    static JournalPosition seen(boolean present, JournalPosition resumeFrom, JournalPosition none) {
        if (!present) {
            return none;
        }
        Fields.source(resumeFrom);
        if (!resumeFrom.getSource().equals(none.getSource())) {
            throw ApiError.POSITION_MALFORMED.with(
                    "resume_from must be a position of " + none.getSource(), Fields.at("resume_from"));
        }
        return resumeFrom;
    }

    void begin() {
        // With a handler a caller who has gone is no error here: the next round sees it.
        stream.setOnCancelHandler(() -> {});
        round();
    }

    private void round() {
        if (stream.isCancelled()) {
            return;
        }
        if (caller.deadline().isExpired()) {
            stream.onError(timeIsUp());
            return;
        }
        CompletionStage<V> reading;
        try {
            reading = watched.read().apply(caller.within(READING));
        } catch (RuntimeException refused) {
            failed(refused);
            return;
        }
        reading.whenComplete((state, failure) -> {
            if (stream.isCancelled()) {
                return;
            }
            if (failure == null) {
                told(state);
            } else {
                failed(failure);
            }
        });
    }

    private void failed(Throwable failure) {
        if (isPassing(failure) || caller.deadline().isExpired()) {
            quiet(pace.failed());
            again();
        } else {
            stream.onError(Unary.error(failure));
        }
    }

    private void told(V state) {
        boolean behind = watched.position().apply(state).getNumber() < seen.getNumber();
        boolean fresh = !behind && !sent.equals(Optional.of(state));
        if (fresh && !stream.isReady()) {
            slow();
            return;
        }
        slowRounds = 0;
        if (fresh) {
            send(state);
        } else if (!behind) {
            quiet(1);
        }
        if (watched.last().test(state) && sent.equals(Optional.of(state))) {
            stream.onCompleted();
        } else {
            again();
        }
    }

    private void quiet(int rounds) {
        quietRounds += rounds;
        if (quietRounds >= pace.quiet() && stream.isReady()) {
            quietRounds = 0;
            stream.onNext(watched.message().apply(Optional.empty(), seen));
        }
    }

    private void send(V state) {
        seen = watched.position().apply(state);
        sent = Optional.of(state);
        quietRounds = 0;
        stream.onNext(watched.message().apply(sent, seen));
    }

    private void slow() {
        if (++slowRounds < pace.slow()) {
            again();
            return;
        }
        stream.onError(
                ApiError.WATCHER_TOO_SLOW.with("what was sent is not being read; watch again from the position", at()));
    }

    private void again() {
        pace.later().execute(this::round);
    }

    private RuntimeException timeIsUp() {
        return sent.isEmpty() && seen.getNumber() > 0
                ? ApiError.POSITION_NOT_REACHED.with("it had not reached the position by the deadline", at())
                : ApiError.WATCH_ENDED.with("the time of this watch is up; watch again from the position", at());
    }

    private Map<String, String> at() {
        return Map.of("source", seen.getSource(), "number", Long.toString(seen.getNumber()));
    }

    /** It is on its way to another node, or busy; the caller's deadline ends the waiting. */
    private static boolean isPassing(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                || (cause instanceof StatusRuntimeException status
                        && switch (status.getStatus().getCode()) {
                            case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED -> true;
                            default -> false;
                        });
    }
}
