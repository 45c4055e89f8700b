package io.breakwater.node.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountMemory;
import io.breakwater.waterfall.account.AccountRules;
import io.breakwater.waterfall.account.LiquidationRound;
import io.breakwater.waterfall.account.RiskFacts;
import io.breakwater.waterfall.bucket.Attendance;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The sweep against the account's own rules: whoever would change at a snapshot is found. */
final class RiskBookTest {

    private static final int RUNS = 1_500;
    private static final Now NOW =
            new Now(Duration.ofHours(1), Optional.of(new HouseInstant(Instant.EPOCH, Duration.ZERO)));
    private static final AccountRules RULES = new AccountRules();

    @Test
    void nobodyWhoseStandingOrCashWouldChangeIsMissed(TestReporter reporter) {
        long first = Long.getLong("seed", System.nanoTime());
        int runs = System.getProperty("seed") == null ? RUNS : 1;
        reporter.publishEntry("first seed", Long.toString(first));
        int judged = 0;
        int found = 0;
        for (long seed = first; seed < first + runs; seed++) {
            Days days = new Days(new RandomHouse(seed));
            days.play();
            judged += days.judged;
            found += days.found;
        }
        reporter.publishEntry("found / changed", found + " / " + judged);
        assertThat(judged).as("accounts that changed").isPositive();
    }

    @Test
    void tenThousandAccountsWithTwentyPositionsEachAreSweptInOnePass(TestReporter reporter) {
        RandomHouse house = new RandomHouse(1, 50);
        RiskBook book = new RiskBook();
        book.take(house.terms());
        for (int n = 0; n < 10_000; n++) {
            EntityId id = RandomHouse.id("a" + n);
            book.recovered(id, house.account(id, 20));
        }
        MarketView view = new MarketView();
        for (int n = 0; n < 40; n++) {
            house.publish(view);
            Market market = view.fresh(Duration.ZERO).orElseThrow();
            long begin = System.nanoTime();
            int found = book.sweep(market).size();
            long micros = (System.nanoTime() - begin) / 1_000;
            if (n % 10 == 9) {
                reporter.publishEntry("sweep " + n, micros + " us, " + found + " found");
            }
        }
        assertThat(book.size()).isEqualTo(10_000);
    }

    @Test
    void aRowThatIsGivenBackLeavesTheOthersAsTheyWere() {
        RandomHouse house = new RandomHouse(7);
        RiskBook book = new RiskBook();
        book.take(house.terms());
        Map<EntityId, Account> accounts = new TreeMap<>();
        for (int n = 0; n < 200; n++) {
            EntityId id = RandomHouse.id("a" + n);
            accounts.put(id, house.account(id, 3));
            book.recovered(id, accounts.get(id));
        }
        for (int n = 0; n < 200; n += 3) {
            book.remove(RandomHouse.id("a" + n));
            accounts.remove(RandomHouse.id("a" + n));
        }
        RiskBook anew = new RiskBook();
        anew.take(house.terms());
        accounts.forEach(anew::recovered);
        MarketView view = new MarketView();
        for (int n = 0; n < 10; n++) {
            house.publish(view);
            Market market = view.fresh(Duration.ZERO).orElseThrow();
            assertThat(book.sweep(market)).containsExactlyInAnyOrderElementsOf(anew.sweep(market));
        }
    }

    /** Snapshot after snapshot, with trades between them, accounts that lag, and accounts that move between nodes. */
    private static final class Days {
        private final RandomHouse house;
        private final RiskBook book = new RiskBook();
        private final MarketView view = new MarketView();
        private final Map<EntityId, Account> accounts = new TreeMap<>();
        private final Set<EntityId> lagging = new HashSet<>();
        private int judged;
        private int found;

        Days(RandomHouse house) {
            this.house = house;
        }

        void play() {
            book.take(house.terms());
            for (int n = 0; n < 12; n++) {
                EntityId id = RandomHouse.id("a" + n);
                Account account = house.account(id, (int) house.upTo(4));
                accounts.put(id, account);
                book.recovered(id, account);
            }
            for (int n = 0; n < 8; n++) {
                move();
                house.publish(view);
                if (house.oneIn(4)) {
                    book.take(house.otherTerms());
                }
                sweep();
            }
        }

        private void move() {
            for (EntityId id : List.copyOf(accounts.keySet())) {
                Account account = accounts.get(id);
                if (account != null && house.oneIn(3)) {
                    account = house.traded(account);
                    accounts.put(id, account);
                    book.changed(id, account, view.number());
                }
                if (account != null && house.oneIn(10)) {
                    book.remove(id);
                    book.recovered(id, account);
                    lagging.remove(id);
                }
            }
        }

        private void sweep() {
            Market market = view.fresh(Duration.ZERO).orElseThrow();
            Set<EntityId> swept = new HashSet<>(book.sweep(market));
            found += swept.size();
            assertThat(swept)
                    .as("seed %d: found before, not judged since", house.seed)
                    .containsAll(lagging);
            for (EntityId id : List.copyOf(accounts.keySet())) {
                judge(id, market, swept.contains(id));
            }
        }

        private void judge(EntityId id, Market market, boolean isFound) {
            Account account = Optional.ofNullable(accounts.get(id)).orElseThrow();
            RiskFacts facts = new Facts(house.terms(), view)
                    .of(account, market, instrument -> book.isFreshSince(id, instrument, market.number()));
            Reaction<AccountMemory, AccountEvent> reaction = RULES.react(
                    account,
                    awake(),
                    new Envelope<>(
                            new AccountInput.Judge(facts),
                            Optional.empty(),
                            new Cause("node/test", Optional.empty(), "judge")),
                    NOW);
            if (reaction.event().isPresent()) {
                judged++;
                assertThat(isFound)
                        .as(
                                "seed %d (replay with -Dseed=%d): %s at %s would become %s",
                                house.seed, house.seed, account, facts, reaction.event())
                        .isTrue();
            }
            if (isFound && house.oneIn(4)) {
                lagging.add(id);
                return;
            }
            lagging.remove(id);
            if (isFound) {
                book.judged(id, market.number());
            }
            reaction.event().ifPresent(event -> {
                Account after = RULES.apply(account, new Numbered<>(account.number() + 1, event));
                accounts.put(id, after);
                book.changed(id, after, view.number());
            });
        }

        /** An account that its bucket keeps awake whatever it does. */
        private static AccountMemory awake() {
            Enlistment always = new Enlistment(0, Optional.of(Instant.MIN), true);
            return new AccountMemory(
                    new Attendance(Optional.of(always), Optional.empty(), Duration.ZERO),
                    Duration.ZERO,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO,
                    LiquidationRound.NONE,
                    Duration.ZERO);
        }
    }
}
