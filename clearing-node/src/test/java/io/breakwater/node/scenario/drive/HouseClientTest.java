package io.breakwater.node.scenario.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.breakwater.waterfall.money.Currency;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseClientTest {

    private static final Currency USD = Currency.of("USD", 2);

    @Test
    void aRequestWithoutAnAnswerGoesToTheNextNodeUnderTheSameNumber() throws Exception {
        try (FakeHouse first = new FakeHouse();
                FakeHouse second = new FakeHouse();
                HouseClient client = FakeHouse.clientOf(first, second)) {
            first.failNext(Status.UNAVAILABLE);
            second.failNext(Status.DEADLINE_EXCEEDED);
            deposit(new Statements(client, new Reached()), "5.00");
            assertThat(first.lines()).hasSize(2);
            assertThat(second.lines()).hasSize(1);
            assertThat(first.lines().get(1)).isEqualTo(first.lines().get(0));
            assertThat(second.lines().get(0)).isEqualTo(first.lines().get(0));
        }
    }

    @Test
    void linesOfABankAreNumberedOnWhateverWasSentTwice() throws Exception {
        try (FakeHouse house = new FakeHouse();
                HouseClient client = FakeHouse.clientOf(house)) {
            Statements statements = new Statements(client, new Reached());
            house.failNext(Status.UNAVAILABLE);
            deposit(statements, "5.00");
            deposit(statements, "6.00");
            assertThat(house.lines())
                    .extracting(request -> request.getFirstLine())
                    .containsExactly(1L, 1L, 2L);
        }
    }

    @Test
    void aDefiniteRefusalIsNotSentAgain() throws Exception {
        try (FakeHouse house = new FakeHouse();
                HouseClient client = FakeHouse.clientOf(house)) {
            house.failNext(Status.FAILED_PRECONDITION);
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> deposit(new Statements(client, new Reached()), "5.00"))
                    .matches(refusal -> refusal.reason().equals("FAILED_PRECONDITION"));
            assertThat(house.lines()).hasSize(1);
        }
    }

    @Test
    void theBudgetEnds() throws Exception {
        try (FakeHouse house = new FakeHouse();
                HouseClient client = FakeHouse.clientOf(Duration.ofMillis(300), house)) {
            house.stop();
            assertThatExceptionOfType(DriveFailure.class)
                    .isThrownBy(() -> deposit(new Statements(client, new Reached()), "5.00"))
                    .withMessageStartingWith("no node answered within");
        }
    }

    private static void deposit(Statements statements, String amount) {
        statements.record("bank", List.of(Statements.deposit("alder.house", USD.amount(amount))));
    }
}
