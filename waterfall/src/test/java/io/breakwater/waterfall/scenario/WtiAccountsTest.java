package io.breakwater.waterfall.scenario;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.CallChange;
import io.breakwater.waterfall.account.RiskFacts;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.account.TestHouse;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallAmounts;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The business days from the 8th to the evening of the 20th, played through the rules of accounts, buckets and a bank:
 * deposits are statement lines, answers are deposits, withdrawals are holds, expiry is left to house time. What desk and
 * auction would do is not played; a call that expires leaves its account out of the days after.
 */
class WtiAccountsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final AssetId BILLS = AssetId.of("BILL");
    private static final CollateralTerms TERMS = CollateralTerms.of(BILLS, USD.amount("1.00"), Haircut.percent(2));

    private final TestHouse house = new TestHouse(new Carrier(new Generator(1), Faults.NONE));
    private final List<Settlement> settlements = new ArrayList<>();
    private LocalDate businessDate = LocalDate.of(2020, 4, 7);
    private long snapshot;
    private long holds;

    @BeforeEach
    void playTheDays() {
        for (String[] row : WtiApril.ACCOUNTS) {
            house.open(row[0], row[0].endsWith(".house") ? AccountKind.HOUSE : AccountKind.CLIENT);
        }
        for (String[] row : WtiApril.ACCOUNTS) {
            deposit(row[0], USD.amount(row[1]));
            if (!row[2].equals("0")) {
                house.lodge(row[0], BILLS, Long.parseLong(row[2]));
                rest();
            }
        }
        for (String[] day : WtiApril.DAYS) {
            evening(day[1]);
            if (day[0].equals("2020-04-20")) {
                break;
            }
            morning(day[0]);
            settle(day[0], day[2]);
        }
    }

    @Test
    void settlementsCallTheExpectedAmounts() {
        List<String> expected = WtiApril.EXPECTED_CALLS.stream()
                .filter(row -> row[0].compareTo("2020-04-20") < 0)
                .filter(row -> !row[1].equals("cedar.c1") || row[0].compareTo("2020-04-15") < 0)
                .map(row -> row[0] + " " + row[1] + " " + USD.amount(row[2]) + ", in cash " + USD.amount(row[3]))
                .toList();
        List<String> issued = new ArrayList<>();
        house.accounts.keySet().forEach(account -> changes(account, CallChange.Issued.class)
                .forEach(event -> {
                    CallAmounts asked =
                            ((CallChange.Issued) event.change()).call().asked();
                    issued.add(event.at().date() + " " + account + " " + asked.total() + ", in cash " + asked.inCash());
                }));
        assertThat(issued).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void worsePricesRaiseTwoCalls() {
        List<String> raised = new ArrayList<>();
        house.accounts.keySet().forEach(account -> changes(account, CallChange.Raised.class)
                .forEach(event -> {
                    MarginCall call = ((CallChange.Raised) event.change()).call();
                    raised.add(account + " " + call.superseded() + " to "
                            + call.asked().total());
                }));
        assertThat(raised)
                .containsExactly(
                        "birch.house [USD 960000.00] to USD 1176000.00",
                        "gorse.house [USD 125600.00] to USD 168800.00");
    }

    @Test
    void whatIsNotPaidInTimeExpires() {
        assertThat(expired("cedar.c1").unpaid().total()).isEqualTo(USD.amount("247500"));
        assertThat(expired("cedar.c1").call().paid()).isEqualTo(USD.amount("150000"));
        assertThat(expired("cedar.c1").after()).isEqualTo(CallPolicy.AfterExpiry.LIQUIDATION);
        assertThat(expired("gorse.house").unpaid().total()).isEqualTo(USD.amount("168800"));
        assertThat(expired("gorse.house").after()).isEqualTo(CallPolicy.AfterExpiry.MEMBER_DEFAULT);
        house.accounts.keySet().forEach(account -> {
            boolean isLost = account.equals("cedar.c1") || account.equals("gorse.house");
            assertThat(house.account(account).standing())
                    .as(account)
                    .isInstanceOf(isLost ? Standing.Expired.class : Standing.Good.class);
        });
    }

    @Test
    void everyOtherCallIsMetByItsPayments() {
        long calls = house.accounts.keySet().stream()
                .mapToLong(account -> changes(account, CallChange.Issued.class).size())
                .sum();
        long met = house.accounts.keySet().stream()
                .flatMap(account -> house.events(account, AccountEvent.Posted.class).stream())
                .filter(posted -> posted.paid().filter(paid -> paid.met()).isPresent())
                .count();
        assertThat(met).isEqualTo(calls - 2);
    }

    @Test
    void withdrawalsAreHeldOrRefused() {
        assertThat(house.events("kelp.house", AccountEvent.HoldGranted.class))
                .extracting(AccountEvent.HoldGranted::withdrawable)
                .containsExactly(USD.amount("620400"));
        assertThat(house.events("fir.c1", AccountEvent.HoldGranted.class))
                .extracting(AccountEvent.HoldGranted::withdrawable)
                .containsExactly(USD.amount("352000"));
        assertThat(house.events("alder.c1", AccountEvent.HoldGranted.class)).isEmpty();
        assertThat(house.events("alder.c1", AccountEvent.HoldRefused.class)).hasSize(1);
        assertThat(house.account("kelp.house").holds().live().values()).isEmpty();
    }

    @Test
    void everyJudgementCanBeRecomputedFromItsEvent() {
        house.accounts.keySet().forEach(account -> house.events(account, AccountEvent.Judged.class)
                .forEach(event -> event.settled().forEach(settled -> assertThat(settled.variation())
                        .isEqualTo(
                                CLK0.value(settled.lots(), settled.settlement().mark())
                                        .minus(settled.costBefore())))));
        long lots = house.accounts.keySet().stream()
                .mapToLong(account -> lots(house.account(account)))
                .sum();
        assertThat(lots).isZero();
    }

    private static long lots(Account account) {
        return account.positions()
                .find(CLK0.id())
                .map(position -> position.lots().count())
                .orElse(0L);
    }

    private AccountEvent.CallExpired expired(String account) {
        List<AccountEvent.CallExpired> events = house.events(account, AccountEvent.CallExpired.class);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<AccountEvent.Judged> changes(String account, Class<? extends CallChange> kind) {
        return house.events(account, AccountEvent.Judged.class).stream()
                .filter(event -> kind.isInstance(event.change()))
                .toList();
    }

    /** 18:00 first price, 19:00 late answers, 20:00 deadline. */
    private void evening(String firstPrice) {
        judge(Mark.of(CLK0.price(firstPrice)), false);
        answer(3);
        house.carrier.run(DEADLINE.plusSeconds(4));
    }

    /** 09:00 deposits, 10:00 withdrawals, 12:00 trades. */
    private void morning(String date) {
        WtiApril.on(WtiApril.DEPOSITS, date).forEach(row -> deposit(row[1], USD.amount(row[2])));
        if (date.equals("2020-04-15")) {
            judge(Mark.of(CLK0.price("20.72")), false);
            withdraw("kelp.house", USD.amount("500000"));
            withdraw("fir.c1", USD.amount("300000"));
            withdraw("alder.c1", USD.amount("500000"));
        }
        for (String[] row : WtiApril.on(WtiApril.TRADES, date)) {
            Mark price = Mark.of(CLK0.price(row[4]));
            book(row[1], Long.parseLong(row[3]), price);
            book(row[2], -Long.parseLong(row[3]), price);
        }
    }

    /** 14:30 settlement and calls, 17:00 ordinary answers. */
    private void settle(String date, String price) {
        businessDate = LocalDate.parse(date);
        settlements.add(new Settlement(settlements.size() + 1L, businessDate, CLK0.price(price), 0, false));
        judge(Mark.of(CLK0.price(price)), true);
        answer(2);
    }

    private void judge(Mark mark, boolean settles) {
        snapshot++;
        house.accounts.keySet().forEach(account -> house.judge(account, facts(account, mark, settles)));
        house.carrier.run(MOMENT);
        house.accounts.keySet().forEach(account -> assertThat(
                        house.judged(account).map(RiskFacts::snapshot))
                .as(account)
                .contains(snapshot));
    }

    private RiskFacts facts(String account, Mark mark, boolean settles) {
        List<Settlement> newest = settlements.subList(Math.max(0, settlements.size() - 1), settlements.size());
        CallPolicy preset =
                account.endsWith(".house") ? CallPolicy.clearingHouse(DEADLINE) : CallPolicy.clearingClient(DEADLINE);
        return new RiskFacts(
                snapshot,
                new BusinessTime(businessDate, businessDate.atStartOfDay()),
                TestHouse.quoted(new RiskFacts.Quoted(new Listing(CLK0, WtiApril.margin()), mark, newest, settles)),
                new TreeMap<>(java.util.Map.of(BILLS, TERMS)),
                Optional.of(preset.withRaised(CallPolicy.RaisedDeadline.OF_THE_CALL)),
                new TreeSet<>(java.util.Set.of(TestHouse.BANK)));
    }

    /** Pays what the scenario says at 17:00 (column 2) or 19:00 (column 3) on the calls of the last settlement. */
    private void answer(int column) {
        for (String account : house.accounts.keySet()) {
            Optional<MarginCall> open = house.account(account).standing().openCall();
            String[] row = WtiApril.on(WtiApril.ANSWERS, businessDate.toString()).stream()
                    .filter(each -> each[1].equals(account))
                    .findFirst()
                    .orElse(new String[] {"", account, "all", "nothing"});
            if (open.isPresent() && !row[column].equals("nothing")) {
                Money owed = open.get().unpaid().total();
                deposit(account, row[column].equals("all") ? owed : USD.amount(row[column]));
            }
        }
        rest();
    }

    private void deposit(String account, Money amount) {
        if (amount.isPositive()) {
            house.deposit(account, amount);
            rest();
        }
    }

    private void withdraw(String account, Money amount) {
        HoldId id = new HoldId(TestHouse.MARKET, ++holds);
        Hold hold = new Hold(id, List.of(new Hold.Reserved.MoneyHeld(amount)));
        house.carrier.tell(TestHouse.id(account), new HoldMessage.AskHold(TestHouse.id(account), hold));
        rest();
        if (house.account(account).holds().live().containsKey(id)) {
            Posting out = Posting.of(TestHouse.id(account), new MoneyLeg(amount.negated()));
            house.book(account, Purpose.PAYOUT, out.consuming(id.number()));
            rest();
        }
    }

    private void book(String account, long lots, Mark price) {
        LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(lots), price);
        house.book(account, Purpose.TRADE, Posting.of(TestHouse.id(account), leg));
        rest();
    }

    private void rest() {
        house.carrier.run(Duration.ofMillis(50));
    }
}
