package io.breakwater.node.scenario.drive;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.breakwater.node.scenario.drive.HouseClient.Patience;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.prices.v1.PublishPricesRequest;
import io.breakwater.protocol.prices.v1.PublishPricesResponse;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesResponse;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** One node that keeps what it was sent, fails as often as it was told, and shows the accounts it was given. */
final class FakeHouse implements AutoCloseable {

    private final Server server;
    private final Deque<Status> failures = new ArrayDeque<>();
    private final List<RecordStatementLinesRequest> lines = new CopyOnWriteArrayList<>();
    private final List<GetAccountRequest> reads = new CopyOnWriteArrayList<>();
    private final Map<String, GetAccountResponse> accounts = new ConcurrentHashMap<>();

    /** With these services beside its own. */
    FakeHouse(BindableService... services) throws IOException {
        ServerBuilder<?> builder = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new Treasury())
                .addService(new Accounts())
                .addService(new Prices());
        Arrays.stream(services).forEach(builder::addService);
        this.server = builder.build().start();
    }

    /** An error as the API answers it. */
    static StatusRuntimeException refusal(Status.Code code, String reason) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(reason)
                .addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).build()))
                .build());
    }

    /** A client of these nodes. */
    static HouseClient clientOf(FakeHouse... nodes) {
        return clientOf(Duration.ofSeconds(30), nodes);
    }

    /** A client of these nodes that gives up after this. */
    static HouseClient clientOf(Duration budget, FakeHouse... nodes) {
        List<ManagedChannel> channels = Arrays.stream(nodes)
                .map(node -> Grpc.newChannelBuilder(
                                "127.0.0.1:" + node.server.getPort(), InsecureChannelCredentials.create())
                        .build())
                .toList();
        return new HouseClient(channels, new Patience(Duration.ofSeconds(5), Duration.ofMillis(1), budget));
    }

    /** The next request for statement lines is kept and then answered with this. */
    void failNext(Status status) {
        failures.add(status);
    }

    void show(GetAccountResponse account) {
        accounts.put(account.getAccount(), account);
    }

    List<RecordStatementLinesRequest> lines() {
        return List.copyOf(lines);
    }

    List<GetAccountRequest> reads() {
        return new ArrayList<>(reads);
    }

    /** Listens no longer. */
    void stop() {
        server.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }

    static <A> void reply(StreamObserver<A> caller, A answer) {
        caller.onNext(answer);
        caller.onCompleted();
    }

    private final class Treasury extends TreasuryServiceGrpc.TreasuryServiceImplBase {
        @Override
        public void recordStatementLines(
                RecordStatementLinesRequest request, StreamObserver<RecordStatementLinesResponse> caller) {
            lines.add(request);
            Optional<Status> failure = Optional.ofNullable(failures.poll());
            if (failure.isPresent()) {
                caller.onError(failure.get().asRuntimeException());
                return;
            }
            reply(
                    caller,
                    RecordStatementLinesResponse.newBuilder()
                            .setLastLine(request.getFirstLine() + request.getLinesCount() - 1)
                            .setPosition(JournalPosition.newBuilder()
                                    .setSource("bank|" + request.getBank())
                                    .setNumber(request.getFirstLine()))
                            .build());
        }
    }

    private final class Accounts extends AccountServiceGrpc.AccountServiceImplBase {
        @Override
        public void getAccount(GetAccountRequest request, StreamObserver<GetAccountResponse> caller) {
            reads.add(request);
            reply(
                    caller,
                    accounts.getOrDefault(
                            request.getAccount(),
                            GetAccountResponse.newBuilder()
                                    .setAccount(request.getAccount())
                                    .build()));
        }
    }

    private static final class Prices extends PriceServiceGrpc.PriceServiceImplBase {
        @Override
        public void publishPrices(PublishPricesRequest request, StreamObserver<PublishPricesResponse> caller) {
            reply(
                    caller,
                    PublishPricesResponse.newBuilder()
                            .setSequence(request.getSequence())
                            .setSnapshot(request.getSequence())
                            .build());
        }
    }
}
