package io.breakwater.chaos.process;

import io.breakwater.node.cluster.HostPort;
import io.breakwater.protocol.defaults.v1.DefaultSummary;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.GetDefaultRequest;
import io.breakwater.protocol.defaults.v1.ListDefaultsRequest;
import io.breakwater.protocol.house.v1.ClusterStatus;
import io.breakwater.protocol.house.v1.GetClusterHealthRequest;
import io.breakwater.protocol.house.v1.GetClusterHealthResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.LocateAccountRequest;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A node's own API, past every relay: what it says of itself, and where an episode lives. */
public final class NodeSigns implements AutoCloseable {

    private static final Metadata.Key<String> PRINCIPAL =
            Metadata.Key.of("breakwater-principal", Metadata.ASCII_STRING_MARSHALLER);
    private static final String OPERATOR = "operator/chaos";
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final ManagedChannel channel;

    NodeSigns(HostPort address) {
        this.channel = Grpc.newChannelBuilder(address.toString(), InsecureChannelCredentials.create())
                .build();
    }

    /** Whether it says that it serves. */
    public boolean serves() {
        return ask(HealthGrpc::newBlockingStub, stub -> stub.check(HealthCheckRequest.getDefaultInstance()))
                .map(answer -> answer.getStatus() == ServingStatus.SERVING)
                .orElse(false);
    }

    /** Whether it serves and sees a cluster of so many nodes, all of them well. */
    public boolean seesAll(int nodes) {
        return serves()
                && ask(
                                HouseServiceGrpc::newBlockingStub,
                                stub -> stub.getClusterHealth(GetClusterHealthRequest.getDefaultInstance()))
                        .map(health -> isWhole(health, nodes))
                        .orElse(false);
    }

    private static boolean isWhole(GetClusterHealthResponse health, int nodes) {
        return health.getStatus() == ClusterStatus.CLUSTER_STATUS_GREEN && health.getNodesCount() == nodes;
    }

    /** The defaults that are not over; none when there is no answer. */
    public List<Episode> openDefaults() {
        return ask(
                        DefaultsServiceGrpc::newBlockingStub,
                        stub -> stub.listDefaults(ListDefaultsRequest.getDefaultInstance()))
                .map(answer -> answer.getDefaultsList().stream()
                        .filter(each -> !each.getClosed())
                        .map(DefaultSummary::getEpisode)
                        .flatMap(number -> episode(number).stream())
                        .toList())
                .orElse(List.of());
    }

    private Optional<Episode> episode(long number) {
        return ask(DefaultsServiceGrpc::newBlockingStub, stub -> stub.getDefault(
                        GetDefaultRequest.newBuilder().setEpisode(number).build())
                .getEpisode());
    }

    /** Where the peers reach the node that hosts an episode: it shares its shard with the account of its number. */
    public Optional<String> ownerOf(long episode) {
        return ask(HouseServiceGrpc::newBlockingStub, stub -> stub.locateAccount(LocateAccountRequest.newBuilder()
                        .setAccount(Long.toString(episode))
                        .build())
                .getNode());
    }

    private <S extends AbstractStub<S>, A> Optional<A> ask(Function<Channel, S> stubs, Function<S, A> question) {
        // A node that was away answers again as soon as it is back, not when the channel next dares to connect.
        channel.resetConnectBackoff();
        Metadata headers = new Metadata();
        headers.put(PRINCIPAL, OPERATOR);
        try {
            return Optional.of(question.apply(stubs.apply(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (StatusRuntimeException noAnswer) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
