package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.history.HistoryRecorder;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import io.breakwater.protocol.defaults.v1.ListDefaultsResponse;
import io.breakwater.protocol.house.v1.GetTrialBalanceRequest;
import io.breakwater.protocol.house.v1.GetTrialBalanceResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.ListObligationsResponse;
import io.breakwater.protocol.house.v1.TrialGroup;
import io.breakwater.protocol.house.v1.TrialLine;
import io.breakwater.protocol.house.v1.TrialLots;
import io.breakwater.protocol.house.v1.TrialTotal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the house has come to rest: no call open, nobody being closed out, no default and no debt open, the trial balance
 * balanced. Each look is an operation {@value #CALL} of the history that says what still goes on. Blocks.
 */
final class Rest {

    /** What a look is called in the history. */
    static final String CALL = "Rest";

    private static final long PAUSE_MILLIS = 1_000;
    private static final int TOLD = 5;

    private static final Set<Standing> GOING_ON = Set.of(
            Standing.STANDING_UNDER_CALL,
            Standing.STANDING_EXPIRED,
            Standing.STANDING_CLOSING_OUT,
            Standing.STANDING_LIQUIDATING,
            Standing.STANDING_UNSOLD);

    private final Requests requests;
    private final Cast cast;
    private final Owners owners;
    private final HistoryRecorder history;

    Rest(Requests requests, Cast cast, Owners owners, HistoryRecorder history) {
        this.requests = requests;
        this.cast = cast;
        this.owners = owners;
        this.history = history;
    }

    /** Looks until nothing goes on; answers what still does when the time is up, empty when nothing does. */
    List<String> await(Duration within) {
        long giveUp = System.nanoTime() + within.toNanos();
        while (true) {
            List<String> goingOn = look();
            if (goingOn.isEmpty() || System.nanoTime() > giveUp) {
                return goingOn;
            }
            requests.pause(PAUSE_MILLIS);
        }
    }

    private List<String> look() {
        HistoryRecorder.Begun look =
                history.begin(new HistoryRecorder.Call(Terms.OPERATOR, CALL, "house", ""), "", Map.of());
        List<String> goingOn = new ArrayList<>();
        cast.all().forEach(party -> account(party, goingOn));
        if (requests.insist(Treasury.listDefaults(Terms.OPERATOR))
                instanceof Outcome.Answered<ListDefaultsResponse> listed) {
            listed.answer().getDefaultsList().stream()
                    .filter(each -> !each.getClosed())
                    .forEach(each -> goingOn.add("default " + each.getEpisode() + " of " + each.getMember()));
        } else {
            goingOn.add("defaults are not told");
        }
        if (requests.insist(Payers.list(Terms.OPERATOR)) instanceof Outcome.Answered<ListObligationsResponse> listed) {
            listed.answer().getObligationsList().stream()
                    .filter(Payers::isOpen)
                    .forEach(each -> goingOn.add(each.getMember() + " owes obligation " + each.getObligation()));
        } else {
            goingOn.add("obligations are not told");
        }
        if (!(requests.insist(trialBalance()) instanceof Outcome.Answered<GetTrialBalanceResponse> balance)
                || !balance.answer().getBalanced()) {
            goingOn.add("the trial balance is not balanced");
        }
        look.ok(Map.of(
                Facts.GOING_ON, String.join("; ", goingOn.subList(0, Math.min(TOLD, goingOn.size()))),
                Facts.COUNT, Integer.toString(goingOn.size())));
        return goingOn;
    }

    private void account(Party party, List<String> goingOn) {
        Outcome<GetAccountResponse> outcome =
                requests.insist(Owners.read(party, Terms.OPERATOR, cast.tokens(party.account()), true));
        if (!(outcome instanceof Outcome.Answered<GetAccountResponse> answered)) {
            goingOn.add(party.account() + " is not told");
            return;
        }
        GetAccountResponse account = answered.answer();
        owners.act(party, account);
        if (GOING_ON.contains(account.getStanding())) {
            goingOn.add(party.account() + " is " + account.getStanding().name());
        } else if (account.hasCall() && account.getCall().getStage() == CallStage.CALL_STAGE_PARTLY_MET) {
            goingOn.add(party.account() + " has a call open");
        } else if (account.getHoldsList().stream()
                .anyMatch(hold -> hold.getHolder().startsWith("payouts"))) {
            goingOn.add(party.account() + " holds money for a withdrawal");
        }
    }

    /** Asks for all sums at once. */
    static Request<GetTrialBalanceRequest, GetTrialBalanceResponse> trialBalance() {
        return new Request<>(
                Terms.OPERATOR,
                HouseServiceGrpc.getGetTrialBalanceMethod(),
                GetTrialBalanceRequest.getDefaultInstance(),
                "house",
                "",
                Map.of(Facts.MAY_BE_REFUSED, ""),
                Rest::sums);
    }

    private static Map<String, String> sums(GetTrialBalanceResponse balance) {
        long differences = balance.getTotalsList().stream()
                        .map(TrialTotal::getDifference)
                        .filter(difference -> Wire.cents(difference) != 0)
                        .count()
                + balance.getLotsList().stream()
                        .mapToLong(TrialLots::getDifference)
                        .filter(difference -> difference != 0)
                        .count();
        long banks = balance.getLinesList().stream()
                .filter(line -> line.getGroup() == TrialGroup.TRIAL_GROUP_BANK)
                .map(TrialLine::getCash)
                .mapToLong(Wire::cents)
                .sum();
        return Map.of(
                Facts.CONSISTENT, Boolean.toString(balance.getConsistent()),
                Facts.BALANCED, Boolean.toString(balance.getBalanced()),
                Facts.DIFFERENCES, Long.toString(differences),
                Facts.BANKS, Long.toString(banks));
    }
}
