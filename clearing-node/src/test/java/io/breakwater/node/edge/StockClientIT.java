package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that nobody prepared for us can call, by reflection alone. */
final class StockClientIT {

    private static final String SKIPPED = "skipped: the build fetches a buf binary for Linux on x86_64 only";

    private static OneNode house;

    @BeforeAll
    static void startTheNode() {
        if (StockClient.fetched().isEmpty()) {
            System.out.println(SKIPPED);
        }
        assumeTrue(StockClient.fetched().isPresent(), SKIPPED);
        house = OneNode.start("stock_client");
        var operator = house.as("operator/ops", HouseServiceGrpc::newBlockingStub);
        operator.setServiceTerms(HouseRequests.terms().build());
        operator.openAccount(HouseRequests.account("alder.house", "alder").build());
    }

    @AfterAll
    static void stopTheNode() {
        Optional.ofNullable(house).ifPresent(OneNode::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc-v1", "grpc-v1alpha"})
    void clusterHealthIsReadByReflectionOfEitherVersion(String reflection) {
        StockClient.Printed printed =
                curl("operator/ops", "house.v1.HouseService/GetClusterHealth", "{}", "--reflect-protocol", reflection);
        assertThat(printed.text()).contains("CLUSTER_STATUS_GREEN");
        assertThat(printed.status()).isZero();
    }

    @Test
    void anAccountIsOpenedAndReadAndMoneyArrives() {
        StockClient.Printed opened = curl(
                "operator/ops",
                "house.v1.HouseService/OpenAccount",
                "{\"account\":\"birch.house\",\"member\":\"birch\",\"accountClass\":\"ACCOUNT_CLASS_HOUSE\","
                        + "\"currencyCode\":\"USD\"}");
        assertThat(opened.text()).contains("birch.house");
        StockClient.Printed deposited = curl(
                "treasury/main",
                "treasury.v1.TreasuryService/RecordStatementLines",
                "{\"bank\":\"main\",\"firstLine\":1,\"lines\":[{\"deposit\":{\"account\":\"birch.house\",\"amount\":"
                        + "{\"currencyCode\":\"USD\",\"value\":{\"value\":\"1234.56\"}}}}]}");
        assertThat(deposited.text()).contains("bank|main");
        StockClient.Printed read = curl(
                "member/birch",
                "accounts.v1.AccountService/GetAccount",
                "{\"account\":\"birch.house\",\"minPositions\":[{\"source\":\"bank|main\",\"number\":1}]}");
        assertThat(read.text()).contains("1234.56", "STANDING_GOOD");
        assertThat(read.status()).isZero();
    }

    @Test
    void aRefusalNamesItsReason() {
        StockClient.Printed refused =
                curl("member/birch", "accounts.v1.AccountService/GetAccount", "{\"account\":\"alder.house\"}");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.text()).contains("permission_denied", "no such account of yours");
    }

    private static StockClient.Printed curl(String principal, String method, String body, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "curl",
                "--http2-prior-knowledge",
                "--protocol",
                "grpc",
                "--timeout",
                "10s",
                "-H",
                "breakwater-principal: " + principal));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("-d", body, "http://" + house.node().api() + "/breakwater." + method));
        return StockClient.fetched()
                .orElseThrow()
                .run(Path.of(System.getProperty("breakwater.home"), "protocol"), arguments);
    }
}
