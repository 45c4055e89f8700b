package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.auction.AuctionMessage.AuctionSettled;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.HoldBook.Line;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.OutboxRound;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One default, from declaration to closure. It asks for everything it needs, again and again until it is answered, and
 * holds what was answered in memory, because whoever answered has persisted it; what it decides itself is one event each.
 * So a node may die between any two messages: the next instance asks again and decides the same.
 */
public final class EpisodeRules implements Machine<Episode, EpisodeMemory, EpisodeInput, EpisodeEvent> {

    /** What is not answered is asked again after this. */
    static final Duration PATIENCE = Duration.ofMillis(300);

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final FingerprintKey key;

    public EpisodeRules(FingerprintKey key) {
        this.key = key;
    }

    @Override
    public Episode initial(EntityId self) {
        return Episode.undeclared(self);
    }

    @Override
    public EpisodeMemory wake(Episode episode) {
        return EpisodeMemory.awake(episode);
    }

    @Override
    public Reaction<EpisodeMemory, EpisodeEvent> react(
            Episode episode, EpisodeMemory memory, Envelope<EpisodeInput> input, Now now) {
        EpisodeInput body = input.body();
        if (body instanceof EpisodeInput.ReadEpisode) {
            return Reaction.answer(memory, EpisodeView.of(episode));
        }
        if (body instanceof EpisodeInput.OfHouse house && house.word() instanceof HouseMessage.OpenEpisode open) {
            return opened(episode, memory, open);
        }
        if (episode.declaration().isEmpty()) {
            return Reaction.none(memory);
        }
        if (body instanceof EpisodeInput.OfStop stop && stop.word() instanceof StopMessage.PlaceStop place) {
            return place(episode, memory, place);
        }
        if (body instanceof EpisodeInput.OfStop stop && stop.word() instanceof StopMessage.LiftStop lift) {
            return lift(episode, memory, lift);
        }
        EpisodeMemory heard = heard(episode, memory, input, now);
        Optional<EpisodeEvent> event = told(episode, heard, body, now);
        if (event.isEmpty()) {
            event = step(episode, heard, now);
        }
        return event.isPresent() ? Reaction.record(heard, event.get()) : noted(heard, now);
    }

    @Override
    public Episode apply(Episode episode, Numbered<EpisodeEvent> event) {
        return new EpisodeFold(episode, event.number()).after(event.event()).after(event, key);
    }

    @Override
    public EpisodeMemory persisted(EpisodeMemory memory, Numbered<EpisodeEvent> event) {
        EpisodeMemory next = memory.with(memory.outbox().persisted(event));
        EpisodeEvent body = event.event();
        if (body instanceof EpisodeEvent.InstrumentStopped) {
            return next.stopBegun().phaseBegun();
        }
        return body instanceof EpisodeEvent.AcknowledgementsNoted ? next : next.phaseBegun();
    }

    @Override
    public Tending<EpisodeMemory> tend(Episode episode, EpisodeMemory memory, Now now) {
        Tending<OutboxMemory> postings =
                new OutboxRound(episode.self(), episode.outbox(), 0, now.uptime()).tend(memory.outbox());
        List<Send> sends = new ArrayList<>(postings.sends());
        Map<String, Send> owed = EpisodeWords.of(episode, memory);
        Table<String, Duration> again = Table.empty();
        for (Map.Entry<String, Send> row : owed.entrySet()) {
            Duration at = memory.again().find(row.getKey()).orElse(Duration.ZERO);
            boolean due = at.compareTo(now.uptime()) <= 0;
            if (due) {
                sends.add(row.getValue());
            }
            again = again.with(row.getKey(), due ? now.uptime().plus(PATIENCE) : at);
        }
        EpisodeMemory next = memory.with(postings.memory()).asked(again);
        boolean ready =
                episode.declaration().isPresent() && step(episode, next, now).isPresent();
        Optional<Duration> look =
                ready ? Optional.of(AT_ONCE) : owed.isEmpty() ? Optional.empty() : Optional.of(PATIENCE);
        Optional<Duration> soonest = postings.again()
                .filter(at -> look.filter(other -> other.compareTo(at) < 0).isEmpty())
                .or(() -> look);
        return new Tending<>(next, sends, postings.reread(), soonest);
    }

