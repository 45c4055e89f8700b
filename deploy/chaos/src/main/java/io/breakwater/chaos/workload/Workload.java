package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.HistoryRecorder;
import io.breakwater.chaos.run.Entrance;
import io.breakwater.chaos.workload.BankStream.Line;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Cast.Role;
import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.house.v1.GetTrialBalanceResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What clients do to a house while it is being broken, over the public API alone: a dozen members and their clients, direct
 * accounts, venues, two banks, a price feed with gaps, a default about once a minute with bidders that come or stay away.
 * Clients that are told nothing take that down as unknown.
 *
 * <p>A run is {@link #start}, {@link #heal} when the last fault has ended, {@link #stop}, {@link #resolve}, {@link #close}.
 */
public final class Workload implements AutoCloseable {

    static final String BANK = "main";
    static final String OTHER_BANK = "second";

    /** How the ids of registers begin. */
    static final String REGISTER = "register-";

    private static final int REGISTERS = 4;
    private static final long RECONNECT_MILLIS = 500;
    private static final long TRIAL_MILLIS = 10_000;
    private static final long POLL_MILLIS = 100;

    private final HistoryRecorder history;
    private final Entrances entrances;
    private final Requests requests;
    private final Dice dice;
    private final Cast cast = new Cast();
    private final Founding founding;
    private final WorkloadSettings settings;
    private final List<BankStream> banks;
    private final List<VenueStream> venues = new ArrayList<>();
    private final PriceFeed feed;
    private final Owners owners;
    private final Payers payers;
    private final Bidders bidders;
    private final Doom doom;
    private final Load load;
    private final List<Thread> threads = new ArrayList<>();

    private Workload(long seed, Supplier<List<Entrance>> known, HistoryRecorder history, WorkloadSettings settings) {
        this.history = history;
        this.settings = settings;
        this.dice = new Dice(seed);
        this.entrances = new Entrances(known, history, settings.attempt());
        this.requests = new Requests(entrances, dice.split());
        this.founding = new Founding(requests, cast, settings);
        this.banks = List.of(new BankStream(BANK, requests, cast), new BankStream(OTHER_BANK, requests, cast));
        for (int venue = 1; venue <= 2; venue++) {
            for (int stream = 1; stream <= 2; stream++) {
                venues.add(new VenueStream("v" + venue, "s" + stream, requests, cast));
            }
        }
        this.feed = new PriceFeed(requests, dice.split(), settings);
        this.owners = new Owners(requests, dice.split(), cast, banks.get(0));
        this.payers = new Payers(requests, dice.split(), cast, banks.get(1));
        this.bidders = new Bidders(requests, dice.split(), cast, feed);
        this.doom = new Doom(
                requests, dice.split(), cast, founding, new Doom.Crew(banks.get(0), venues.get(0), feed), settings);
        Mischief mischief = new Mischief(requests, dice.split(), cast, new Mischief.Victims(banks, venues, owners));
        this.load = new Load(
                requests,
                dice.split(),
                cast,
                new Load.Means(banks, venues, feed, owners, mischief),
                settings.operationsPerSecond());
    }

    /**
     * Founds a house at nodes that serve, and begins. Returns when the house is founded and its accounts have money.
     *
     * @param entrances where the nodes are to be reached at this moment, those that are down too; never empty
     */
    public static Workload start(
            long seed, Supplier<List<Entrance>> entrances, HistoryRecorder history, WorkloadSettings settings) {
        Workload workload = new Workload(seed, entrances, history, settings);
        boolean founded = false;
        try {
            workload.found();
            workload.begin();
            founded = true;
            return workload;
        } finally {
            if (!founded) {
                workload.close();
            }
        }
    }

    private void found() {
        founding.lay();
        thread("bank-1", banks.get(0));
        thread("bank-2", banks.get(1));
        deposit("own-capital", Terms.OWN_CAPITAL);
        deposit("insurance-fund", Terms.INSURANCE_FUND);
        for (int n = 1; n <= settings.members(); n++) {
            String member = "m%02d".formatted(n);
            Party house = founding.member(member, Role.SURVIVOR);
            deposit("contribution:" + member, Terms.CONTRIBUTION);
            deposit(house.account(), Terms.HOUSE_CASH);
            Party client = new Party(
                    member + ".client",
                    member,
                    AccountClass.ACCOUNT_CLASS_CLIENT,
                    n % 3 == 0 ? Role.CARELESS : Role.SURVIVOR);
            founding.open(client);
            deposit(client.account(), Terms.CLIENT_CASH);
        }
        IntStream.rangeClosed(1, settings.directAccounts()).forEach(n -> direct("d" + n, Role.CARELESS));
        IntStream.rangeClosed(1, REGISTERS).forEach(n -> direct(REGISTER + n, Role.REGISTER));
        while (!banks.stream().allMatch(NumberedStream::isIdle)) {
            requests.pause(POLL_MILLIS);
        }
    }

    private void direct(String id, Role role) {
        founding.open(new Party(id, id, AccountClass.ACCOUNT_CLASS_DIRECT, role));
        deposit(id, role == Role.REGISTER ? 1L << 20 : Terms.DIRECT_CASH);
    }

    private void deposit(String account, long cents) {
        banks.get(0).offer(Line.deposit(account, cents));
    }

    private void begin() {
        for (int n = 0; n < venues.size(); n++) {
            thread("venue-" + n, venues.get(n));
        }
        thread("prices", feed);
        thread("treasury", new Treasury(requests, dice.split(), banks.get(1)));
        thread("payers", payers);
        thread("bidders", bidders);
        thread("doom", doom);
        thread("load", load);
        thread("trial-balance", this::askForSums);
        thread("reconnect", this::reconnect);
    }

    private void thread(String name, Runnable work) {
        Thread thread = new Thread(work, "workload-" + name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void reconnect() {
        try {
            while (!requests.isOver()) {
                entrances.reconnect();
                requests.pause(RECONNECT_MILLIS);
            }
        } catch (Requests.Over over) {
            // The end.
        }
    }

    private void askForSums() {
        try {
            while (!requests.isOver()) {
                requests.pause(TRIAL_MILLIS);
                Outcome<GetTrialBalanceResponse> ignored = requests.once(Rest.trialBalance());
            }
        } catch (Requests.Over over) {
            // The end.
        }
    }

    /** The last fault has ended: nobody is brought into default any more, everybody pays, everybody bids. Load goes on. */
    public void heal() {
        doom.stop();
        owners.everybodyPays();
        payers.everybodyPays();
        bidders.everybodyBids();
    }

    /** Nothing new is begun; what waits in streams is sent. Prices, bidders, payers and the treasury go on. */
    public void stop() {
        doom.stop();
        load.stop();
    }

    /** Operations that were not begun because their stream was stuck. */
    public long heldBack() {
        return load.heldBack();
    }

    /**
     * Finds out what became of everything that nobody was told about, waits until the house has come to rest, reads
     * everything. Answers what still goes on when the time is up, empty when nothing does.
     */
    public List<String> resolve(Duration within) {
        heal();
        stop();
        long giveUp = System.nanoTime() + within.toNanos();
        requests.patientUntil(giveUp);
        Resolution resolution = new Resolution(requests, dice.split());
        while (!isIdle() && System.nanoTime() < giveUp) {
            requests.pause(POLL_MILLIS);
        }
        requests.pause(settings.attempt().toMillis());
        resolution.settle(requests.takeUnresolved());
        List<String> goingOn = new Rest(requests, cast, owners, history)
                .await(Duration.ofNanos(Math.max(0, giveUp - System.nanoTime())));
        resolution.settle(requests.takeUnresolved());
        return goingOn;
    }

    private boolean isIdle() {
        return banks.stream().allMatch(NumberedStream::isIdle)
                && venues.stream().allMatch(NumberedStream::isIdle);
    }

    /** Ends whatever still runs; what is under way then is taken down as unknown when the history is closed. */
    @Override
    public void close() {
        requests.end();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        entrances.close();
    }
}
