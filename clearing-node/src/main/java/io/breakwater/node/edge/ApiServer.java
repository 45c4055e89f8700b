package io.breakwater.node.edge;

import io.breakwater.node.cluster.HostPort;
import io.grpc.BindableService;
import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The node's gRPC server. Without certificates it runs in insecure loopback mode: it believes the principal that a
 * caller names, and therefore refuses to bind any address but a loopback one.
 */
public final class ApiServer implements AutoCloseable {

    private static final int MAX_MESSAGE_BYTES = 1024 * 1024;
    private static final int MAX_METADATA_BYTES = 8 * 1024;

    /** Calls open at a time on one connection; one more is refused and may be sent again. */
    private static final int MAX_CALLS = 100;

    /** Resets of one connection in 10 s, beyond which it is cut: no client gives up so many calls. */
    private static final int MAX_RESETS = 500;

    private static final int RESETS_SECONDS = 10;
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final Server server;
    private final HealthStatusManager health;

    private ApiServer(Server server, HealthStatusManager health) {
        this.server = server;
        this.health = health;
    }

    /** How long callers may wait. */
    public record Deadlines(Duration longest, Duration whenMissing) {}

    /**
     * Binds the API; health answers NOT_SERVING until {@link #serving()}.
     *
     * @throws IllegalArgumentException when the address is not a loopback one
     * @throws IOException when the port cannot be bound
     */
    public static ApiServer bind(HostPort address, Deadlines deadlines, List<BindableService> services)
            throws IOException {
        HealthStatusManager health = new HealthStatusManager();
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(loopback(address.host()), address.port()))
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_METADATA_BYTES)
                .maxConcurrentCallsPerConnection(MAX_CALLS)
                .maxRstFramesPerWindow(MAX_RESETS, RESETS_SECONDS)
                .permitKeepAliveTime(20, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .maxConnectionIdle(10, TimeUnit.MINUTES)
                .decompressorRegistry(DecompressorRegistry.emptyInstance()
                        .with(Codec.Identity.NONE, false)
                        .with(new LateGzip(), true))
                .addStreamTracerFactory(new CallDeadlines(deadlines.longest(), deadlines.whenMissing()))
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .addService(reflectionForOlderClients());
        AdmissionInterceptor admission = new AdmissionInterceptor(deadlines.longest(), deadlines.whenMissing());
        services.forEach(service -> builder.addService(admitted(service, admission)));
        return new ApiServer(builder.build().start(), health);
    }

    /** From now on the node tells that it serves. */
    public void serving() {
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    }

    public int port() {
        return server.getPort();
    }

    /** Tells that the node leaves, lets running calls end, then closes. */
    @Override
    public void close() {
        health.enterTerminalState();
        server.shutdown();
        try {
            if (!server.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ServerServiceDefinition admitted(BindableService service, AdmissionInterceptor admission) {
        ServerServiceDefinition readsMessages =
                ServerInterceptors.useInputStreamMessages(ServerInterceptors.intercept(service, admission));
        return ServerInterceptors.intercept(readsMessages, new UnreadableRequests());
    }

    @SuppressWarnings("deprecation") // v1alpha is what clients older than v1 speak; dropping it locks them out.
    private static BindableService reflectionForOlderClients() {
        return ProtoReflectionService.newInstance();
    }

    private static InetAddress loopback(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "without certificates the API binds a loopback address only, not " + host);
            }
            return address;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no such host: " + host, e);
        }
    }
}
