package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.deleveraging.Candidate;
import io.breakwater.waterfall.deleveraging.Census;
import io.breakwater.waterfall.deleveraging.CensusRequest;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.price.InstrumentPrices;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One episode by its real rules, and everybody else by script: accounts with so much cash, an auction with these fills, a
 * house that gives the turn and whose members pay what they are assessed. Every word arrives at once. Longer than other files
 * because it is all that surrounds an episode; each party of it is a few lines.
 */
final class DefaultWorld {

    private static final FingerprintKey KEY = new FingerprintKey(1, 2);
    private static final Instant NOON = Instant.parse("2020-04-20T12:00:00Z");
    private static final int ROUNDS = 2_000;
    private static final int INPUTS = 50_000;

    final Declaration declaration;
    final Catalogue catalogue;
    final PriceSnapshot snapshot;
    final Map<EntityId, AccountReply.Surrendered> defaulters = new TreeMap<>();
    final Books books = new Books();
    final SortedMap<EntityId, Money> cash = books.cash;
    final Members members;
    final SortedMap<String, Money> limits;
    /** Those who refuse the first hold of lots that they are asked for. */
    final SortedSet<EntityId> busy = new TreeSet<>();

    /** Accounts that refuse whatever lots they are asked for. */
    final SortedSet<EntityId> stubborn = new TreeSet<>();

    /** Accounts that grant half of the lots they are asked for, with all of the money. */
    final SortedSet<EntityId> halves = new TreeSet<>();

    final List<Numbered<EpisodeEvent>> journal = new ArrayList<>();
    final List<Delivery> delivered = new ArrayList<>();
    /** The answers are lost and the episode starts anew after its event with this number; 0: never. */
    long crashAfter;

    /** By instrument, the price of a final settlement that comes after the event with the number {@link #expiresAfter}. */
    final SortedMap<InstrumentId, Mark> expiring = new TreeMap<>();

    long expiresAfter;

    /** Phases in which the node has no house time, as long as its uptime is less. */
    final Set<Phase> timelessIn = EnumSet.noneOf(Phase.class);

    Duration timelessUntil = Duration.ofDays(1);

    /** Phases in which the price service answers once only. */
    final Set<Phase> silentIn = EnumSet.noneOf(Phase.class);

    private final Set<String> answered = new HashSet<>();

    /** How often the world turns at most. */
    int rounds = ROUNDS;

    /** Another episode's stop, which it places again and again. */
    Optional<StopMessage.PlaceStop> other = Optional.empty();

    /** The prices after the auctions; the same if absent. */
    Optional<PriceSnapshot> later = Optional.empty();
    /** Words arrive in any order, some twice and some not at all; in order and once if absent. */
    Optional<Generator> disorder = Optional.empty();
    /** What an auction comes to, asked once for each. */
    Function<AuctionMessage.OpenAuction, AuctionMessage.AuctionSettled> market =
            open -> new AuctionMessage.AuctionSettled(open.auction(), List.of(), new TreeMap<>(), 0);

    private final Map<EntityId, AuctionMessage.AuctionSettled> auctions = new TreeMap<>();
    private final SortedMap<InstrumentId, List<Candidate>> candidates = new TreeMap<>();
    private final EpisodeRules rules = new EpisodeRules(KEY);
    private final EntityId self;
    private final List<Envelope<EpisodeInput>> inbox = new ArrayList<>();
    private final SortedMap<EntityId, HoldId> refused = new TreeMap<>();
    private final SortedMap<EntityId, Long> marks = new TreeMap<>();
    private Duration uptime = Duration.ZERO;
    private int inputs;
    private Episode episode;
    private EpisodeMemory memory;

    DefaultWorld(Declaration declaration, Catalogue catalogue, PriceSnapshot snapshot) {
        this.declaration = declaration;
        this.catalogue = catalogue;
        this.snapshot = snapshot;
        this.members = new Members(
                declaration.contributions(), declaration.terms().currency().zero(), books);
        this.limits = members.limits;
        this.self = EntityId.of(EntityKind.EPISODE, Long.toString(declaration.episode()));
        this.episode = rules.initial(self);
        this.memory = rules.wake(episode);
    }

