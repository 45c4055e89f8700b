package io.breakwater.node.scenario.drive;

import io.breakwater.node.client.ErrorReason;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A client of all nodes of a house. Every node answers for the whole house, so a request goes to the nodes in turn. One
 * that got no definite answer goes to the next node, the same request under the same number, until the budget is spent:
 * the house gives it one effect however often it is sent. A definite refusal is never sent again.
 */
public final class HouseClient implements AutoCloseable {

    private static final Metadata.Key<String> PRINCIPAL =
            Metadata.Key.of("breakwater-principal", Metadata.ASCII_STRING_MARSHALLER);

    /** Codes that leave the outcome open or say that the request may be sent again. */
    private static final Set<Status.Code> NO_ANSWER =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

    private final List<? extends Channel> nodes;
    private final Patience patience;
    private final AtomicLong turn = new AtomicLong();

    /** How long an attempt may take, how long to wait after one that failed, and when to give up. */
    public record Patience(Duration attempt, Duration between, Duration budget) {

        /** Outlasts the failover of a node. */
        public static final Patience USUAL =
                new Patience(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(90));
    }

    HouseClient(List<? extends Channel> nodes, Patience patience) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a house without a node");
        }
        this.nodes = List.copyOf(nodes);
        this.patience = patience;
    }

    /** A client of the nodes at these addresses, each {@code host:port}. */
    public static HouseClient connect(List<String> apis) {
        List<ManagedChannel> channels = apis.stream()
                .map(api -> Grpc.newChannelBuilder(api, InsecureChannelCredentials.create())
                        .build())
                .toList();
        return new HouseClient(channels, Patience.USUAL);
    }

    /** How many nodes it knows, answering or not. */
    public int size() {
        return nodes.size();
    }

    /**
     * The answer to a request.
     *
     * @throws Refusal when the house says no
     * @throws DriveFailure when no node gave a definite answer within the budget
     */
    <S extends AbstractStub<S>, A> A call(String principal, Function<Channel, S> stubs, Function<S, A> request) {
        return call(principal, stubs, request, patience.attempt());
    }

    /** The same, each attempt within a time of its own. */
    <S extends AbstractStub<S>, A> A call(
            String principal, Function<Channel, S> stubs, Function<S, A> request, Duration attempt) {
        long giveUp = System.nanoTime() + patience.budget().toNanos();
        while (true) {
            try {
                return attempt(principal, stubs, request, attempt);
            } catch (StatusRuntimeException failed) {
                if (!NO_ANSWER.contains(failed.getStatus().getCode())) {
                    throw new Refusal(ErrorReason.orCode(failed), failed);
                }
                if (System.nanoTime() > giveUp) {
                    throw new DriveFailure(
                            "no node answered within " + patience.budget().toSeconds() + " s: " + failed.getMessage(),
                            failed);
                }
            }
            pause();
        }
    }

    /** One attempt at the next node, whatever comes of it. */
    <S extends AbstractStub<S>, A> A attempt(
            String principal, Function<Channel, S> stubs, Function<S, A> request, Duration deadline) {
        Channel node = nodes.get((int) (turn.getAndIncrement() % nodes.size()));
        Metadata headers = new Metadata();
        headers.put(PRINCIPAL, principal);
        return request.apply(stubs.apply(node)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Waits as long as between two attempts. */
    void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(patience.between().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DriveFailure("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        for (Channel node : nodes) {
            if (node instanceof ManagedChannel managed) {
                managed.shutdownNow();
            }
        }
    }
}
