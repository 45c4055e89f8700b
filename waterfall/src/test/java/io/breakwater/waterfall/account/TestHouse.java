package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.USD;

import io.breakwater.waterfall.bank.Bank;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankMemory;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.BankRules;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.Bucket;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketEvent;
import io.breakwater.waterfall.bucket.BucketMachine;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.carrier.Understanding;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Accounts with their buckets and one bank, by the real rules, and a market that books and holds by hand. */
public final class TestHouse {

    public static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    public static final EntityId MARKET = EntityId.of(EntityKind.TRADES, "nymex:may20");

    public static final EntityId DESK = EntityId.of(EntityKind.DESK, "CLK0");

    public final Carrier carrier;
    public final Station<Bank, BankMemory, Message, BankEvent> bank;
    public final SortedMap<String, Station<Account, AccountMemory, Message, AccountEvent>> accounts = new TreeMap<>();
    private final SortedMap<String, List<Delivery>> booked = new TreeMap<>();
    private final List<StatementLine> lines = new ArrayList<>();
    private final SortedMap<EntityId, Station<Bucket, ?, Message, BucketEvent>> buckets = new TreeMap<>();
    private long entries;

    public TestHouse(Carrier carrier) {
        this.carrier = carrier;
        this.bank = carrier.host(BANK, new Understanding<>(new BankRules(), TestHouse::atBank));
        carrier.host(EntityId.of(EntityKind.ACCOUNT, "external:main"), atAccounts());
        host(Buckets.of(EntityId.of(EntityKind.ACCOUNT, "external:main")));
        carrier.host(MARKET, new Silent());
        carrier.host(DESK, new Silent());
        carrier.host(HouseMessage.MAIN, new Silent());
    }

    public static EntityId id(String account) {
        return EntityId.of(EntityKind.ACCOUNT, account);
    }

    private void host(EntityId bucket) {
        buckets.computeIfAbsent(
                bucket, id -> carrier.host(id, new Understanding<>(new BucketMachine(), TestHouse::atBucket)));
    }

    public Station<Account, AccountMemory, Message, AccountEvent> open(String account, AccountKind kind) {
        host(Buckets.of(id(account)));
        Station<Account, AccountMemory, Message, AccountEvent> station = carrier.host(id(account), atAccounts());
        accounts.put(account, station);
        carrier.tell(id(account), new AccountInput.Open(new AccountTerms("alfa", kind, USD)));
        return station;
    }

    public Account account(String account) {
        Station<Account, AccountMemory, Message, AccountEvent> station = accounts.get(account);
        if (station == null) {
            throw new IllegalArgumentException("no account " + account);
        }
        return station.state();
    }

    public Bucket bucket(EntityId id) {
        return Optional.ofNullable(buckets.get(id)).map(Station::state).orElseThrow();
    }

    AccountMemory memory(String account) {
        return Optional.ofNullable(accounts.get(account)).map(Station::memory).orElseThrow();
    }

    /** The bank and the bucket of every account answer no more. */
    public void silence() {
        carrier.host(BANK, new Silent());
        buckets.keySet().forEach(bucket -> carrier.host(bucket, new Silent()));
    }

    public Optional<RiskFacts> judged(String account) {
        return Optional.ofNullable(accounts.get(account))
                .flatMap(station -> station.memory().heard())
                .map(AccountMemory.Heard::facts);
    }

    public void judge(String account, RiskFacts facts) {
        carrier.tell(id(account), new AccountInput.Judge(facts));
    }

    public void deposit(String account, Money amount) {
        line(new StatementLine.Deposit(id(account), amount));
    }

    public void lodge(String account, AssetId asset, long units) {
        line(new StatementLine.CollateralLodged(id(account), asset, units));
    }

    private void line(StatementLine line) {
        lines.add(line);
        repeatLines();
    }

    /** The treasury sends its newest lines again, as it does until they are recorded. */
    public void repeatLines() {
        int first = Math.max(0, lines.size() - BankInput.RecordLines.LINES);
        if (!lines.isEmpty()) {
            carrier.tell(BANK, new BankInput.RecordLines(first + 1L, lines.subList(first, lines.size())));
        }
    }

