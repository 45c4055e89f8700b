package io.breakwater.node.scenario.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.client.RequestIds;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.file.ScenarioFile;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import io.breakwater.protocol.defaults.v1.CollateralToSell;
import io.breakwater.protocol.defaults.v1.DefaultSummary;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.EpisodePhase;
import io.breakwater.protocol.defaults.v1.GetDefaultRequest;
import io.breakwater.protocol.defaults.v1.GetDefaultResponse;
import io.breakwater.protocol.defaults.v1.ListDefaultsRequest;
import io.breakwater.protocol.defaults.v1.ListDefaultsResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.ListObligationsRequest;
import io.breakwater.protocol.house.v1.ListObligationsResponse;
import io.breakwater.protocol.house.v1.Obligation;
import io.breakwater.protocol.house.v1.ObligationStage;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house is at rest when nothing goes on but what is left open on purpose; the treasury sells meanwhile. */
class HouseRestTest {

    private static final List<String> ELM = List.of("elm.house");

    private final Deque<Episode> states = new ArrayDeque<>();
    private final List<Obligation> obligations = new ArrayList<>();
    private final List<String> goingOn = new ArrayList<>();
    private final Scenario scenario;

    HouseRestTest() throws Exception {
        scenario = ScenarioFile.shipped("wti-2020");
    }

    @Test
    void aDefaultIsAwaitedUpToItsAssessmentsAndItsCollateralIsSoldOnce() throws Exception {
        Episode selling = phase(EpisodePhase.EPISODE_PHASE_SELLING_COLLATERAL).toBuilder()
                .addCollateral(CollateralToSell.newBuilder()
                        .setAccount("elm.house")
                        .setAsset("US-BILL")
                        .setUnits(2_000_000))
                .build();
        states.addAll(List.of(
                phase(EpisodePhase.EPISODE_PHASE_AUCTION),
                selling,
                selling,
                phase(EpisodePhase.EPISODE_PHASE_DRAWING),
                phase(EpisodePhase.EPISODE_PHASE_COLLECTING)));
        obligations.add(assessment());
        try (FakeHouse house = new FakeHouse(new Defaulted(), new Owing())) {
            rest(house, HouseRest.Leaves.ASSESSMENTS);
            assertThat(house.lines())
                    .flatExtracting(RecordStatementLinesRequest::getLinesList)
                    .extracting(StatementLine::getCollateralSold)
                    .singleElement()
                    .satisfies(sold -> {
                        assertThat(sold.getUnits()).isEqualTo(2_000_000);
                        assertThat(sold.getProceeds().getValue().getValue()).isEqualTo("1999000.00");
                    });
        }
        assertThat(goingOn)
                .containsExactly(
                        "default 1 is auction",
                        "default 1 is selling collateral",
                        "default 1 is selling collateral",
                        "default 1 is drawing");
    }

    @Test
    void anAssessmentIsAwaitedWhereItIsNotLeftOpen() throws Exception {
        obligations.add(assessment());
        try (FakeHouse house = new FakeHouse(new Defaulted(), new Owing())) {
            rest(house, HouseRest.Leaves.NOTHING);
        }
        assertThat(goingOn).containsExactly("fir owes obligation 3");
    }

    @Test
    void aLiquidationIsAwaited() throws Exception {
        try (FakeHouse house = new FakeHouse(new Defaulted(), new Owing())) {
            house.show(GetAccountResponse.newBuilder()
                    .setAccount("elm.house")
                    .setStanding(Standing.STANDING_LIQUIDATING)
                    .build());
            rest(
                    house,
                    HouseRest.Leaves.NOTHING,
                    () -> house.show(GetAccountResponse.newBuilder()
                            .setAccount("elm.house")
                            .setStanding(Standing.STANDING_GOOD)
                            .build()));
        }
        assertThat(goingOn).containsExactly("elm.house is liquidating");
    }

    private void rest(FakeHouse house, HouseRest.Leaves leaves) {
        rest(house, leaves, () -> {});
    }

    private void rest(FakeHouse house, HouseRest.Leaves leaves, Runnable meanwhile) {
        try (HouseClient client = FakeHouse.clientOf(house);
                Crew crew = new Crew("test", 2)) {
            Reached reached = new Reached();
            Statements statements = new Statements(client, reached);
            AccountReads reads = new AccountReads(client, reached, crew, Duration.ofSeconds(30));
            Obligations owed = new Obligations(client, scenario, statements, reads, new RequestIds());
            new HouseRest(client, reads, new Defaults(client, scenario, statements), owed, Duration.ofSeconds(30))
                    .await(ELM, leaves, any -> {}, what -> {
                        goingOn.add(what);
                        meanwhile.run();
                    });
        }
    }

    private static Episode phase(EpisodePhase phase) {
        return Episode.newBuilder()
                .setEpisode(1)
                .setMember("elm")
                .setPhase(phase)
                .build();
    }

    private static Obligation assessment() {
        return Obligation.newBuilder()
                .setObligation(3)
                .setMember("fir")
                .setEpisode(1)
                .setStage(ObligationStage.OBLIGATION_STAGE_OPEN)
                .build();
    }

    /** One default that is in each state for one read, and in the last for ever; none when there are no states. */
    private final class Defaulted extends DefaultsServiceGrpc.DefaultsServiceImplBase {
        @Override
        public void listDefaults(ListDefaultsRequest request, StreamObserver<ListDefaultsResponse> caller) {
            ListDefaultsResponse.Builder response = ListDefaultsResponse.newBuilder();
            if (!states.isEmpty()) {
                response.addDefaults(DefaultSummary.newBuilder().setEpisode(1).setMember("elm"));
            }
            FakeHouse.reply(caller, response.build());
        }

        @Override
        public void getDefault(GetDefaultRequest request, StreamObserver<GetDefaultResponse> caller) {
            Episode state = states.size() > 1 ? states.removeFirst() : states.getFirst();
            FakeHouse.reply(
                    caller, GetDefaultResponse.newBuilder().setEpisode(state).build());
        }
    }

    /** Its obligations are paid once they have been read. */
    private final class Owing extends HouseServiceGrpc.HouseServiceImplBase {
        @Override
        public void listObligations(ListObligationsRequest request, StreamObserver<ListObligationsResponse> caller) {
            FakeHouse.reply(
                    caller,
                    ListObligationsResponse.newBuilder()
                            .addAllObligations(obligations)
                            .build());
            obligations.clear();
        }
    }
}