    @Override
    public EpisodeMemory reread(EpisodeMemory memory, List<Numbered<EpisodeEvent>> events) {
        return memory.with(memory.outbox().reread(events));
    }

    @Override
    public EpisodeInput tick() {
        return new EpisodeInput.Tick();
    }

    private static Reaction<EpisodeMemory, EpisodeEvent> opened(
            Episode episode, EpisodeMemory memory, HouseMessage.OpenEpisode open) {
        Send answer = new Send(
                HouseMessage.MAIN,
                new HouseMessage.EpisodeOpened(open.declaration().episode()));
        Reaction<EpisodeMemory, EpisodeEvent> reaction = episode.declaration().isEmpty()
                ? Reaction.record(memory, new EpisodeEvent.Declared(open.declaration()))
                : Reaction.none(memory);
        return reaction.andSend(answer);
    }

    /** What a word leaves in memory. */
    private static EpisodeMemory heard(Episode episode, EpisodeMemory memory, Envelope<EpisodeInput> input, Now now) {
        EpisodeInput body = input.body();
        if (body instanceof EpisodeInput.Acknowledged acknowledged) {
            return memory.with(memory.outbox().acknowledged(episode.outbox(), acknowledged.word(), now.uptime()));
        }
        if (body instanceof EpisodeInput.Contradicted contradicted) {
            return memory.with(memory.outbox().contradicted(contradicted.word()));
        }
        if (body instanceof EpisodeInput.OfPrices prices
                && prices.word() instanceof PriceReply.Newest newest
                && newest.newest().isPresent()) {
            return memory.priced(newest.newest().get(), now.uptime());
        }
        if (body instanceof EpisodeInput.OfPrices prices && prices.word() instanceof PriceReply.Instruments known) {
            return memory.quoted(known.known(), now.uptime());
        }
        if (body instanceof EpisodeInput.OfCatalogue catalogue
                && catalogue.word() instanceof CatalogueReply.Newest newest
                && newest.catalogue().isPresent()) {
            return memory.with(newest.catalogue().get());
        }
        if (body instanceof EpisodeInput.OfAccount account) {
            return ofAccount(memory, account.word(), input.from());
        }
        if (body instanceof EpisodeInput.OfBucket bucket && bucket.word() instanceof BucketAnswer.AccountOpened open) {
            return memory.opened("roster " + open.account());
        }
        if (body instanceof EpisodeInput.OfHold hold) {
            return ofHold(episode, memory, hold.word());
        }
        return body instanceof EpisodeInput.OfStop stop ? ofStop(episode, memory, stop.word()) : memory;
    }

    private static EpisodeMemory ofAccount(EpisodeMemory memory, AccountReply word, Optional<EntityId> from) {
        if (word instanceof AccountReply.Open && from.isPresent()) {
            return memory.opened("account " + from.get());
        }
        return word instanceof AccountReply.Remainder left ? memory.with(left) : memory;
    }

    private static EpisodeMemory ofHold(Episode episode, EpisodeMemory memory, HoldMessage word) {
        if (word instanceof HoldMessage.HoldGranted granted
                && granted.hold().id().source().equals(episode.self())) {
            return memory.answered(
                    new Line(granted.account(), granted.hold().id().number()), Optional.of(granted.hold()));
        }
        if (word instanceof HoldMessage.HoldRefused refused
                && refused.id().source().equals(episode.self())) {
            return memory.answered(new Line(refused.account(), refused.id().number()), Optional.empty());
        }
        if (word instanceof HoldMessage.HoldEnded ended && ended.id().source().equals(episode.self())) {
            return memory.ended(new Line(ended.account(), ended.id().number()));
        }
        return memory;
    }

