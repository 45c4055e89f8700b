package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldMessage.Manner;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an episode has to say now, by a name for each thing, derived from where it stands. */
final class EpisodeWords {

    /** The member that the house's own accounts are opened for where no member is in default. */
    static final String POOL = "pool";

    private static final EntityId PRICES = EntityId.of(EntityKind.PRICES, "main");
    private static final EntityId CATALOGUE = EntityId.of(EntityKind.CATALOGUE, "main");

    private final Episode episode;
    private final EpisodeMemory memory;
    private final SortedMap<String, Send> words = new TreeMap<>();

    private EpisodeWords(Episode episode, EpisodeMemory memory) {
        this.episode = episode;
        this.memory = memory;
    }

    static SortedMap<String, Send> of(Episode episode, EpisodeMemory memory) {
        EpisodeWords all = new EpisodeWords(episode, memory);
        if (episode.declaration().isPresent() && episode.phase() != Phase.CLOSED) {
            all.ofPhase();
            all.ofHolds();
            all.ofLifts();
        }
        return all.words;
    }

    private void ofPhase() {
        long number = episode.episode();
        switch (episode.phase()) {
            case FREEZING -> {
                opening();
                house(new HouseMessage.AskFrozen(number));
            }
            case TAKING_OVER -> surrender();
            case OFFERING -> {
                market();
                instruments(held());
            }
            case FIXING_LOSS -> market();
            case AUCTION -> auctions();
            case SELLING_COLLATERAL -> remainders();
            case LOSS_FIXED ->
                house(new HouseMessage.AskTurn(
                        number, episode.loss().orElseThrow().total()));
            case DRAWING -> drawing();
            case COLLECTING -> collecting();
            case CLOSING -> closing();
            case CLOSED -> {}
        }
    }

    private void opening() {
        ownAccounts(episode.declaration().orElseThrow()).forEach((account, terms) -> {
            if (!memory.opened().containsKey("account " + account)) {
                words.put("open " + account, new Send(account, new AccountInput.Open(terms)));
            }
            if (!memory.opened().containsKey("roster " + account)) {
                words.put(
                        "roster " + account,
                        new Send(
                                Buckets.of(account),
                                new BucketMessage.OpenAccount(account, terms.member(), terms.kind())));
            }
        });
    }

    /** The accounts that the episode settles the default with. */
    static SortedMap<EntityId, AccountTerms> ownAccounts(Declaration declaration) {
        String member = declaration.member().orElse(POOL);
        Currency currency = declaration.terms().currency();
        SortedMap<EntityId, AccountTerms> own = new TreeMap<>();
        declaration
                .accounts()
                .keySet()
                .forEach(account -> own.put(
                        HouseAccounts.inventory(declaration.episode(), account),
                        new AccountTerms(member, AccountKind.INVENTORY, currency)));
        own.put(
                HouseAccounts.uncovered(declaration.episode()),
                new AccountTerms(member, AccountKind.UNCOVERED, currency));
        declaration
                .member()
                .ifPresent(name ->
                        own.put(HouseAccounts.estate(name), new AccountTerms(name, AccountKind.ESTATE, currency)));
        return own;
    }

    private void surrender() {
        for (EntityId account : episode.declaration().orElseThrow().accounts().keySet()) {
            if (!episode.inventories().containsKey(account)) {
                words.put(
                        "surrender " + account, new Send(account, new AccountInput.Surrender(account, episode.self())));
            }
        }
    }

    private void market() {
        words.put("prices", new Send(PRICES, new PriceInput.ReadNewest()));
        words.put("catalogue", new Send(CATALOGUE, new CatalogueInput.ReadCatalogue(0)));
    }

    private SortedSet<InstrumentId> held() {
        SortedSet<InstrumentId> held = new TreeSet<>();
        episode.inventories()
                .values()
                .forEach(each -> held.addAll(each.holdings().keySet()));
        return held;
    }

    /** Asks whether they have had their final settlement. */
    private void instruments(SortedSet<InstrumentId> wanted) {
        words.put("instruments", new Send(PRICES, new PriceInput.ReadInstruments(wanted)));
    }

    private void auctions() {
        episode.offered().forEach((instrument, portfolio) -> {
            if (!episode.sold().containsKey(instrument)) {
                EntityId auction = AuctionMessage.auction(episode.episode(), instrument);
                words.put(
                        "auction " + instrument,
                        new Send(
                                auction,
                                new AuctionMessage.OpenAuction(
                                        auction,
                                        episode.self(),
                                        portfolio.instrument(),
                                        portfolio.lots(),
                                        portfolio.mark(),
                                        portfolio.reserve(),
                                        portfolio.closes())));
            }
        });
    }

