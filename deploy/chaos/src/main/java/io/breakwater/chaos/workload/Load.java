package io.breakwater.chaos.workload;

import io.breakwater.chaos.workload.BankStream.Line;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Cast.Role;
import io.breakwater.protocol.trades.v1.Trade;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Begins operations at a steady rate, whatever becomes of those before; what a stream cannot take any more is held back. */
final class Load implements Runnable {

    private static final int TRADES = 40;
    private static final int DEPOSITS = 8;
    private static final int WITHDRAWALS = 9;
    private static final int FRESH_READS = 12;
    private static final int READS = 25;
    private static final int RESUBMISSIONS = 5;
    private static final int ALL = 100;
    private static final long LARGEST_POSITION = 25;

    private final Requests requests;
    private final Dice dice;
    private final Cast cast;
    private final Means means;
    private final int perSecond;
    private final AtomicLong heldBack = new AtomicLong();
    private final AtomicInteger looked = new AtomicInteger();
    private volatile boolean stopped;

    /** What it works with. */
    record Means(List<BankStream> banks, List<VenueStream> venues, PriceFeed feed, Owners owners, Mischief mischief) {}

    Load(Requests requests, Dice dice, Cast cast, Means means, int perSecond) {
        this.requests = requests;
        this.dice = dice;
        this.cast = cast;
        this.means = means;
        this.perSecond = perSecond;
    }

    /** Nothing new is begun. */
    void stop() {
        stopped = true;
    }

    /** Operations that were not begun because their stream was stuck. */
    long heldBack() {
        return heldBack.get();
    }

    @Override
    public void run() {
        long between = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long due = System.nanoTime();
        try {
            while (!stopped && !requests.isOver()) {
                due += between;
                long early = due - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                begin(dice.below(ALL));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(int draw) {
        int rest = draw;
        if ((rest -= TRADES) < 0) {
            trade();
        } else if ((rest -= DEPOSITS) < 0) {
            deposit();
        } else if ((rest -= WITHDRAWALS) < 0) {
            withdraw();
        } else if ((rest -= FRESH_READS) < 0) {
            means.owners().look(dice.of(halfOfThemRegisters()), true);
        } else if ((rest -= READS) < 0) {
            lookInTurn();
        } else if ((rest -= RESUBMISSIONS) < 0) {
            means.mischief().sendAgain();
        } else {
            means.mischief().sendBad();
        }
    }

    private List<Party> everybody() {
        return cast.alive(Role.SURVIVOR, Role.CARELESS, Role.REGISTER);
    }

    private List<Party> halfOfThemRegisters() {
        return dice.percent(50) ? cast.alive(Role.REGISTER) : everybody();
    }

    /** Everybody's account comes up every few seconds, so that no call is overlooked. */
    private void lookInTurn() {
        List<Party> all = everybody();
        means.owners().look(all.get(Math.floorMod(looked.getAndIncrement(), all.size())), false);
    }

    private void trade() {
        List<Party> traders = cast.alive(Role.SURVIVOR, Role.CARELESS);
        String instrument = dice.of(Terms.INSTRUMENTS);
        Party one = dice.of(traders);
        Party other = dice.of(traders);
        if (one.equals(other)) {
            return;
        }
        boolean oneIsLong = cast.lots(one.account(), instrument) > LARGEST_POSITION
                || cast.lots(other.account(), instrument) < -LARGEST_POSITION;
        VenueStream venue = dice.of(means.venues());
        count(venue.offer(Trade.newBuilder()
                .setInstrument(instrument)
                .setBuyer(oneIsLong ? other.account() : one.account())
                .setSeller(oneIsLong ? one.account() : other.account())
                .setLots(dice.between(1, 3))
                .setPrice(Wire.hundredths(Math.max(1, means.feed().price(instrument) + dice.between(-10, 10))))
                .build()));
    }

    private void deposit() {
        Line deposit = Line.deposit(dice.of(halfOfThemRegisters()).account(), amount());
        count(dice.of(means.banks()).offer(deposit));
    }

    private void withdraw() {
        means.owners().withdraw(dice.of(halfOfThemRegisters()), amount());
    }

    /** A power of two, so that a sum tells what it is made of. */
    private long amount() {
        return 1L << dice.between(4, 14);
    }

    private void count(boolean taken) {
        if (!taken) {
            heldBack.incrementAndGet();
        }
    }
}