    /** Books what the market says at one account, in order, and all that it said before with it. */
    public void book(String account, Purpose purpose, Posting posting) {
        List<Delivery> all = booked.computeIfAbsent(account, none -> new ArrayList<>());
        long after = all.isEmpty() ? 0 : all.get(all.size() - 1).number();
        long number = ++entries;
        all.add(new Delivery(number, after, List.of(new Booking("entry-" + number, purpose, posting))));
        repeatBookings(account);
    }

    /** The market sends what it has booked again. */
    public void repeatBookings(String account) {
        List<Delivery> all = booked.getOrDefault(account, List.of());
        carrier.tell(id(account), new PostingsMessage(MARKET, id(account), 0, all));
    }

    private static Machine<Account, AccountMemory, Message, AccountEvent> atAccounts() {
        return new Understanding<>(new AccountRules(), TestHouse::atAccount);
    }

    private static Optional<AccountInput> atAccount(Message message) {
        if (message instanceof PostingsMessage postings) {
            return Optional.of(new AccountInput.Post(List.of(postings)));
        }
        if (message instanceof BucketAnswer.EnlistmentKept kept) {
            return Optional.of(new AccountInput.Kept(kept));
        }
        if (message instanceof BucketAnswer.OutagesFound found) {
            return Optional.of(new AccountInput.OutagesTold(found));
        }
        if (message instanceof BucketAnswer.Wake) {
            return Optional.of(new AccountInput.Tick());
        }
        if (message instanceof BankReply.Flushed flushed) {
            return Optional.of(new AccountInput.BankFlushed(flushed));
        }
        if (message instanceof HoldMessage.AskHold ask) {
            return Optional.of(new AccountInput.AskHold(ask));
        }
        if (message instanceof HoldMessage.ReleaseHold release) {
            return Optional.of(new AccountInput.ReleaseHold(release));
        }
        if (message instanceof DeskMessage.Quoted quoted) {
            return Optional.of(new AccountInput.Quoted(quoted));
        }
        if (message instanceof DeskMessage.OrderDone done) {
            return Optional.of(new AccountInput.OrderDone(done));
        }
        if (message instanceof DeskMessage.OrderLapsed lapsed) {
            return Optional.of(new AccountInput.OrderLapsed(lapsed));
        }
        if (message instanceof HouseMessage.EpisodesClosed closed) {
            return Optional.of(new AccountInput.EpisodesClosed(closed));
        }
        if (message instanceof HouseMessage.DeficitTaken taken) {
            return Optional.of(new AccountInput.DeficitTaken(taken));
        }
        return message instanceof AccountInput input ? Optional.of(input) : Optional.empty();
    }

    private static Optional<BankInput> atBank(Message message) {
        if (message instanceof PostingsAcknowledged word) {
            return Optional.of(new BankInput.Acknowledged(word));
        }
        return message instanceof BankInput input ? Optional.of(input) : Optional.empty();
    }

    private static Optional<BucketMessage> atBucket(Message message) {
        return message instanceof BucketMessage input ? Optional.of(input) : Optional.empty();
    }

    /** The market hears nothing: what it books is booked by hand. */
    private record Silent() implements Machine<Integer, Integer, Message, Integer> {

        private enum Word implements Message {
            TICK
        }

        @Override
        public Integer initial(EntityId self) {
            return 0;
        }

        @Override
        public Integer wake(Integer state) {
            return 0;
        }

        @Override
        public Reaction<Integer, Integer> react(Integer state, Integer memory, Envelope<Message> input, Now now) {
            return Reaction.none(memory);
        }

        @Override
        public Integer apply(Integer state, Numbered<Integer> event) {
            return state;
        }

        @Override
        public Tending<Integer> tend(Integer state, Integer memory, Now now) {
            return Tending.idle(memory);
        }

        @Override
        public Message tick() {
            return Word.TICK;
        }
    }

    /** Everything an account has persisted of one kind, in order. */
    public <E extends AccountEvent> List<E> events(String account, Class<E> kind) {
        Station<Account, AccountMemory, Message, AccountEvent> station =
                Optional.ofNullable(accounts.get(account)).orElseThrow();
        return station.journal().stream()
                .map(Numbered::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What the house is asked with: no more than the map of prices of a test. */
    public static SortedMap<io.breakwater.waterfall.market.InstrumentId, RiskFacts.Quoted> quoted(
            RiskFacts.Quoted quoted) {
        return new TreeMap<>(Map.of(quoted.listing().instrument().id(), quoted));
    }
}
