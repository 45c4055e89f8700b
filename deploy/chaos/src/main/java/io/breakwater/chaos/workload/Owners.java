package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Contents;
import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.BankStream.Line;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Cast.Role;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.node.client.RequestIds;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.AcknowledgeCallRequest;
import io.breakwater.protocol.accounts.v1.AcknowledgeCallResponse;
import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.MarginCall;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import io.breakwater.protocol.accounts.v1.WithdrawalDecision;
import io.breakwater.protocol.common.v1.JournalPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the owners of accounts do: look at them, confirm and pay calls, take money out. */
final class Owners {

    private static final Set<Standing> GONE = Set.of(Standing.STANDING_IN_DEFAULT, Standing.STANDING_DEFICIENT);
    private static final Set<CallStage> OPEN =
            Set.of(CallStage.CALL_STAGE_ISSUED, CallStage.CALL_STAGE_ACKNOWLEDGED, CallStage.CALL_STAGE_PARTLY_MET);
    private static final int PAYS_PERCENT = 60;
    private static final int ACKNOWLEDGES_PERCENT = 70;

    private final Requests requests;
    private final Dice dice;
    private final Cast cast;
    private final BankStream bank;
    private final RequestIds ids = new RequestIds();
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Boolean> acknowledged = new HashMap<>();
    private volatile boolean everybodyPays;

    Owners(Requests requests, Dice dice, Cast cast, BankStream bank) {
        this.requests = requests;
        this.dice = dice;
        this.cast = cast;
        this.bank = bank;
    }

    /** From now on every call is paid but those of members that are meant to default. */
    void everybodyPays() {
        everybodyPays = true;
    }

    /** Reads an account, with everything that its owner was told of when it asks for that, and acts on what it sees. */
    void look(Party party, boolean fresh) {
        List<JournalPosition> tokens = fresh ? cast.tokens(party.account()) : List.of();
        requests.send(read(party, party.principal(), tokens, false), outcome -> {
            if (outcome instanceof Outcome.Answered<GetAccountResponse> answered) {
                act(party, answered.answer());
            }
        });
    }

    static Request<GetAccountRequest, GetAccountResponse> read(
            Party party, String principal, List<JournalPosition> tokens, boolean last) {
        Map<String, String> asked = new TreeMap<>();
        asked.put(Facts.MAY_BE_REFUSED, "POSITION_NOT_REACHED");
        asked.put(Facts.TOKENS, Cast.text(tokens));
        asked.put(Facts.FINAL, Boolean.toString(last));
        return new Request<>(
                principal,
                AccountServiceGrpc.getGetAccountMethod(),
                GetAccountRequest.newBuilder()
                        .setAccount(party.account())
                        .addAllMinPositions(tokens)
                        .build(),
                party.account(),
                "",
                asked,
                Owners::seen);
    }

    private static Map<String, String> seen(GetAccountResponse account) {
        return Map.of(
                Facts.CASH, Long.toString(Wire.cents(account.getCash())),
                Facts.NUMBER, Long.toString(account.getPosition().getNumber()),
                Facts.STATUS, account.getStanding().name());
    }

    /** Does what its owner does about what the account shows. */
    void act(Party party, GetAccountResponse account) {
        if (GONE.contains(account.getStanding())) {
            cast.gone(party.account());
        }
        boolean called = account.hasCall() && OPEN.contains(account.getCall().getStage());
        if (!called || party.role() == Role.DOOMED) {
            return;
        }
        MarginCall call = account.getCall();
        String key = party.account() + " " + call.getNumber();
        if (call.getStage() == CallStage.CALL_STAGE_ISSUED && firstTime(key) && dice.percent(ACKNOWLEDGES_PERCENT)) {
            requests.send(acknowledgement(party, call.getNumber(), ids.next()));
        }
        if (pays(party, call.getNumber())) {
            pay(party.account(), key, call);
        }
    }

    private synchronized boolean firstTime(String key) {
        return acknowledged.putIfAbsent(key, true) == null;
    }

    /** Whether somebody careless pays is decided by the call. */
    private boolean pays(Party party, long call) {
        return everybodyPays
                || party.role() == Role.SURVIVOR
                || Math.floorMod((party.account() + call).hashCode(), 100) < PAYS_PERCENT;
    }

