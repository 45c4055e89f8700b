package io.breakwater.waterfall.scenario;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.call.CallJudgement;
import io.breakwater.waterfall.call.CallReason.Occasion;
import io.breakwater.waterfall.call.CallStage;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.margin.MarginLevel;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every business day from the 8th to the settlement of the 20th and the answers to it: deposits, trades, settlement,
 * calls, answers, expiries. What desk and auction do is typed in; the fund layers of the 20th are not part of this test.
 */
class WtiBusinessDaysTest {

    private final SortedMap<String, ScenarioAccount> accounts = new TreeMap<>();
    private final List<String> issued = new ArrayList<>();
    private final List<String> raised = new ArrayList<>();
    private final List<String> met = new ArrayList<>();
    private final List<String> partlyMet = new ArrayList<>();
    private final List<String> expired = new ArrayList<>();
    private final SortedMap<String, Money> withdrawable = new TreeMap<>();
    private LocalDate businessDate = LocalDate.of(2020, 4, 7);
    private Mark mark = Mark.of(CLK0.price("24.30"));

    @BeforeEach
    void playTheDays() {
        for (String[] row : WtiApril.ACCOUNTS) {
            accounts.put(row[0], new ScenarioAccount(row[0], USD.amount(row[1]), Long.parseLong(row[2])));
        }
        long number = 0;
        for (String[] day : WtiApril.DAYS) {
            evening(day[0], day[1]);
            morning(day[0]);
            number++;
            settlement(day[0], new Settlement(number, LocalDate.parse(day[0]), CLK0.price(day[2]), 0, false));
        }
    }

    @Test
    void everySettlementCallsExactlyTheExpectedAmounts() {
        List<String> expected = WtiApril.EXPECTED_CALLS.stream()
                .map(row -> row[0] + " " + row[1] + " " + USD.amount(row[2]) + ", in cash " + USD.amount(row[3]))
                .toList();
        assertThat(issued).containsExactlyElementsOf(expected);
    }

    @Test
    void worsePricesRaiseTwoCallsAndMakeNoNewOne() {
        assertThat(raised)
                .containsExactly(
                        "2020-04-20 birch.house [USD 960000.00] to USD 1176000.00",
                        "2020-04-20 gorse.house [USD 125600.00] to USD 168800.00");
    }

    @Test
    void callsAreMetInTimeInTwoPartsOrExpire() {
        assertThat(partlyMet).containsExactly("2020-04-14 cedar.c1", "2020-04-20 elm.house", "2020-04-20 iris.c1");
        assertThat(expired)
                .containsExactly("2020-04-15 cedar.c1 owes USD 247500.00", "2020-04-20 gorse.house owes USD 168800.00");
        assertThat(met).hasSize(WtiApril.EXPECTED_CALLS.size() - 4).contains("birch.house USD 1176000.00");
        assertThat(account("elm.house").owed()).isEqualTo(USD.amount("31540000"));
        assertThat(account("iris.c1").pay(USD.amount("27080000")).stage()).isEqualTo(CallStage.MET);
    }

    @Test
    void theLiquidationCuresTheClientAccount() {
        assertThat(account("cedar.c1").position.lots().count()).isEqualTo(127);
    }

    @Test
    void withdrawalsAreGrantedOrRefusedAsTheScenarioSays() {
        assertThat(withdrawable)
                .containsEntry("kelp.house", USD.amount("620400"))
                .containsEntry("fir.c1", USD.amount("352000"))
                .containsEntry("alder.c1", USD.zero());
        ScenarioAccount kelp = account("kelp.house");
        Money restoreTo = kelp.requirement(mark, businessDate).at(kelp.policy.restoreTo());
        assertThat(kelp.figures(mark).withdrawable(restoreTo)).isEqualTo(USD.amount("7026400"));
    }

    @Test
    void anInventoryTakesOverWhatWasNotCollected() {
        ScenarioAccount elm = account("elm.house");
        assertThat(elm.uncollected.sum())
                .isEqualTo(USD.amount("55900").negated().times(600));
        assertThat(elm.cash).isEqualTo(USD.amount("-29000000"));
        Money takenOver = elm.uncollected.takenOver(elm.cash);
        assertThat(elm.cash.minus(takenOver)).isEqualTo(USD.amount("4540000"));
    }

    @Test
    void nobodyElseIsShortAndTheBookIsMatched() {
        for (ScenarioAccount account : accounts.values()) {
            Money needed = account.requirement(mark, businessDate).at(MarginLevel.MAINTENANCE);
            assertThat(account.figures(mark).shortfall(needed).isPositive())
                    .as(account.id)
                    .isEqualTo(account.call.isPresent());
        }
        assertThat(accounts.values().stream()
                        .mapToLong(account -> account.position.lots().count())
                        .sum())
                .isZero();
        Money cost = accounts.values().stream()
                .map(account -> account.position.cost())
                .reduce(USD.zero(), Money::plus);
        assertThat(cost).isEqualTo(USD.zero());
    }

