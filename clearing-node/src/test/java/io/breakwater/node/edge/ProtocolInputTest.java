package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.process.Ports;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.OpenAccountResponse;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesResponse;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What no client would send, to the server alone: it ends as it must, and the next good call is answered. */
final class ProtocolInputTest {

    private static final AtomicInteger opened = new AtomicInteger();
    private static ApiServer server;

    @BeforeAll
    static void bind() throws IOException {
        server = ApiServer.bind(
                new HostPort("127.0.0.1", Ports.free()),
                new ApiServer.Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(10)),
                List.of(new Opening(), new Trading()));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> theServerEndsWhatIsNoCall() {
        return ProtocolInputs.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    int before = opened.get();
                    assertThat(row.ends()).contains(row.attempt().at(server.port()));
                    assertThat(opened.get()).as("accounts opened").isEqualTo(before);
                    assertThat(good()).isEqualTo("grpc 0");
                }));
    }

    private static String good() throws IOException {
        try (RawHttp2 raw = RawHttp2.open(server.port())) {
            Map<String, String> headers = RawHttp2.call("house.v1.HouseService/OpenAccount", "operator/ops");
            byte[] body =
                    OpenAccountRequest.newBuilder().setMember("good").build().toByteArray();
            return raw.headers(1, headers, false)
                    .data(1, RawHttp2.message(body), true)
                    .end(1);
        }
    }

    /** Refuses what has no class, as the real one does. */
    private static final class Opening extends HouseServiceGrpc.HouseServiceImplBase {
        @Override
        public void openAccount(OpenAccountRequest request, StreamObserver<OpenAccountResponse> caller) {
            Unary.answer(caller, () -> {
                if (!request.getMember().equals("good")) {
                    throw Fields.missing("account_class");
                }
                return CompletableFuture.completedFuture(OpenAccountResponse.getDefaultInstance());
            });
        }
    }

    private static final class Trading extends TradeServiceGrpc.TradeServiceImplBase {
        @Override
        public void submitTrades(SubmitTradesRequest request, StreamObserver<SubmitTradesResponse> caller) {
            Unary.answer(caller, () -> {
                Fields.atMost("trades", request.getTradesCount(), Fields.BATCH);
                return CompletableFuture.completedFuture(SubmitTradesResponse.getDefaultInstance());
            });
        }
    }
}