    private void remainders() {
        episode.inventories().forEach((account, inventory) -> {
            if (inventory.collateral().values().stream().anyMatch(units -> units > 0)) {
                words.put(
                        "remainder " + account,
                        new Send(account, new AccountInput.AskRemainder(account, episode.self())));
            }
        });
    }

    private void drawing() {
        Draws draws = episode.draws().orElseThrow();
        if (draws.step().isPresent() && draws.step().get() instanceof Step.Closing step) {
            stops(draws, step);
            if (step.pending().isEmpty() && !memory.isExpired(step.instrument())) {
                instruments(new TreeSet<>(Set.of(step.instrument())));
            }
        } else if (draws.step().isEmpty()
                && episode.nextLayer().equals(Optional.of(Layer.ASSESSMENT))
                && draws.residual().isPositive()) {
            levy(draws, 1);
        }
    }

    private void stops(Draws draws, Step.Closing step) {
        if (step.fingerprint().isPresent()) {
            return;
        }
        StopId id = new StopId(episode.self(), step.stop());
        for (EntityId source : draws.sources()) {
            if (!memory.drained().containsKey(source)) {
                words.put(
                        "stop " + source,
                        new Send(
                                source,
                                new StopMessage.PlaceStop(id, new StopSubject.OfInstrument(step.instrument()))));
            }
        }
    }

    private void levy(Draws draws, int round) {
        SortedMap<EntityId, Money> to = new TreeMap<>();
        draws.lacks().forEach((account, lacks) -> {
            if (lacks.isPositive()) {
                to.put(episode.inventories().find(account).orElseThrow().account(), lacks);
            }
        });
        house(new HouseMessage.Levy(episode.episode(), round, draws.residual(), to));
    }

    private void collecting() {
        Draws draws = episode.draws().orElseThrow();
        Step.Assessing step = (Step.Assessing) draws.step().orElseThrow();
        if (step.shares().isEmpty()) {
            levy(draws, step.round() + 1);
        } else {
            house(new HouseMessage.AskObligations(episode.episode(), step.round()));
        }
        release(draws);
    }

    private void release(Draws draws) {
        if (!draws.released() && !episode.closesLotsLater() && isLifted(draws)) {
            words.put("release", new Send(HouseMessage.MAIN, new HouseMessage.ReleaseTurn(episode.episode())));
        }
    }

    private void closing() {
        Draws draws = episode.draws().orElseThrow();
        release(draws);
        boolean done = draws.released()
                && episode.conclusion().flatMap(Conclusion::estate).isPresent()
                && episode.outbox().isSettled()
                && episode.holds().lines().keySet().stream().allMatch(memory.ended()::containsKey);
        if (done) {
            SortedMap<InstrumentId, Long> sums =
                    new TreeMap<>(episode.fingerprint().sums());
            words.put("close", new Send(HouseMessage.MAIN, new HouseMessage.CloseEpisode(episode.episode(), sums)));
        }
    }

    private void ofHolds() {
        episode.holds().lines().forEach((line, entered) -> {
            boolean asks = entered.stage() == HoldBook.Stage.ASKED;
            boolean owed =
                    asks ? !memory.answers().containsKey(line) : !memory.ended().containsKey(line);
            if (owed && !isEarly(line)) {
                boolean byRule = entered.hold().reserved().stream().anyMatch(Reserved.LotsHeld.class::isInstance);
                episode.holds()
                        .say(line, byRule ? Manner.BY_RULE : Manner.PARTLY, Collections.emptySortedMap())
                        .ifPresent(send -> words.put("hold " + line, send));
            }
        });
    }

    /** What is left on the house account is asked for when the surplus has arrived there: it belongs to the estate too. */
    private boolean isEarly(HoldBook.Line line) {
        boolean estate = episode.conclusion()
                .filter(each ->
                        each.estateHold() == line.number() && each.estate().isEmpty())
                .isPresent();
        return estate && !episode.outbox().isSettled();
    }

    private void ofLifts() {
        episode.draws().filter(Draws::lifting).ifPresent(this::lifts);
    }

    private void lifts(Draws draws) {
        for (Map.Entry<Long, InstrumentId> row : draws.stops().entrySet()) {
            for (EntityId source : draws.sources()) {
                if (!memory.isLifted(row.getKey(), source)) {
                    Message lift = new StopMessage.LiftStop(new StopId(episode.self(), row.getKey()));
                    words.put("lift " + row.getKey() + " " + source, new Send(source, lift));
                }
            }
        }
    }

    private boolean isLifted(Draws draws) {
        return draws.stops().keySet().stream()
                .allMatch(stop -> draws.sources().stream().allMatch(source -> memory.isLifted(stop, source)));
    }

    private void house(HouseMessage word) {
        words.put("house", new Send(HouseMessage.MAIN, word));
    }
}
