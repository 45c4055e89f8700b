package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.BankStream.Line;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Cast.Role;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.node.client.RequestIds;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalResponse;
import io.breakwater.protocol.common.v1.Amount;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients should not do: requests a second time, under an id that was used for something else, and bad input. */
final class Mischief {

    private static final int REMEMBERED = 200;
    private static final long LINES_BACK = 500;
    private static final int OTHERWISE_PERCENT = 25;
    private static final String REUSED =
            "REQUEST_ID_REUSED,SEQUENCE_REUSED,SEQUENCE_TOO_OLD,LINE_REUSED,LINE_TOO_OLD,REQUEST_ID_TOO_OLD";
    private static final String TOO_OLD = "SEQUENCE_TOO_OLD,LINE_TOO_OLD,REQUEST_ID_TOO_OLD";

    private final Requests requests;
    private final Dice dice;
    private final Cast cast;
    private final List<BankStream> banks;
    private final List<VenueStream> venues;
    private final Owners owners;
    private final RequestIds ids = new RequestIds();
    private final Deque<Made> made = new ArrayDeque<>();

    /** Whom it plays tricks on. */
    record Victims(List<BankStream> banks, List<VenueStream> venues, Owners owners) {}

    Mischief(Requests requests, Dice dice, Cast cast, Victims victims) {
        this.requests = requests;
        this.dice = dice;
        this.cast = cast;
        this.banks = victims.banks();
        this.venues = victims.venues();
        this.owners = victims.owners();
    }

    /** A withdrawal that was made here and answered. */
    private record Made(Party party, long cents, String requestId) {}

    /** Sends something again that has been answered, now and then with other content under the same id. */
    void sendAgain() {
        boolean otherwise = dice.percent(OTHERWISE_PERCENT);
        switch (dice.below(3)) {
            case 0 -> lineAgain(dice.of(banks), otherwise);
            case 1 -> {
                VenueStream venue = dice.of(venues);
                venue.some(dice).ifPresent(batch -> batchAgain(venue, batch, otherwise));
            }
            default -> withdrawalAgain(otherwise);
        }
    }

    private static Map<String, String> expected(boolean otherwise) {
        return otherwise ? Map.of(Facts.MUST_BE_REFUSED, REUSED) : Map.of(Facts.MAY_BE_REFUSED, TOO_OLD);
    }

    private void lineAgain(BankStream bank, boolean otherwise) {
        long recorded = bank.recorded();
        if (recorded == 0) {
            return;
        }
        long number = dice.between(Math.max(1, recorded - LINES_BACK), recorded);
        Line line = otherwise ? Line.deposit(dice.of(cast.alive(Role.REGISTER)).account(), 777) : bank.line(number);
        requests.send(bank.request(number, List.of(line), expected(otherwise)));
    }

    private void batchAgain(VenueStream venue, SubmitTradesRequest batch, boolean otherwise) {
        SubmitTradesRequest sent = otherwise
                ? batch.toBuilder()
                        .setTrades(
                                0,
                                batch.getTrades(0).toBuilder()
                                        .setLots(batch.getTrades(0).getLots() + 1))
                        .build()
                : batch;
        requests.send(venue.request(sent, expected(otherwise)));
    }

    private void withdrawalAgain(boolean otherwise) {
        Optional<Made> some = some();
        if (some.isEmpty()) {
            makeWithdrawal();
            return;
        }
        Made one = some.get();
        long cents = otherwise ? one.cents() + 1 : one.cents();
        requests.send(Owners.withdrawal(one.party(), cents, one.requestId(), expected(otherwise)));
        makeWithdrawal();
    }

    private synchronized Optional<Made> some() {
        return made.isEmpty() ? Optional.empty() : Optional.of(dice.of(new ArrayList<>(made)));
    }

    private void makeWithdrawal() {
        Made one = new Made(dice.of(cast.alive(Role.SURVIVOR, Role.REGISTER)), 10 + dice.below(100), ids.next());
        Request<RequestWithdrawalRequest, RequestWithdrawalResponse> request = Owners.withdrawal(
                one.party(), one.cents(), one.requestId(), Map.of(Facts.MAY_BE_REFUSED, "STOPPED,MEMBER_IN_DEFAULT"));
        requests.send(request, outcome -> {
            owners.told(request, outcome);
            if (outcome instanceof Outcome.Answered<RequestWithdrawalResponse>) {
                remember(one);
            }
        });
    }

    private synchronized void remember(Made one) {
        made.addLast(one);
        if (made.size() > REMEMBERED) {
            made.removeFirst();
        }
    }

    /** Sends something that must be refused, for the reason that stands beside it. */
    void sendBad() {
        Party party = dice.of(cast.alive(Role.SURVIVOR));
        BankStream bank = dice.of(banks);
        switch (dice.below(8)) {
            case 0 ->
                bad(withdrawal(party, party.account(), "-1.00", Wire.CURRENCY, ids.next()), "AMOUNT_NOT_POSITIVE");
            case 1 -> bad(withdrawal(party, party.account(), "1.001", Wire.CURRENCY, ids.next()), "AMOUNT_MALFORMED");
            case 2 -> bad(withdrawal(party, party.account(), "1e9", Wire.CURRENCY, ids.next()), "AMOUNT_MALFORMED");
            case 3 -> bad(withdrawal(party, party.account(), "1.00", "ZZZ", ids.next()), "CURRENCY_UNKNOWN");
            case 4 ->
                bad(withdrawal(party, party.account(), "1.00", Wire.CURRENCY, "not-an-id"), "REQUEST_ID_MALFORMED");
            case 5 -> bad(withdrawal(party, "nobody", "1.00", Wire.CURRENCY, ids.next()), "NOT_YOURS,ACCOUNT_UNKNOWN");
            case 6 ->
                requests.send(bank.request(
                        bank.recorded() + 100_000,
                        List.of(Line.deposit(party.account(), 100)),
                        Map.of(Facts.MUST_BE_REFUSED, "LINE_OUT_OF_ORDER")));
            default ->
                requests.send(bank.request(
                        bank.recorded() + 1,
                        List.of(Line.deposit("nobody", 100)),
                        Map.of(Facts.MUST_BE_REFUSED, "ACCOUNT_UNKNOWN")));
        }
    }

    private record Withdrawal(Party party, RequestWithdrawalRequest body) {}

    private static Withdrawal withdrawal(
            Party party, String account, String amount, String currency, String requestId) {
        return new Withdrawal(
                party,
                RequestWithdrawalRequest.newBuilder()
                        .setAccount(account)
                        .setAmount(Amount.newBuilder().setCurrencyCode(currency).setValue(Wire.decimal(amount)))
                        .setRequestId(requestId)
                        .build());
    }

    private void bad(Withdrawal withdrawal, String reasons) {
        RequestWithdrawalRequest body = withdrawal.body();
        requests.send(new Request<>(
                withdrawal.party().principal(),
                AccountServiceGrpc.getRequestWithdrawalMethod(),
                body,
                body.getAccount(),
                body.getRequestId(),
                Map.of(Facts.MUST_BE_REFUSED, reasons),
                answer -> Map.of(Facts.PAYOUT, answer.getPayout())));
    }
}