    private static EpisodeMemory ofStop(Episode episode, EpisodeMemory memory, StopMessage word) {
        long under = episode.draws()
                .flatMap(Draws::step)
                .filter(Step.Closing.class::isInstance)
                .map(step -> ((Step.Closing) step).stop())
                .orElse(0L);
        if (word instanceof StopMessage.Drained drained && isOurs(episode, drained.id(), under)) {
            return memory.heard(drained);
        }
        return word instanceof StopMessage.StopLifted lifted && lifted.id().by().equals(episode.self())
                ? memory.lifted(lifted.id().number(), lifted.source())
                : memory;
    }

    private static boolean isOurs(Episode episode, StopId id, long number) {
        return id.by().equals(episode.self()) && id.number() == number;
    }

    /** What a word decides by itself. */
    private static Optional<EpisodeEvent> told(Episode episode, EpisodeMemory memory, EpisodeInput body, Now now) {
        List<Acknowledgement> acknowledged = memory.outbox().toPersist();
        if (body instanceof EpisodeInput.OfAccount account && account.word() instanceof AccountReply.Surrendered word) {
            return new SaleTurn(episode, memory, now).surrendered(word);
        }
        if (body instanceof EpisodeInput.OfAuction auction && auction.word() instanceof AuctionSettled word) {
            return new SaleTurn(episode, memory, now).settled(word);
        }
        if (body instanceof EpisodeInput.TakeCensus census && episode.phase() == Phase.DRAWING) {
            return new LotsTurn(episode, memory).chosen(census.census(), now);
        }
        return body instanceof EpisodeInput.OfHouse house
                ? ofHouse(episode, memory, house.word(), acknowledged)
                : Optional.empty();
    }

    private static Optional<EpisodeEvent> ofHouse(
            Episode episode, EpisodeMemory memory, HouseMessage word, List<Acknowledgement> acknowledged) {
        if (word instanceof HouseMessage.SubjectFrozen
                && episode.phase() == Phase.FREEZING
                && isOpen(episode, memory)) {
            return Optional.of(new EpisodeEvent.SubjectFrozen(acknowledged));
        }
        if (word instanceof HouseMessage.TurnGiven given && episode.phase() == Phase.LOSS_FIXED) {
            return Optional.of(new EpisodeEvent.TurnTaken(given.sources(), given.closed(), acknowledged));
        }
        if (word instanceof HouseMessage.Levied levied && episode.draws().isPresent()) {
            return new EndTurn(episode, memory).levied(levied);
        }
        if (word instanceof HouseMessage.ObligationsSettled settled && episode.phase() == Phase.COLLECTING) {
            return new EndTurn(episode, memory).settled(settled);
        }
        if (word instanceof HouseMessage.TurnReleased
                && episode.draws().filter(draws -> !draws.released()).isPresent()) {
            return Optional.of(new EpisodeEvent.TurnReleased(acknowledged));
        }
        boolean closes = word instanceof HouseMessage.EpisodeClosed && episode.phase() == Phase.CLOSING;
        return closes ? Optional.of(new EpisodeEvent.Closed(acknowledged)) : Optional.empty();
    }

    private static boolean isOpen(Episode episode, EpisodeMemory memory) {
        return EpisodeWords.ownAccounts(episode.declaration().orElseThrow()).keySet().stream()
                .allMatch(account -> memory.opened().containsKey("account " + account)
                        && memory.opened().containsKey("roster " + account));
    }

    /** What follows from where the episode stands and from what it has heard. */
    private static Optional<EpisodeEvent> step(Episode episode, EpisodeMemory memory, Now now) {
        return switch (episode.phase()) {
            case OFFERING -> new SaleTurn(episode, memory, now).offered();
            case SELLING_COLLATERAL -> new SaleTurn(episode, memory, now).collateralSold();
            case FIXING_LOSS -> new SaleTurn(episode, memory, now).lossFixed();
            case DRAWING -> drawing(episode, memory);
            case COLLECTING -> new EndTurn(episode, memory).assessed();
            case CLOSING -> new EndTurn(episode, memory).estateSettled();
            case FREEZING, TAKING_OVER, AUCTION, LOSS_FIXED, CLOSED -> Optional.empty();
        };
    }