    /** Pays what is unpaid and not on its way. */
    private void pay(String account, String key, MarginCall call) {
        long owed = Wire.cents(call.getPaid()) + Wire.cents(call.getUnpaid());
        long due;
        synchronized (this) {
            due = owed - Math.max(Wire.cents(call.getPaid()), sent.getOrDefault(key, 0L));
            if (due <= 0) {
                return;
            }
            sent.put(key, owed);
        }
        if (!bank.offer(Line.deposit(account, due))) {
            synchronized (this) {
                sent.put(key, owed - due);
            }
        }
    }

    static Request<AcknowledgeCallRequest, AcknowledgeCallResponse> acknowledgement(
            Party party, long call, String requestId) {
        return new Request<>(
                party.principal(),
                AccountServiceGrpc.getAcknowledgeCallMethod(),
                AcknowledgeCallRequest.newBuilder()
                        .setAccount(party.account())
                        .setCall(call)
                        .setRequestId(requestId)
                        .build(),
                party.account(),
                requestId,
                Map.of(
                        Facts.CONTENT,
                        Contents.acknowledgement(party.account(), call),
                        Facts.MAY_BE_REFUSED,
                        "CALL_NOT_OPEN"),
                answer -> Map.of(
                        Facts.NUMBER,
                        Long.toString(answer.getPosition().getNumber()),
                        Facts.ANSWER,
                        answer.getCall() + " " + answer.getPosition().getNumber()));
    }

    /** A withdrawal under an id of its own. */
    Request<RequestWithdrawalRequest, RequestWithdrawalResponse> withdrawal(Party party, long cents) {
        return withdrawal(party, cents, ids.next(), Map.of(Facts.MAY_BE_REFUSED, "STOPPED,MEMBER_IN_DEFAULT"));
    }

    static Request<RequestWithdrawalRequest, RequestWithdrawalResponse> withdrawal(
            Party party, long cents, String requestId, Map<String, String> expected) {
        Map<String, String> asked = new TreeMap<>(expected);
        asked.put(Facts.CONTENT, Contents.withdrawal(party.account(), cents));
        asked.put(Facts.AMOUNT, Long.toString(cents));
        return new Request<>(
                party.principal(),
                AccountServiceGrpc.getRequestWithdrawalMethod(),
                RequestWithdrawalRequest.newBuilder()
                        .setAccount(party.account())
                        .setAmount(Wire.amount(cents))
                        .setRequestId(requestId)
                        .build(),
                party.account(),
                requestId,
                asked,
                Owners::decided);
    }

    private static Map<String, String> decided(RequestWithdrawalResponse answer) {
        Map<String, String> said = new TreeMap<>();
        said.put(Facts.PAYOUT, answer.getPayout());
        said.put(Facts.DECISION, answer.getDecision().name());
        if (answer.getDecision() == WithdrawalDecision.WITHDRAWAL_DECISION_ACCEPTED) {
            said.put(Facts.SOURCE, answer.getPosition().getSource());
            said.put(Facts.NUMBER, Long.toString(answer.getPosition().getNumber()));
        }
        if (answer.getDecision() != WithdrawalDecision.WITHDRAWAL_DECISION_PENDING) {
            said.put(
                    Facts.ANSWER,
                    answer.getPayout() + " " + answer.getDecision().name());
        }
        return said;
    }

    /** Takes money out, and knows from then on how far reads must be for it. */
    void withdraw(Party party, long cents) {
        Request<RequestWithdrawalRequest, RequestWithdrawalResponse> request = withdrawal(party, cents);
        requests.send(request, outcome -> told(request, outcome));
    }

    /** A withdrawal that is not decided is asked for again in the end. */
    void told(
            Request<RequestWithdrawalRequest, RequestWithdrawalResponse> request,
            Outcome<RequestWithdrawalResponse> outcome) {
        if (!(outcome instanceof Outcome.Answered<RequestWithdrawalResponse> answered)) {
            return;
        }
        RequestWithdrawalResponse answer = answered.answer();
        if (answer.getDecision() == WithdrawalDecision.WITHDRAWAL_DECISION_PENDING) {
            requests.leave(request);
        } else if (answer.getDecision() == WithdrawalDecision.WITHDRAWAL_DECISION_ACCEPTED) {
            cast.told(
                    request.resource(),
                    answer.getPosition().getSource(),
                    answer.getPosition().getNumber());
        }
    }
}
