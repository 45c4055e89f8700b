package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.GetRequestStatusRequest;
import io.breakwater.protocol.accounts.v1.GetRequestStatusResponse;
import io.breakwater.protocol.accounts.v1.RequestResource;
import io.breakwater.protocol.accounts.v1.RequestStatus;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalResponse;
import io.breakwater.protocol.accounts.v1.WithdrawalDecision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds out what became of the requests nobody was told about: by sending them again until there is a definite answer, or, for
 * some, by asking for their status, after which those that were voided are sent once more and must be refused. Blocks.
 */
final class Resolution {

    private static final int ASKED_PERCENT = 25;
    private static final int ASKED_OF_A_PRINCIPAL = 40;
    private static final long PAUSE_MILLIS = 200;
    private static final int DECISIONS = 300;

    private final Requests requests;
    private final Dice dice;
    private final Map<String, Integer> asked = new HashMap<>();

    Resolution(Requests requests, Dice dice) {
        this.requests = requests;
        this.dice = dice;
    }

    /** Settles all of them. */
    void settle(List<Request<?, ?>> unresolved) {
        for (Request<?, ?> request : unresolved) {
            Optional<Request<GetRequestStatusRequest, GetRequestStatusResponse>> question = question(request);
            boolean asks = question.isPresent()
                    && dice.percent(ASKED_PERCENT)
                    && asked.merge(request.principal(), 1, Integer::sum) <= ASKED_OF_A_PRINCIPAL;
            if (asks) {
                askAbout(request, question.get());
            } else {
                sendAgain(request);
            }
        }
    }

    private <A> void sendAgain(Request<?, A> request) {
        for (int times = 0; times < DECISIONS; times++) {
            Outcome<A> outcome = requests.insist(request);
            if (isSettled(outcome) || !requests.isPatient()) {
                return;
            }
            requests.pause(PAUSE_MILLIS);
        }
    }

    private static boolean isSettled(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> no) {
            return !Definite.isOfThisAttempt(no.reason());
        }
        return !(outcome instanceof Outcome.Answered<?> answered
                && answered.answer() instanceof RequestWithdrawalResponse withdrawal
                && withdrawal.getDecision() == WithdrawalDecision.WITHDRAWAL_DECISION_PENDING);
    }

    private <Q, A> void askAbout(
            Request<Q, A> request, Request<GetRequestStatusRequest, GetRequestStatusResponse> question) {
        Outcome<GetRequestStatusResponse> outcome = requests.insist(question);
        if (outcome instanceof Outcome.Answered<GetRequestStatusResponse> answered
                && answered.answer().getStatus() == RequestStatus.REQUEST_STATUS_VOIDED) {
            Map<String, String> facts = new TreeMap<>(request.asked());
            facts.remove(Facts.MAY_BE_REFUSED);
            facts.put(Facts.MUST_BE_REFUSED, "REQUEST_VOIDED");
            requests.insist(new Request<>(
                    request.principal(),
                    request.method(),
                    request.body(),
                    request.resource(),
                    request.requestId(),
                    facts,
                    request.answered()));
        } else {
            sendAgain(request);
        }
    }

    private static Optional<Request<GetRequestStatusRequest, GetRequestStatusResponse>> question(
            Request<?, ?> request) {
        if (request.asked().containsKey(Facts.MUST_BE_REFUSED)) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(request.method().getBareMethodName()).orElseThrow();
        GetRequestStatusRequest.Builder body =
                GetRequestStatusRequest.newBuilder().setRequestId(request.requestId());
        switch (name) {
            case "RequestWithdrawal" ->
                body.setAccount(request.resource()).setResource(RequestResource.REQUEST_RESOURCE_PAYOUTS);
            case "AcknowledgeCall" ->
                body.setAccount(request.resource()).setResource(RequestResource.REQUEST_RESOURCE_ACCOUNT);
            case "PlaceStandingBid" ->
                body.setInstrument(request.resource().substring("desk|".length()))
                        .setResource(RequestResource.REQUEST_RESOURCE_DESK);
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(new Request<>(
                request.principal(),
                AccountServiceGrpc.getGetRequestStatusMethod(),
                body.build(),
                request.resource(),
                "",
                Map.of(Facts.ABOUT, request.requestId(), Facts.MAY_BE_REFUSED, "REQUEST_WINDOW_FULL,NOT_OPEN"),
                answer -> Map.of(
                        Facts.STATUS,
                        answer.getStatus().name(),
                        Facts.NUMBER,
                        Long.toString(answer.getPosition().getNumber()))));
    }
}