    /** An account of the other side, for deleveraging. */
    void candidate(Instrument instrument, Candidate candidate) {
        candidates.computeIfAbsent(instrument.id(), none -> new ArrayList<>()).add(candidate);
        books.book(
                candidate.account(),
                new Leg.LotsLeg(
                        instrument.id(),
                        candidate.position().lots(),
                        candidate.position().cost(),
                        candidate.position().openCost()));
    }

    /** Runs the default to its end. */
    Episode run() {
        defaulters.values().forEach(this::seed);
        expire(0);
        inbox.add(envelope(
                new EpisodeInput.OfHouse(new HouseMessage.OpenEpisode(declaration)), Optional.of(HouseMessage.MAIN)));
        for (int round = 0; round < rounds && episode.phase() != Phase.CLOSED; round++) {
            while (!inbox.isEmpty()) {
                int next = disorder.map(any -> (int) any.between(0, inbox.size() - 1L))
                        .orElse(0);
                react(inbox.remove(next));
            }
            Tending<EpisodeMemory> tending = rules.tend(episode, memory, now());
            memory = tending.memory();
            tending.sends().forEach(this::answer);
            census();
            uptime = uptime.plusMillis(400);
            other.ifPresent(
                    stop -> tell(new EpisodeInput.OfStop(stop), stop.id().by()));
            inbox.add(envelope(rules.tick(), Optional.empty()));
        }
        return episode;
    }

    private void react(Envelope<EpisodeInput> input) {
        if (++inputs > INPUTS) {
            throw new IllegalStateException("no end: " + episode.phase() + ", last "
                    + journal.subList(Math.max(0, journal.size() - 5), journal.size()));
        }
        Reaction<EpisodeMemory, EpisodeEvent> reaction = rules.react(episode, memory, input, now());
        memory = reaction.memory();
        if (reaction.event().isPresent()) {
            Numbered<EpisodeEvent> event =
                    new Numbered<>(journal.size() + 1L, reaction.event().get());
            journal.add(event);
            episode = rules.apply(episode, event);
            memory = rules.persisted(memory, event);
            expire(event.number());
            if (event.number() == crashAfter) {
                inbox.clear();
                memory = rules.wake(episode);
                return;
            }
        }
        reaction.sends().forEach(this::answer);
        Tending<EpisodeMemory> tending = rules.tend(episode, memory, now());
        memory = tending.memory();
        tending.sends().forEach(this::answer);
        tending.reread()
                .ifPresent(from -> memory = rules.reread(memory, journal.subList((int) (from - 1), journal.size())));
    }

    /** What an account in default has before it is taken over. */
    private void seed(AccountReply.Surrendered word) {
        word.positions()
                .forEach((instrument, holding) ->
                        books.book(word.account(), Leg.LotsLeg.atCost(instrument, holding.lots(), holding.cost())));
    }

    private void expire(long event) {
        if (event == expiresAfter) {
            expiring.forEach((id, last) -> books.retire(KEY, id, instrument(id).perLot(last)));
        }
    }

    private Instrument instrument(InstrumentId id) {
        return Optional.ofNullable(catalogue.listings().get(id)).orElseThrow().instrument();
    }

    private SortedMap<InstrumentId, Mark> expired() {
        return journal.size() >= expiresAfter ? expiring : new TreeMap<>();
    }

    private PriceSnapshot newest() {
        boolean sold = episode.phase().compareTo(Phase.AUCTION) > 0;
        PriceSnapshot newest = sold ? later.orElse(snapshot) : snapshot;
        SortedMap<InstrumentId, Mark> marks = new TreeMap<>(newest.marks());
        marks.putAll(expired());
        return new PriceSnapshot(newest.number() + expired().size(), newest.at(), marks, new TreeMap<>());
    }

    private PriceReply known(PriceInput.ReadInstruments read) {
        SortedMap<InstrumentId, InstrumentPrices> known = new TreeMap<>();
        for (InstrumentId id : read.instruments()) {
            Optional<Mark> last = Optional.ofNullable(expired().get(id));
            known.put(
                    id,
                    new InstrumentPrices(
                            newest().mark(id),
                            new TreeMap<>(),
                            last.map(mark ->
                                    new Settlement(1, newest().at().date(), mark.price(), mark.fundingIndex(), true)),
                            false));
        }
        return new PriceReply.Instruments(known);
    }

