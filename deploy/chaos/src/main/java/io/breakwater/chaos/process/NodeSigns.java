package io.breakwater.chaos.process;

import io.breakwater.node.client.NodeApi;
import io.breakwater.node.cluster.HostPort;
import io.breakwater.protocol.defaults.v1.DefaultSummary;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.GetDefaultRequest;
import io.breakwater.protocol.defaults.v1.GetDefaultResponse;
import io.breakwater.protocol.defaults.v1.ListDefaultsRequest;
import io.breakwater.protocol.house.v1.ClusterStatus;
import io.breakwater.protocol.house.v1.GetClusterHealthRequest;
import io.breakwater.protocol.house.v1.GetClusterHealthResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.LocateAccountRequest;
import io.breakwater.protocol.house.v1.LocateAccountResponse;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** A node's own API, past every relay: what it says of itself, and where an episode lives. */
public final class NodeSigns implements AutoCloseable {

    private static final String OPERATOR = "operator/chaos";
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final NodeApi api;

    NodeSigns(HostPort address) {
        this.api = NodeApi.at(address.toString());
    }

    /** Whether it says that it serves. */
    public boolean serves() {
        return ask(HealthGrpc.getCheckMethod(), HealthCheckRequest.getDefaultInstance())
                .map(answer -> answer.getStatus() == ServingStatus.SERVING)
                .orElse(false);
    }

    /** Whether it serves and sees a cluster of so many nodes, all of them well. */
    public boolean seesAll(int nodes) {
        return serves()
                && ask(HouseServiceGrpc.getGetClusterHealthMethod(), GetClusterHealthRequest.getDefaultInstance())
                        .map(health -> isWhole(health, nodes))
                        .orElse(false);
    }

    private static boolean isWhole(GetClusterHealthResponse health, int nodes) {
        return health.getStatus() == ClusterStatus.CLUSTER_STATUS_GREEN && health.getNodesCount() == nodes;
    }

    /** The defaults that are not over; none when there is no answer. */
    public List<Episode> openDefaults() {
        return ask(DefaultsServiceGrpc.getListDefaultsMethod(), ListDefaultsRequest.getDefaultInstance())
                .map(answer -> answer.getDefaultsList().stream()
                        .filter(each -> !each.getClosed())
                        .map(DefaultSummary::getEpisode)
                        .flatMap(number -> episode(number).stream())
                        .toList())
                .orElse(List.of());
    }

    private Optional<Episode> episode(long number) {
        return ask(
                        DefaultsServiceGrpc.getGetDefaultMethod(),
                        GetDefaultRequest.newBuilder().setEpisode(number).build())
                .map(GetDefaultResponse::getEpisode);
    }

    /** Where the peers reach the node that hosts an episode: it shares its shard with the account of its number. */
    public Optional<String> ownerOf(long episode) {
        return ask(
                        HouseServiceGrpc.getLocateAccountMethod(),
                        LocateAccountRequest.newBuilder()
                                .setAccount(Long.toString(episode))
                                .build())
                .map(LocateAccountResponse::getNode);
    }

    private <Q, A> Optional<A> ask(MethodDescriptor<Q, A> method, Q question) {
        // A node that was away answers again as soon as it is back, not when the channel next dares to connect.
        api.reconnect();
        try {
            return Optional.of(api.attempt(OPERATOR, method, question, PATIENCE).join());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof StatusRuntimeException) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
