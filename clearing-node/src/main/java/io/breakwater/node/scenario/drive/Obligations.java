package io.breakwater.node.scenario.drive;

import io.breakwater.node.client.RequestIds;
import io.breakwater.node.scenario.Conduct;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.ListObligationsRequest;
import io.breakwater.protocol.house.v1.Obligation;
import io.breakwater.protocol.house.v1.ObligationStage;
import io.breakwater.protocol.house.v1.PayObligationRequest;
import io.breakwater.waterfall.money.Money;
import java.util.List;
import java.util.Set;

/** What members owe for defaults, and how they pay it. */
final class Obligations {

    private static final String OPERATOR = "operator/demo";

    /** Refusals after which the deadline decides. */
    private static final Set<String> LEFT_TO_THE_DEADLINE = Set.of("OBLIGATION_UNKNOWN", "MEMBER_IN_DEFAULT");

    private final HouseClient house;
    private final Scenario scenario;
    private final Statements statements;
    private final AccountReads reads;
    private final RequestIds ids;

    Obligations(HouseClient house, Scenario scenario, Statements statements, AccountReads reads, RequestIds ids) {
        this.house = house;
        this.scenario = scenario;
        this.statements = statements;
        this.reads = reads;
        this.ids = ids;
    }

    /** All that anybody owes or has owed. */
    List<Obligation> all() {
        return house.call(
                        OPERATOR,
                        HouseServiceGrpc::newBlockingStub,
                        stub -> stub.listObligations(ListObligationsRequest.getDefaultInstance()))
                .getObligationsList();
    }

    static boolean isOpen(Obligation obligation) {
        return obligation.getStage() == ObligationStage.OBLIGATION_STAGE_OPEN;
    }

    static boolean isAssessment(Obligation obligation) {
        return obligation.getEpisode() != 0;
    }

    /** Members pay what they are assessed, or do not, as the scenario says; gives those that were paid. */
    List<Obligation> payAssessments(Conduct.AssessmentPayments payments) {
        List<Obligation> due = all().stream()
                .filter(obligation -> isOpen(obligation) && isAssessment(obligation))
                .filter(obligation -> payments.of(obligation.getMember()) != Conduct.AssessmentAnswer.NOTHING)
                .toList();
        due.forEach(obligation -> pay(obligation, payments.of(obligation.getMember())));
        return due;
    }

    private void pay(Obligation obligation, Conduct.AssessmentAnswer answer) {
        if (answer == Conduct.AssessmentAnswer.DEPOSIT_FIRST) {
            Money owed = Wire.money(obligation.getAmount(), scenario.currency())
                    .minus(Wire.money(obligation.getPaid(), scenario.currency()));
            statements.record(Statements.BANK, List.of(Statements.deposit(obligation.getAccount(), owed)));
            reads.applied(obligation.getAccount());
        }
        PayObligationRequest request = PayObligationRequest.newBuilder()
                .setObligation(obligation.getObligation())
                .setRequestId(ids.next())
                .build();
        try {
            house.call(
                    "member/" + obligation.getMember(),
                    HouseServiceGrpc::newBlockingStub,
                    stub -> stub.payObligation(request));
        } catch (Refusal refused) {
            if (!LEFT_TO_THE_DEADLINE.contains(refused.reason())) {
                throw refused;
            }
        }
    }
}