    private void census() {
        episode.census().ifPresent(request -> {
            tell(
                    new EpisodeInput.TakeCensus(new Census(
                            request.round(),
                            books.fingerprint(request.instrument().id()),
                            candidates(request))),
                    self);
        });
    }

    /** Those who still have lots, with as many as they have now. */
    private List<Candidate> candidates(CensusRequest request) {
        InstrumentId instrument = request.instrument().id();
        List<Candidate> left = new ArrayList<>();
        for (Candidate each : candidates.getOrDefault(instrument, List.of())) {
            Position before = each.position();
            Lots closed =
                    books.lots(each.account(), instrument).plus(before.lots().negated());
            Mark mark = request.frozen().mark(instrument).orElseThrow();
            Position now = closed.isFlat()
                    ? before
                    : before.book(Leg.LotsLeg.trade(request.instrument(), closed, mark))
                            .after();
            if (!now.lots().isFlat()) {
                Money equity = each.equity().plus(balance(each.account()));
                left.add(new Candidate(each.account(), each.member(), each.kind(), now, equity));
            }
        }
        return left;
    }

    private void answer(Send send) {
        Message body = send.body();
        EntityId to = send.to();
        if (body instanceof PriceInput asks
                && !answered.add(episode.phase() + " " + asks.getClass())
                && silentIn.contains(episode.phase())) {
            return;
        }
        if (body instanceof HouseMessage word) {
            house(word);
        } else if (body instanceof HoldMessage word) {
            hold(to, word);
        } else if (body instanceof PostingsMessage postings) {
            post(postings);
        } else if (body instanceof AccountInput.Open) {
            tell(new EpisodeInput.OfAccount(new AccountReply.Open()), to);
        } else if (body instanceof BucketMessage.OpenAccount open) {
            tell(new EpisodeInput.OfBucket(new BucketAnswer.AccountOpened(open.account())), to);
        } else if (body instanceof AccountInput.Surrender surrender) {
            Optional.ofNullable(defaulters.get(surrender.account()))
                    .ifPresent(word -> tell(new EpisodeInput.OfAccount(word), to));
        } else if (body instanceof AccountInput.AskRemainder ask) {
            tell(
                    new EpisodeInput.OfAccount(
                            new AccountReply.Remainder(ask.account(), 1, balance(ask.account()), new TreeMap<>())),
                    to);
        } else if (body instanceof PriceInput.ReadNewest) {
            tell(new EpisodeInput.OfPrices(new PriceReply.Newest(Optional.of(newest()), Optional.empty())), to);
        } else if (body instanceof PriceInput.ReadInstruments read) {
            tell(new EpisodeInput.OfPrices(known(read)), to);
        } else if (body instanceof CatalogueInput.ReadCatalogue) {
            tell(new EpisodeInput.OfCatalogue(new CatalogueReply.Newest(Optional.of(catalogue))), to);
        } else if (body instanceof AuctionMessage.OpenAuction open) {
            tell(new EpisodeInput.OfAuction(auctions.computeIfAbsent(open.auction(), each -> auction(open))), to);
        }
    }

    private AuctionMessage.AuctionSettled auction(AuctionMessage.OpenAuction open) {
        AuctionMessage.AuctionSettled settled = market.apply(open);
        settled.sold()
                .forEach((inventory, fills) -> fills.forEach(fill -> {
                    Mark at = new Mark(fill.price(), open.mark().fundingIndex());
                    books.book(inventory, Leg.LotsLeg.trade(open.instrument(), fill.lots(), at));
                }));
        return settled;
    }

