package io.breakwater.node.scenario.drive;

import io.breakwater.protocol.house.v1.ClusterStatus;
import io.breakwater.protocol.house.v1.GetClusterHealthRequest;
import io.breakwater.protocol.house.v1.GetClusterHealthResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;

/** Whether the nodes of a client are one cluster, by what each of them says of itself. */
public final class ClusterWatch {

    private static final String OPERATOR = "operator/demo";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HouseClient house;

    public ClusterWatch(HouseClient house) {
        this.house = house;
    }

    /** How many nodes serve and see all of them up and well. The client is in nobody else's hands meanwhile. */
    public int ready() {
        int serving = 0;
        int green = 0;
        for (int i = 0; i < house.size(); i++) {
            serving += nextServes() ? 1 : 0;
        }
        for (int i = 0; i < house.size(); i++) {
            green += nextIsGreen() ? 1 : 0;
        }
        return Math.min(serving, green);
    }

    private boolean nextServes() {
        try {
            return house.attempt(
                                    OPERATOR,
                                    HealthGrpc::newBlockingStub,
                                    stub -> stub.check(HealthCheckRequest.getDefaultInstance()),
                                    PATIENCE)
                            .getStatus()
                    == ServingStatus.SERVING;
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }

    private boolean nextIsGreen() {
        try {
            GetClusterHealthResponse health = house.attempt(
                    OPERATOR,
                    HouseServiceGrpc::newBlockingStub,
                    stub -> stub.getClusterHealth(GetClusterHealthRequest.getDefaultInstance()),
                    PATIENCE);
            return health.getStatus() == ClusterStatus.CLUSTER_STATUS_GREEN && health.getNodesCount() == house.size();
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }
}
