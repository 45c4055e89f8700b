package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.BankStream.Line;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Cast.Role;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.node.client.RequestIds;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.ListObligationsRequest;
import io.breakwater.protocol.house.v1.ListObligationsResponse;
import io.breakwater.protocol.house.v1.Obligation;
import io.breakwater.protocol.house.v1.ObligationStage;
import io.breakwater.protocol.house.v1.PayObligationRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Members pay what they owe for defaults and for their clients; a few do not and default in turn. One thread works. */
final class Payers implements Runnable {

    private static final long EVERY_MILLIS = 1_000;
    private static final int PAYS_PERCENT = 97;

    private final Requests requests;
    private final Dice dice;
    private final Cast cast;
    private final BankStream bank;
    private final RequestIds ids = new RequestIds();
    private final Set<Long> handled = new HashSet<>();
    private volatile boolean everybodyPays;

    Payers(Requests requests, Dice dice, Cast cast, BankStream bank) {
        this.requests = requests;
        this.dice = dice;
        this.cast = cast;
        this.bank = bank;
    }

    /** From now on nobody defaults for want of will. */
    void everybodyPays() {
        everybodyPays = true;
    }

    @Override
    public void run() {
        try {
            while (!requests.isOver()) {
                Request<ListObligationsRequest, ListObligationsResponse> list = list(Terms.OPERATOR);
                if (requests.once(list) instanceof Outcome.Answered<ListObligationsResponse> listed) {
                    listed.answer().getObligationsList().stream()
                            .filter(Payers::isOpen)
                            .filter(obligation -> !handled.contains(obligation.getObligation()))
                            .forEach(this::handle);
                }
                requests.pause(EVERY_MILLIS);
            }
        } catch (Requests.Over over) {
            // The end.
        }
    }

    static boolean isOpen(Obligation obligation) {
        return obligation.getStage() == ObligationStage.OBLIGATION_STAGE_OPEN;
    }

    /** Asks for what everybody owes. */
    static Request<ListObligationsRequest, ListObligationsResponse> list(String principal) {
        return new Request<>(
                principal,
                HouseServiceGrpc.getListObligationsMethod(),
                ListObligationsRequest.getDefaultInstance(),
                "house|main",
                "",
                Map.of(Facts.MAY_BE_REFUSED, ""),
                answer -> Map.of(
                        Facts.COUNT,
                        Long.toString(answer.getObligationsList().stream()
                                .filter(Payers::isOpen)
                                .count())));
    }

    private void handle(Obligation obligation) {
        Optional<Party> party = cast.find(obligation.getAccount());
        boolean doomed = party.filter(each -> each.role() == Role.DOOMED).isPresent();
        if (party.isEmpty() || doomed || !(everybodyPays || dice.percent(PAYS_PERCENT))) {
            handled.add(obligation.getObligation());
            return;
        }
        long owed = Wire.cents(obligation.getAmount()) - Wire.cents(obligation.getPaid());
        if (owed <= 0 || !bank.offer(Line.deposit(obligation.getAccount(), owed))) {
            return;
        }
        handled.add(obligation.getObligation());
        String requestId = ids.next();
        requests.send(new Request<>(
                party.get().principal(),
                HouseServiceGrpc.getPayObligationMethod(),
                PayObligationRequest.newBuilder()
                        .setObligation(obligation.getObligation())
                        .setRequestId(requestId)
                        .build(),
                "house|main",
                requestId,
                Map.of(
                        Facts.CONTENT,
                        Long.toString(obligation.getObligation()),
                        Facts.MAY_BE_REFUSED,
                        "OBLIGATION_UNKNOWN,MEMBER_IN_DEFAULT"),
                answer ->
                        Map.of(Facts.NUMBER, Long.toString(answer.getPosition().getNumber()))));
    }
}
