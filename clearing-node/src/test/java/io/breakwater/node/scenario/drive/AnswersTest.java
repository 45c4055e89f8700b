package io.breakwater.node.scenario.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.Step;
import io.breakwater.node.scenario.Timeline;
import io.breakwater.node.scenario.file.ScenarioFile;
import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.MarginCall;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What members pay follows the call that the account shows and the answer that the scenario states, nothing else. */
class AnswersTest {

    private static final LocalDate APRIL_14 = LocalDate.of(2020, 4, 14);

    @Test
    void membersPayWhatTheScenarioSaysOfWhatTheirAccountsShow() throws Exception {
        Scenario scenario = ScenarioFile.shipped("wti-2020");
        try (FakeHouse house = new FakeHouse();
                HouseClient client = FakeHouse.clientOf(house)) {
            house.show(called(scenario, "cedar.c1", "397500.00"));
            house.show(called(scenario, "alder.c1", "795000.00"));
            try (ScenarioDriver driver = new ScenarioDriver(scenario, client, new Unwatched())) {
                settlementOf(scenario).playedBy(driver);
                answersTo(scenario).playedBy(driver);
            }
            assertThat(house.lines())
                    .flatExtracting(RecordStatementLinesRequest::getLinesList)
                    .containsExactlyInAnyOrder(
                            deposit(scenario, "alder.c1", "795000.00"), deposit(scenario, "cedar.c1", "150000.00"));
        }
    }

    @Test
    void readsAfterAPaymentIncludeIt() throws Exception {
        Scenario scenario = ScenarioFile.shipped("wti-2020");
        try (FakeHouse house = new FakeHouse();
                HouseClient client = FakeHouse.clientOf(house)) {
            house.show(called(scenario, "alder.c1", "795000.00"));
            try (ScenarioDriver driver = new ScenarioDriver(scenario, client, new Unwatched())) {
                settlementOf(scenario).playedBy(driver);
                answersTo(scenario).playedBy(driver);
            }
            int accounts = scenario.book().accounts().size();
            assertThat(house.reads()
                            .subList(
                                    house.reads().size() - accounts,
                                    house.reads().size()))
                    .filteredOn(read -> read.getMinPositionsCount() > 0)
                    .singleElement()
                    .satisfies(read -> {
                        assertThat(read.getAccount()).isEqualTo("alder.c1");
                        assertThat(read.getMinPositions(0).getSource()).isEqualTo("bank|bank");
                    });
        }
    }

    private static Step settlementOf(Scenario scenario) {
        return Timeline.of(scenario).steps().stream()
                .filter(step -> step instanceof Step.PublishPrices prices
                        && prices.publication().settles()
                        && prices.publication().at().date().equals(APRIL_14))
                .findFirst()
                .orElseThrow();
    }

    private static Step answersTo(Scenario scenario) {
        return Timeline.of(scenario).steps().stream()
                .filter(step -> step instanceof Step.AnswerCalls answers
                        && answers.call().equals(APRIL_14))
                .findFirst()
                .orElseThrow();
    }

    private static StatementLine deposit(Scenario scenario, String account, String amount) {
        return Statements.deposit(account, scenario.currency().amount(amount));
    }

    private static GetAccountResponse called(Scenario scenario, String account, String amount) {
        Money asked = scenario.currency().amount(amount);
        return GetAccountResponse.newBuilder()
                .setAccount(account)
                .setCall(MarginCall.newBuilder()
                        .setNumber(1)
                        .setStage(CallStage.CALL_STAGE_ISSUED)
                        .setAsked(Wire.amount(asked))
                        .setPaid(Wire.amount(scenario.currency().zero()))
                        .setUnpaid(Wire.amount(asked)))
                .build();
    }
}
