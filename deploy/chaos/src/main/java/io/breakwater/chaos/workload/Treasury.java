package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.BankStream.Line;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.protocol.defaults.v1.CollateralToSell;
import io.breakwater.protocol.defaults.v1.DefaultSummary;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.GetDefaultRequest;
import io.breakwater.protocol.defaults.v1.GetDefaultResponse;
import io.breakwater.protocol.defaults.v1.ListDefaultsRequest;
import io.breakwater.protocol.defaults.v1.ListDefaultsResponse;
import io.breakwater.protocol.treasury.v1.ListPayoutsRequest;
import io.breakwater.protocol.treasury.v1.ListPayoutsResponse;
import io.breakwater.protocol.treasury.v1.Payout;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pays what is to be paid out, sells what defaulters have lodged, and fills up the house's own funds. One thread works. */
final class Treasury implements Runnable {

    private static final String PRINCIPAL = "treasury/main";
    private static final long EVERY_MILLIS = 2_000;
    private static final int FAILED_PERCENT = 10;
    private static final int ROUNDS_BETWEEN_TOP_UPS = 60;

    private final Requests requests;
    private final Dice dice;
    private final BankStream bank;
    private final Set<String> settled = new HashSet<>();
    private final Set<String> sold = new HashSet<>();

    Treasury(Requests requests, Dice dice, BankStream bank) {
        this.requests = requests;
        this.dice = dice;
        this.bank = bank;
    }

    @Override
    public void run() {
        try {
            for (long round = 1; !requests.isOver(); round++) {
                settlePayouts();
                sellCollateral();
                if (round % ROUNDS_BETWEEN_TOP_UPS == 0) {
                    bank.offer(Line.deposit("own-capital", Terms.OWN_CAPITAL / 2));
                    bank.offer(Line.deposit("insurance-fund", Terms.INSURANCE_FUND / 2));
                }
                requests.pause(EVERY_MILLIS);
            }
        } catch (Requests.Over over) {
            // The end.
        }
    }

    /** Page after page: one without a payout may be followed by others. */
    private void settlePayouts() {
        String page = "";
        do {
            if (!(requests.once(payouts(page)) instanceof Outcome.Answered<ListPayoutsResponse> listed)) {
                return;
            }
            listed.answer().getPayoutsList().stream()
                    .filter(payout -> !settled.contains(payout.getPayout()))
                    .forEach(this::settle);
            page = listed.answer().getNextPageToken();
        } while (!page.isEmpty());
    }

    private static Request<ListPayoutsRequest, ListPayoutsResponse> payouts(String page) {
        return new Request<>(
                PRINCIPAL,
                TreasuryServiceGrpc.getListPayoutsMethod(),
                ListPayoutsRequest.newBuilder().setPageToken(page).build(),
                "payouts",
                "",
                Map.of(Facts.MAY_BE_REFUSED, ""),
                answer -> Map.of(Facts.COUNT, Integer.toString(answer.getPayoutsCount())));
    }

    private void settle(Payout payout) {
        long cents = Wire.cents(payout.getAmount());
        // A register's money does not come back: what its reads must show is then known to those who wrote.
        boolean fails = dice.percent(FAILED_PERCENT) && !payout.getAccount().startsWith(Workload.REGISTER);
        Line line = fails
                ? Line.failed(payout.getPayout(), payout.getAccount(), cents)
                : Line.paid(payout.getPayout(), payout.getAccount(), cents);
        if (bank.offer(line)) {
            settled.add(payout.getPayout());
        }
    }

    private void sellCollateral() {
        Request<ListDefaultsRequest, ListDefaultsResponse> list = listDefaults(PRINCIPAL);
        if (requests.once(list) instanceof Outcome.Answered<ListDefaultsResponse> listed) {
            listed.answer().getDefaultsList().stream()
                    .filter(summary -> !summary.getClosed())
                    .map(DefaultSummary::getEpisode)
                    .forEach(this::sellCollateral);
        }
    }

    /** Asks for all defaults. */
    static Request<ListDefaultsRequest, ListDefaultsResponse> listDefaults(String principal) {
        return new Request<>(
                principal,
                DefaultsServiceGrpc.getListDefaultsMethod(),
                ListDefaultsRequest.getDefaultInstance(),
                "defaults",
                "",
                Map.of(Facts.MAY_BE_REFUSED, ""),
                answer -> Map.of(
                        Facts.COUNT,
                        Integer.toString(answer.getDefaultsCount()),
                        Facts.CLOSED,
                        Long.toString(answer.getDefaultsList().stream()
                                .filter(DefaultSummary::getClosed)
                                .count())));
    }

    private void sellCollateral(long episode) {
        Request<GetDefaultRequest, GetDefaultResponse> read = new Request<>(
                PRINCIPAL,
                DefaultsServiceGrpc.getGetDefaultMethod(),
                GetDefaultRequest.newBuilder().setEpisode(episode).build(),
                "episode|" + episode,
                "",
                Map.of(Facts.MAY_BE_REFUSED, "DEFAULT_UNKNOWN"),
                answer -> Map.of(Facts.STATUS, answer.getEpisode().getPhase().name()));
        if (requests.once(read) instanceof Outcome.Answered<GetDefaultResponse> answered) {
            List<CollateralToSell> rows = answered.answer().getEpisode().getCollateralList();
            for (CollateralToSell row : rows) {
                String sale = episode + " " + row.getAccount() + " " + row.getAsset();
                long fetched = row.getUnits() * 95;
                if (!sold.contains(sale)
                        && bank.offer(Line.sold(row.getAccount(), row.getAsset(), row.getUnits(), fetched))) {
                    sold.add(sale);
                }
            }
        }
    }
}
