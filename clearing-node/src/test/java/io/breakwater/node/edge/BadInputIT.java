package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.GetRequestStatusRequest;
import io.breakwater.protocol.accounts.v1.RequestResource;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.prices.v1.PriceKind;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Bad input over the real API: every row is refused with a definite code and reason and writes nothing, and a good request
 * is answered next. The principal of a row would be right for the rest of its request, unless the row is about it.
 */
final class BadInputIT {

    private static OneNode house;

    @BeforeAll
    static void openTheHouse() {
        house = OneNode.start("bad_input");
        var operator = house.as("operator/ops", HouseServiceGrpc::newBlockingStub);
        operator.setServiceTerms(HouseRequests.terms().build());
        operator.listInstrument(HouseRequests.oil().build());
        operator.acceptCollateral(HouseRequests.bill().build());
        operator.openAccount(HouseRequests.account("alder.house", "alder").build());
        operator.openAccount(HouseRequests.account("birch.house", "birch").build());
        operator.setHouseTerms(DefaultBadInputs.terms().build());
        operator.setDeskTerms(DefaultBadInputs.desk().build());
        operator.registerMember(DefaultBadInputs.member().build());
        house.as("treasury/main", TreasuryServiceGrpc::newBlockingStub)
                .recordStatementLines(HouseRequests.deposit(1, "alder.house", HouseRequests.usd("1000000"))
                        .build());
        house.as("venue/nymex", TradeServiceGrpc::newBlockingStub)
                .submitTrades(HouseRequests.trade(1, "alder.house", "birch.house", 1, "20.00")
                        .build());
        house.as("prices/one", PriceServiceGrpc::newBlockingStub)
                .publishPrices(HouseRequests.price(1, 14, "20.00", PriceKind.PRICE_KIND_MARK)
                        .build());
        house.as("member/alder", AccountServiceGrpc::newBlockingStub)
                .getRequestStatus(GetRequestStatusRequest.newBuilder()
                        .setAccount("alder.house")
                        .setRequestId(BadInputs.VOIDED)
                        .setResource(RequestResource.REQUEST_RESOURCE_PAYOUTS)
                        .build());
    }

    @AfterAll
    static void closeTheHouse() {
        house.close();
    }

    @TestFactory
    Stream<DynamicTest> badInputIsRefusedAndWritesNothing() {
        List<BadInputs.Row> rows = BadInputs.rows();
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> refused(row)));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoCallIsEndedAndWritesNothing() {
        return ProtocolInputs.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    long before = house.writtenForCallers();
                    assertThat(row.ends())
                            .contains(row.attempt().at(house.node().api().port()));
                    assertNothingIsWritten(before);
                }));
    }

    private static void refused(BadInputs.Row row) {
        long before = house.writtenForCallers();
        StatusRuntimeException refusal = catchThrowableOfType(
                StatusRuntimeException.class, () -> row.request().accept(house));
        assertThat(refusal).as("%s is refused", row.name()).isNotNull();
        assertThat(refusal.getStatus().getCode()).as("%s", refusal.getStatus()).isEqualTo(row.code());
        assertThat(Errors.reason(refusal)).as("%s", refusal.getStatus()).isEqualTo(row.reason());
        assertNothingIsWritten(before);
    }

    private static void assertNothingIsWritten(long before) {
        assertThat(house.writtenForCallers())
                .as("events that callers have caused")
                .isEqualTo(before);
        assertThat(house.as("member/alder", AccountServiceGrpc::newBlockingStub)
                        .getAccount(HouseRequests.read("alder.house").build())
                        .getAccount())
                .isEqualTo("alder.house");
    }
}
