package io.breakwater.chaos.workload;

import io.breakwater.chaos.workload.BankStream.Line;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Cast.Role;
import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.trades.v1.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings new members into default, one about once a minute, sometimes two or three at once: each comes with little money,
 * takes a large position, and pays nothing when the price jumps against it. How deep the loss goes is drawn. One thread
 * works.
 */
final class Doom implements Runnable {

    private static final int SEVERAL_PERCENT = 25;
    private static final long POLL_MILLIS = 500;
    private static final long CASH = 500_000;
    private static final int COLLATERAL_PERCENT = 40;
    private static final long UNITS = 2_000;
    private static final long LOTS_OF_A_TRADE = 10;

    private final Requests requests;
    private final Dice dice;
    private final Cast cast;
    private final Founding founding;
    private final Crew crew;
    private final WorkloadSettings settings;
    private volatile boolean stopped;

    /** What it works with. */
    record Crew(BankStream bank, VenueStream venue, PriceFeed feed) {}

    Doom(Requests requests, Dice dice, Cast cast, Founding founding, Crew crew, WorkloadSettings settings) {
        this.requests = requests;
        this.dice = dice;
        this.cast = cast;
        this.founding = founding;
        this.crew = crew;
        this.settings = settings;
    }

    /** Nobody else is brought into default. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            long quiet = settings.betweenDefaults().toMillis() / 4;
            while (!requests.isOver() && !stopped) {
                requests.pause(quiet);
                replaceDirectAccounts();
                if (!stopped) {
                    bringDown(dice.percent(SEVERAL_PERCENT) ? 2 + dice.below(2) : 1);
                }
                requests.pause(settings.betweenDefaults().toMillis()
                        - quiet
                        - settings.day().toMillis() / 2);
            }
        } catch (Requests.Over over) {
            // The end.
        }
    }

    /** Whoever is gone for good is followed by somebody new. */
    private void replaceDirectAccounts() {
        long left = cast.alive(Role.CARELESS).stream()
                .filter(party -> party.accountClass() == AccountClass.ACCOUNT_CLASS_DIRECT)
                .count();
        for (long missing = settings.directAccounts() - left; missing > 0; missing--) {
            String id = "y%03d".formatted(cast.nextNewcomer());
            founding.open(new Party(id, id, AccountClass.ACCOUNT_CLASS_DIRECT, Role.CARELESS));
            crew.bank().offer(Line.deposit(id, Terms.DIRECT_CASH));
        }
    }

    private void bringDown(int many) {
        String instrument = dice.of(Terms.INSTRUMENTS);
        boolean isLong = dice.percent(50);
        long lots = 0;
        List<Party> doomed = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String member = "x%03d".formatted(cast.nextNewcomer());
            Party party = founding.member(member, Role.DOOMED);
            doomed.add(party);
            crew.bank().offer(Line.deposit(party.account(), CASH));
            crew.bank().offer(Line.deposit("contribution:" + member, Terms.CONTRIBUTION / 10));
            if (dice.percent(COLLATERAL_PERCENT)) {
                crew.bank().offer(Line.lodged(party.account(), Terms.BILL, UNITS));
            }
            lots = dice.between(40, 99);
            takePosition(party, instrument, isLong ? lots : -lots);
        }
        awaitTraded(doomed, instrument);
        long loss = dice.of(List.of(300_000L, 1_500_000L, 6_000_000L, 12_000_000L));
        long move = Math.max(50, Math.min(1_800, loss / (lots * Terms.MULTIPLIER)));
        crew.feed().gap(instrument, isLong ? -move : move);
    }

    private void takePosition(Party party, String instrument, long lots) {
        List<Party> others = cast.alive(Role.SURVIVOR, Role.CARELESS);
        for (long left = Math.abs(lots); left > 0; left -= LOTS_OF_A_TRADE) {
            Party other = dice.of(others);
            crew.venue()
                    .offer(Trade.newBuilder()
                            .setInstrument(instrument)
                            .setBuyer(lots > 0 ? party.account() : other.account())
                            .setSeller(lots > 0 ? other.account() : party.account())
                            .setLots(Math.min(left, LOTS_OF_A_TRADE))
                            .setPrice(Wire.hundredths(crew.feed().price(instrument)))
                            .build());
        }
    }

    /** Waits for the trades, but not beyond the next settlement. */
    private void awaitTraded(List<Party> doomed, String instrument) {
        long until = crew.feed().settlements() + 1;
        while (crew.feed().settlements() < until
                && doomed.stream().anyMatch(party -> cast.lots(party.account(), instrument) == 0)) {
            requests.pause(POLL_MILLIS);
        }
    }
}
