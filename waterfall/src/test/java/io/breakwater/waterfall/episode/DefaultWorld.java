package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.deleveraging.Candidate;
import io.breakwater.waterfall.deleveraging.Census;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsMessage;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One episode by its real rules, and everybody else by script: accounts with so much cash, an auction with these fills, a
 * house that gives the turn and whose members pay what they are assessed. Every word arrives at once.
 */
final class DefaultWorld {

    private static final FingerprintKey KEY = new FingerprintKey(1, 2);
    private static final Instant NOON = Instant.parse("2020-04-20T12:00:00Z");
    private static final int ROUNDS = 200;
    private static final int INPUTS = 5_000;

    final Declaration declaration;
    final Catalogue catalogue;
    final PriceSnapshot snapshot;
    final Map<EntityId, AccountReply.Surrendered> defaulters = new TreeMap<>();
    final SortedMap<EntityId, Money> cash = new TreeMap<>();
    final List<Candidate> candidates = new ArrayList<>();
    final Map<String, AuctionMessage.AuctionSettled> auctions = new TreeMap<>();
    final SortedMap<String, Money> limits = new TreeMap<>();
    final List<Numbered<EpisodeEvent>> journal = new ArrayList<>();
    final List<Delivery> delivered = new ArrayList<>();
    /** The answers are lost and the episode starts anew after its event with this number; 0: never. */
    long crashAfter;

    private final EpisodeRules rules = new EpisodeRules(KEY);
    private final EntityId self;
    private final Deque<Envelope<EpisodeInput>> inbox = new ArrayDeque<>();
    private final SortedMap<EntityId, Long> marks = new TreeMap<>();
    private Duration uptime = Duration.ZERO;
    private int inputs;
    private SortedMap<String, Money> levied = new TreeMap<>();
    private Episode episode;
    private EpisodeMemory memory;

    DefaultWorld(Declaration declaration, Catalogue catalogue, PriceSnapshot snapshot) {
        this.declaration = declaration;
        this.catalogue = catalogue;
        this.snapshot = snapshot;
        this.self = EntityId.of(EntityKind.EPISODE, Long.toString(declaration.episode()));
        this.episode = rules.initial(self);
        this.memory = rules.wake(episode);
    }

    /** Runs the default to its end. */
    Episode run() {
        tell(new EpisodeInput.OfHouse(new HouseMessage.OpenEpisode(declaration)), HouseMessage.MAIN);
        for (int round = 0; round < ROUNDS && episode.phase() != Phase.CLOSED; round++) {
            while (!inbox.isEmpty()) {
                react(inbox.remove());
            }
            Tending<EpisodeMemory> tending = rules.tend(episode, memory, now());
            memory = tending.memory();
            tending.sends().forEach(this::answer);
            census();
            uptime = uptime.plusMillis(400);
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

    private void census() {
        episode.census().ifPresent(request -> {
            Step.Closing step =
                    (Step.Closing) episode.draws().orElseThrow().step().orElseThrow();
            tell(
                    new EpisodeInput.TakeCensus(
                            new Census(request.round(), step.fingerprint().orElseThrow(), List.copyOf(candidates))),
                    self);
        });
    }

    private void answer(Send send) {
        Message body = send.body();
        EntityId to = send.to();
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
            tell(new EpisodeInput.OfPrices(new PriceReply.Newest(Optional.of(snapshot), Optional.empty())), to);
        } else if (body instanceof CatalogueInput.ReadCatalogue) {
            tell(new EpisodeInput.OfCatalogue(new CatalogueReply.Newest(Optional.of(catalogue))), to);
        } else if (body instanceof AuctionMessage.OpenAuction open) {
            Optional.ofNullable(auctions.get(open.instrument().id().toString()))
                    .or(() -> Optional.of(
                            new AuctionMessage.AuctionSettled(open.auction(), List.of(), new TreeMap<>(), 0)))
                    .ifPresent(word -> tell(new EpisodeInput.OfAuction(word), to));
        }
    }

    private void house(HouseMessage word) {
        long number = declaration.episode();
        if (word instanceof HouseMessage.AskFrozen) {
            house(new HouseMessage.SubjectFrozen(number), HouseMessage.MAIN);
        } else if (word instanceof HouseMessage.AskTurn) {
            house(new HouseMessage.TurnGiven(number, new TreeSet<>(), new TreeMap<>()), HouseMessage.MAIN);
        } else if (word instanceof HouseMessage.Levy levy) {
            List<Claim<String>> claims = declaration.contributions().entrySet().stream()
                    .map(row -> new Claim<>(
                            row.getKey(), row.getValue().minorUnits(), Optional.ofNullable(limits.get(row.getKey()))))
                    .toList();
            Money all = limits.values().stream().reduce(currency().zero(), Money::plus);
            levied = levy.round() == 1
                    ? new TreeMap<>(
                            ProRata.split(levy.residual().min(all), claims).parts())
                    : new TreeMap<>();
            house(new HouseMessage.Levied(number, levy.round(), levied, limits), HouseMessage.MAIN);
        } else if (word instanceof HouseMessage.AskObligations ask) {
            house(new HouseMessage.ObligationsSettled(number, ask.round(), levied, new TreeMap<>()), HouseMessage.MAIN);
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
            tell(new EpisodeInput.OfHold(new HoldMessage.HoldGranted(account, ask.hold())), account);
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

    private void post(PostingsMessage postings) {
        EntityId account = postings.account();
        for (Delivery delivery : postings.deliveries()) {
            long mark = marks.getOrDefault(account, 0L);
            if (delivery.number() > mark && delivery.after() <= mark) {
                marks.put(account, delivery.number());
                delivered.add(delivery);
                delivery.bookings().forEach(booking -> booking.posting().legs().forEach(leg -> {
                    if (leg instanceof Leg.MoneyLeg money) {
                        cash.merge(account, money.amount(), Money::plus);
                    }
                }));
            }
        }
        tell(
                new EpisodeInput.Acknowledged(new PostingsAcknowledged(account, self, marks.getOrDefault(account, 0L))),
                account);
    }

    Money balance(EntityId account) {
        return cash.getOrDefault(account, currency().zero());
    }

    Currency currency() {
        return declaration.terms().currency();
    }

    private void tell(EpisodeInput input, EntityId from) {
        inbox.add(envelope(input, Optional.of(from)));
    }

    private Envelope<EpisodeInput> envelope(EpisodeInput input, Optional<EntityId> from) {
        return new Envelope<>(input, from, Cause.of(self, "test"));
    }

    private Now now() {
        return new Now(uptime, Optional.of(new HouseInstant(NOON.plus(uptime), Duration.ofMillis(10))));
    }
}
