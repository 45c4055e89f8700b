package io.breakwater.chaos.workload;

import io.breakwater.chaos.run.Entrance;
import io.breakwater.chaos.workload.Entrances.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How clients go on after an attempt that told them nothing: some insist until they know, some ask a second node, some leave
 * it at that until the end.
 */
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final long PAUSE_MILLIS = 100;
    private static final int CHANCE_OF_ANOTHER = 50;
    private static final int ATTEMPTS = 6;
    private static final long INSISTS_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Entrances entrances;
    private final Dice dice;
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Request<?, ?>> unresolved = new ArrayList<>();
    private volatile long patientUntil = Long.MAX_VALUE;

    Requests(Entrances entrances, Dice dice) {
        this.entrances = entrances;
        this.dice = dice;
    }

    /** The workload is over and nobody waits for an answer any more. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** From then on, in nanoseconds of this process, {@link #insist} tries once and no more. */
    void patientUntil(long nanos) {
        patientUntil = nanos;
    }

    /** False once nobody may be waited for any more. */
    boolean isPatient() {
        return System.nanoTime() < patientUntil;
    }

    /** The answer or the refusal, however often it takes within a minute and a half, else unknown; blocks. */
    <Q, A> Outcome<A> insist(Request<Q, A> request) {
        long giveUp = Math.min(System.nanoTime() + INSISTS_NANOS, patientUntil);
        Entrance at = entrances.any(dice);
        while (true) {
            Outcome<A> outcome = await(entrances.attempt(request, at));
            if (!(outcome instanceof Outcome.Unknown) || System.nanoTime() > giveUp) {
                return outcome;
            }
            pause(PAUSE_MILLIS);
            at = entrances.otherThan(at, dice);
        }
    }

    /** One attempt at a node; blocks. */
    <Q, A> Outcome<A> once(Request<Q, A> request) {
        return await(entrances.attempt(request, entrances.any(dice)));
    }

    /**
     * Sends a request with an id of its own. After an attempt without an answer it goes to another node with a chance of one
     * half; else it waits for {@link #unresolved}.
     */
    <Q, A> void send(Request<Q, A> request) {
        send(request, outcome -> {});
    }

    /** The same; what it came to is told once no further attempt is made for now. */
    <Q, A> void send(Request<Q, A> request, Consumer<Outcome<A>> then) {
        CompletableFuture<Boolean> ignored = sent(request, entrances.any(dice), ATTEMPTS)
                .thenAccept(then)
                .handle((done, failure) -> {
                    if (failure != null && !over.get()) {
                        LOG.error("a client has failed itself", failure);
                    }
                    return failure == null;
                });
    }

    private <Q, A> CompletableFuture<Outcome<A>> sent(Request<Q, A> request, Entrance at, int attempts) {
        return entrances.attempt(request, at).thenCompose(outcome -> {
            boolean another = outcome instanceof Outcome.Unknown && attempts > 1 && dice.percent(CHANCE_OF_ANOTHER);
            if (another && !over.get()) {
                return CompletableFuture.supplyAsync(
                                () -> entrances.otherThan(at, dice),
                                CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                        .thenCompose(next -> sent(request, next, attempts - 1));
            }
            boolean again = outcome instanceof Outcome.Refused<A> no
                    && attempts < ATTEMPTS
                    && Definite.isOfThisAttempt(no.reason());
            if ((outcome instanceof Outcome.Unknown || again)
                    && !request.requestId().isEmpty()) {
                leave(request);
            }
            return CompletableFuture.completedFuture(outcome);
        });
    }

    /** Nobody was told what became of it; that is found out in the end. */
    synchronized void leave(Request<?, ?> request) {
        unresolved.add(request);
    }

    /** Takes what is to be found out. */
    synchronized List<Request<?, ?>> takeUnresolved() {
        List<Request<?, ?>> taken = List.copyOf(unresolved);
        unresolved.clear();
        return taken;
    }

    /** From now on whoever waits is sent away. */
    void end() {
        over.set(true);
    }

    boolean isOver() {
        return over.get();
    }

    void pause(long millis) {
        if (over.get()) {
            throw new Over();
        }
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Over();
        }
    }

    private static <A> Outcome<A> await(CompletableFuture<Outcome<A>> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Over();
        } catch (ExecutionException impossible) {
            throw new CompletionException(impossible.getCause());
        }
    }
}