    private static Optional<EpisodeEvent> drawing(Episode episode, EpisodeMemory memory) {
        Draws draws = episode.draws().orElseThrow();
        if (draws.step().isPresent() && draws.step().get() instanceof Step.Asking step) {
            return new LayerTurn(episode, memory).drawn(step);
        }
        if (draws.step().isPresent() && draws.step().get() instanceof Step.Closing step) {
            return new LotsTurn(episode, memory).next(step);
        }
        Optional<Layer> next = episode.nextLayer();
        if (next.isEmpty()) {
            return Optional.of(new EndTurn(episode, memory).concluded());
        }
        return begun(episode, memory, next.get());
    }

    /** The defaulter is asked for its own only when it has applied the take-over, which leaves it with that. */
    private static Optional<EpisodeEvent> begun(Episode episode, EpisodeMemory memory, Layer layer) {
        Draws draws = episode.draws().orElseThrow();
        LayerTurn turn = new LayerTurn(episode, memory);
        return switch (layer) {
            case DEFAULTER_COLLATERAL ->
                episode.outbox().isSettled() ? Optional.of(turn.asked(layer)) : Optional.empty();
            case ASSESSMENT -> draws.residual().isZero() ? Optional.of(turn.nothing(layer)) : Optional.empty();
            case ADL, TEAR_UP ->
                Optional.of(
                        draws.unsold().isEmpty() ? turn.nothing(layer) : new LotsTurn(episode, memory).begun(layer));
            default -> Optional.of(turn.asked(layer));
        };
    }

    /** Another episode's stop: not before this one has taken over, and sold what it may of the instrument. */
    private Reaction<EpisodeMemory, EpisodeEvent> place(
            Episode episode, EpisodeMemory memory, StopMessage.PlaceStop stop) {
        if (!episode.stops().isNew(stop)) {
            return Reaction.answer(memory, word(episode, stop.id()));
        }
        if (mayBookLots(episode, stop.subject())) {
            return Reaction.none(memory);
        }
        EpisodeEvent event = new EpisodeEvent.StopPlaced(stop, memory.outbox().toPersist());
        return Reaction.record(
                memory, event, word(apply(episode, new Numbered<>(episode.number() + 1, event)), stop.id()));
    }

    /**
     * True until everything of the subject is taken over and its auction is settled. What is left then is closed in this
     * episode's own turn, which is none while another one stops instruments; so that one waits for this one, and this one
     * for nobody.
     */
    private static boolean mayBookLots(Episode episode, StopSubject subject) {
        return switch (episode.phase()) {
            case FREEZING, TAKING_OVER, OFFERING -> true;
            case AUCTION ->
                !(subject instanceof StopSubject.OfInstrument of)
                        || (episode.offered().containsKey(of.instrument())
                                && !episode.sold().containsKey(of.instrument()));
            default -> false;
        };
    }

    private static Reaction<EpisodeMemory, EpisodeEvent> lift(
            Episode episode, EpisodeMemory memory, StopMessage.LiftStop stop) {
        StopMessage lifted = new StopMessage.StopLifted(stop.id(), episode.self());
        return episode.stops().isNew(stop)
                ? Reaction.record(
                        memory,
                        new EpisodeEvent.StopLifted(stop, memory.outbox().toPersist()),
                        lifted)
                : Reaction.answer(memory, lifted);
    }

    private static Message word(Episode episode, StopId stop) {
        return episode.stops().answer(episode.self(), stop, episode.outbox(), episode.fingerprint()::of);
    }

    private static Reaction<EpisodeMemory, EpisodeEvent> noted(EpisodeMemory memory, Now now) {
        List<Acknowledgement> heard =
                memory.outbox().isPersistingDue(now.uptime()) ? memory.outbox().toPersist() : List.of();
        return heard.isEmpty()
                ? Reaction.none(memory)
                : Reaction.record(memory, new EpisodeEvent.AcknowledgementsNoted(heard));
    }
}