    /** 18:00 first price, 19:00 late answers, 20:00 deadline and what follows it. */
    private void evening(String date, String firstPrice) {
        mark = Mark.of(CLK0.price(firstPrice));
        for (ScenarioAccount account : accounts.values()) {
            CallJudgement judgement = account.judge(Occasion.MARK, mark, businessDate, Instant.EPOCH);
            assertThat(judgement).isNotInstanceOf(CallJudgement.Issue.class);
            if (judgement instanceof CallJudgement.Raise) {
                MarginCall open = account.call.orElseThrow();
                raised.add(date + " " + account.id + " " + open.superseded() + " to "
                        + open.asked().total());
            }
        }
        for (ScenarioAccount account : accounts.values()) {
            if (account.call.isPresent() && answer(account.id)[3].equals("all")) {
                pay(account, account.owed());
            }
        }
        for (ScenarioAccount account : accounts.values()) {
            account.call.ifPresent(open -> {
                expired.add(date + " " + account.id + " owes " + open.unpaid().total());
                assertThat(open.expire().stage()).isEqualTo(CallStage.EXPIRED);
            });
            account.call = java.util.Optional.empty();
        }
        closeOuts(date);
    }

    private void closeOuts(String date) {
        for (String[] fill : WtiApril.on(WtiApril.CLOSE_OUTS, date)) {
            ScenarioAccount seller = account(fill[2]);
            tradeBoth(fill);
            if (seller.id.equals("cedar.c1")) {
                seller.cash = seller.cash.minus(USD.amount("100").times(Long.parseLong(fill[3])));
            }
        }
        if (date.equals("2020-04-15")) {
            ScenarioAccount cured = account("cedar.c1");
            Money initial = cured.requirement(mark, businessDate).at(MarginLevel.INITIAL);
            assertThat(cured.figures(mark).excess(initial)).isEqualTo(USD.amount("5850"));
        }
        if (date.equals("2020-04-20")) {
            ScenarioAccount gorse = account("gorse.house");
            Money left = USD.amount("1020000").minus(USD.amount("545600")).minus(USD.amount("121600"));
            assertThat(gorse.cash).as("own resources suffice").isEqualTo(left).isEqualTo(USD.amount("352800"));
        }
    }

    /** 09:00 deposits, 10:00 withdrawals, 12:00 trades. */
    private void morning(String date) {
        for (String[] deposit : WtiApril.on(WtiApril.DEPOSITS, date)) {
            account(deposit[1]).cash = account(deposit[1]).cash.plus(USD.amount(deposit[2]));
        }
        if (date.equals("2020-04-15")) {
            for (String id : List.of("kelp.house", "fir.c1", "alder.c1")) {
                ScenarioAccount account = account(id);
                Money restoreTo = account.requirement(mark, businessDate).at(account.policy.restoreTo());
                withdrawable.put(id, account.figures(mark).withdrawable(restoreTo));
            }
            account("kelp.house").cash = account("kelp.house").cash.minus(USD.amount("500000"));
            account("fir.c1").cash = account("fir.c1").cash.minus(USD.amount("300000"));
        }
        WtiApril.on(WtiApril.TRADES, date).forEach(this::tradeBoth);
    }

    /** 14:30 settlement and calls, 17:00 ordinary answers. */
    private void settlement(String date, Settlement settlement) {
        businessDate = settlement.businessDate();
        mark = settlement.mark();
        for (ScenarioAccount account : accounts.values()) {
            account.settle(settlement);
            if (account.judge(Occasion.SETTLEMENT, mark, businessDate, Instant.EPOCH)
                    instanceof CallJudgement.Issue issue) {
                issued.add(date + " " + account.id + " " + issue.amounts().total() + ", in cash "
                        + issue.amounts().inCash());
            }
        }
        for (ScenarioAccount account : accounts.values()) {
            if (account.call.isPresent()) {
                String paid = answer(account.id)[2];
                Money amount = paid.equals("all") ? account.owed() : USD.amount(paid);
                if (pay(account, amount).stage() == CallStage.PARTLY_MET) {
                    partlyMet.add(date + " " + account.id);
                }
            }
        }
    }

    private MarginCall pay(ScenarioAccount account, Money amount) {
        MarginCall after = account.pay(amount);
        if (after.stage() == CallStage.MET) {
            met.add(account.id + " " + after.asked().total());
        }
        return after;
    }

    private String[] answer(String id) {
        return WtiApril.on(WtiApril.ANSWERS, businessDate.toString()).stream()
                .filter(row -> row[1].equals(id))
                .findFirst()
                .orElse(new String[] {businessDate.toString(), id, "all", "nothing"});
    }

    private void tradeBoth(String[] row) {
        Mark price = Mark.of(CLK0.price(row[4]));
        account(row[1]).trade(Long.parseLong(row[3]), price);
        account(row[2]).trade(-Long.parseLong(row[3]), price);
    }

    private ScenarioAccount account(String id) {
        ScenarioAccount account = accounts.get(id);
        assertThat(account).as(id).isNotNull();
        return java.util.Objects.requireNonNull(account);
    }
}