    private void house(HouseMessage word) {
        long number = declaration.episode();
        if (word instanceof HouseMessage.AskFrozen) {
            house(new HouseMessage.SubjectFrozen(number), HouseMessage.MAIN);
        } else if (word instanceof HouseMessage.AskTurn) {
            house(new HouseMessage.TurnGiven(number, new TreeSet<>(), new TreeMap<>()), HouseMessage.MAIN);
        } else if (word instanceof HouseMessage.Levy levy) {
            house(members.levy(levy), HouseMessage.MAIN);
        } else if (word instanceof HouseMessage.AskObligations ask) {
            house(members.settled(ask.round()), HouseMessage.MAIN);
        } else if (word instanceof HouseMessage.ReleaseTurn) {
            house(new HouseMessage.TurnReleased(number), HouseMessage.MAIN);
        } else if (word instanceof HouseMessage.CloseEpisode) {
            house(new HouseMessage.EpisodeClosed(number), HouseMessage.MAIN);
        }
    }

    private void house(HouseMessage answer, EntityId from) {
        tell(new EpisodeInput.OfHouse(answer), from);
    }

    private void hold(EntityId account, HoldMessage word) {
        if (word instanceof HoldMessage.ReleaseHold release) {
            tell(new EpisodeInput.OfHold(new HoldMessage.HoldEnded(account, release.id())), account);
        } else if (word instanceof HoldMessage.AskHold ask && ask.manner() == HoldMessage.Manner.BY_RULE) {
            HoldId id = ask.hold().id();
            if (busy.remove(account) || stubborn.contains(account)) {
                refused.put(account, id);
            }
            if (id.equals(refused.get(account))) {
                tell(new EpisodeInput.OfHold(new HoldMessage.HoldRefused(account, id, "BUSY")), account);
                return;
            }
            Hold granted = halves.contains(account) ? half(ask.hold()) : ask.hold();
            tell(new EpisodeInput.OfHold(new HoldMessage.HoldGranted(account, granted)), account);
        } else if (word instanceof HoldMessage.AskHold ask) {
            Money asked = ((Reserved.MoneyHeld) ask.hold().reserved().get(0)).amount();
            Money there = asked.min(balance(account).orZeroIfNegative());
            Message answer = there.isZero()
                    ? new HoldMessage.HoldRefused(account, ask.hold().id(), "INSUFFICIENT_EXCESS")
                    : new HoldMessage.HoldGranted(
                            account, new Hold(ask.hold().id(), List.of(new Reserved.MoneyHeld(there))));
            tell(new EpisodeInput.OfHold((HoldMessage) answer), account);
        }
    }

    private static Hold half(Hold asked) {
        return new Hold(
                asked.id(),
                asked.reserved().stream()
                        .map(each -> each instanceof Reserved.LotsHeld lots
                                ? new Reserved.LotsHeld(
                                        lots.instrument(),
                                        Lots.of(lots.lots().count()
                                                - lots.lots().count() / 2))
                                : each)
                        .toList());
    }

    private void post(PostingsMessage postings) {
        EntityId account = postings.account();
        for (Delivery delivery : postings.deliveries()) {
            long mark = marks.getOrDefault(account, 0L);
            if (delivery.number() > mark && delivery.after() <= mark) {
                marks.put(account, delivery.number());
                delivered.add(delivery);
                delivery.bookings().forEach(booking -> books.book(KEY, booking.posting()));
            }
        }
        tell(
                new EpisodeInput.Acknowledged(new PostingsAcknowledged(account, self, marks.getOrDefault(account, 0L))),
                account);
    }

    Money balance(EntityId account) {
        return books.balance(account, currency());
    }

    Currency currency() {
        return declaration.terms().currency();
    }

    private void tell(EpisodeInput input, EntityId from) {
        int copies =
                disorder.map(any -> any.oneIn(8) ? 0 : any.oneIn(4) ? 2 : 1).orElse(1);
        for (int i = 0; i < copies; i++) {
            inbox.add(envelope(input, Optional.of(from)));
        }
    }

    private Envelope<EpisodeInput> envelope(EpisodeInput input, Optional<EntityId> from) {
        return new Envelope<>(input, from, Cause.of(self, "test"));
    }

    private Now now() {
        boolean timeless = timelessIn.contains(episode.phase()) && uptime.compareTo(timelessUntil) < 0;
        HouseInstant house = new HouseInstant(NOON.plus(uptime), Duration.ofMillis(10));
        return new Now(uptime, timeless ? Optional.empty() : Optional.of(house));
    }
}
