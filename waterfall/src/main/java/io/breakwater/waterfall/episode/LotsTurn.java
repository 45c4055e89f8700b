package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.deleveraging.AdlAllocation;
import io.breakwater.waterfall.deleveraging.AdlPolicy;
import io.breakwater.waterfall.deleveraging.Candidate;
import io.breakwater.waterfall.deleveraging.Census;
import io.breakwater.waterfall.deleveraging.Chosen;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.money.Rounding;
import io.breakwater.waterfall.money.Split;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldBook.Line;
import io.breakwater.waterfall.posting.StopMessage.Drained;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Closes what nobody bought against the other side, in rounds: stop the instrument everywhere, know of every account,
 * choose, hold, close. Deleveraging costs its victims a part of their gains beside the lots; a tear-up costs nothing.
 * Invariant 12.
 */
record LotsTurn(Episode episode, EpisodeMemory memory) {

    /** Victims of one round: two postings each, and an event has room for 1,000. */
    private static final int VICTIMS = Census.CANDIDATES;

    /** Begins with the first instrument. */
    EpisodeEvent begun(Layer layer) {
        InstrumentId first = draws().unsold().first().orElseThrow().getKey();
        return new EpisodeEvent.InstrumentStopped(layer, first, heard());
    }

    /** What follows from where the layer stands, without anybody's word. */
    Optional<EpisodeEvent> next(Step.Closing step) {
        if (!step.pending().isEmpty()) {
            return closed(step);
        }
        if (unsold(step) != 0) {
            return memory.isExpired(step.instrument())
                    ? Optional.of(absorbed(step, uncovered(step)))
                    : step.fingerprint().isEmpty() ? frozen(step) : Optional.empty();
        }
        return Optional.of(
                draws().unsold().isEmpty()
                        ? layerDrawn(step)
                        : new EpisodeEvent.InstrumentStopped(
                                step.layer(),
                                draws().unsold().first().orElseThrow().getKey(),
                                heard()));
    }

    /** Every other source is drained, and everything of this one is acknowledged. */
    private Optional<EpisodeEvent> frozen(Step.Closing step) {
        if (!episode.outbox().isSettled()) {
            return Optional.empty();
        }
        InstrumentId instrument = step.instrument();
        long sum = Fingerprint.plus(
                episode.fingerprint().of(instrument), draws().closed().getOrDefault(instrument, 0L));
        for (EntityId source : draws().sources()) {
            Optional<Drained> word = memory.drained().find(source);
            if (word.isEmpty()) {
                return Optional.empty();
            }
            sum = Fingerprint.plus(sum, word.get().fingerprint());
        }
        return Optional.of(new EpisodeEvent.InstrumentFrozen(instrument, sum, heard()));
    }

    /**
     * The house takes lots at the mark at which the loss was fixed, and nobody gives anything; what becomes of them since
     * then is the house's.
     */
    private EpisodeEvent absorbed(Step.Closing step, SortedMap<EntityId, Lots> takers) {
        LotsEntries entries = new LotsEntries(episode, step);
        takers.forEach(entries::absorb);
        return new EpisodeEvent.LotsAbsorbed(step.instrument(), step.round(), takers, entries.all(), heard());
    }

    /** All that is left, for the account of what no layer bore. */
    private SortedMap<EntityId, Lots> uncovered(Step.Closing step) {
        return new TreeMap<>(Map.of(HouseAccounts.uncovered(episode.episode()), Lots.of(unsold(step))));
    }

    /**
     * Chooses, if no account is missing, doubled or stale. A node without house time chooses nobody, nor one that does not
     * hear the price service: it could not know of a final settlement.
     */
    Optional<EpisodeEvent> chosen(Census census, Now now) {
        if (now.house().isEmpty() || !memory.hearsPrices(now.uptime())) {
            return Optional.empty();
        }
        Optional<Step.Closing> open = draws().step()
                .filter(Step.Closing.class::isInstance)
                .map(Step.Closing.class::cast)
                .filter(step -> step.fingerprint().equals(Optional.of(census.fingerprint()))
                        && step.round() == census.round()
                        && step.pending().isEmpty());
        Optional<Long> unsold = open.flatMap(step -> draws().unsold().find(step.instrument()));
        return open.isPresent() && unsold.isPresent() ? chosen(open.get(), unsold.get(), census) : Optional.empty();
    }

    /**
     * First against lots that the house itself has of an earlier default, then against survivors. When nobody is left,
     * because all of the other side is in default, the house takes the rest.
     */
    private Optional<EpisodeEvent> chosen(Step.Closing step, long unsold, Census census) {
        List<Candidate> opposite = census.candidates().stream()
                .filter(each -> each.position().lots().isOpposite(Lots.of(unsold)))
                .toList();
        SortedMap<EntityId, Lots> house = house(opposite, Lots.of(unsold));
        if (!house.isEmpty()) {
            return Optional.of(absorbed(step, house));
        }
        return opposite.isEmpty() ? Optional.of(absorbed(step, uncovered(step))) : victims(step, unsold, opposite);
    }

    /** Which of its lots the house closes, by account. */
    private static SortedMap<EntityId, Lots> house(List<Candidate> opposite, Lots unsold) {
        SortedMap<EntityId, Long> sizes = new TreeMap<>();
        opposite.stream()
                .filter(Candidate::isHouse)
                .forEach(
                        each -> sizes.put(each.account(), each.position().lots().size()));
        SortedMap<EntityId, Lots> takers = new TreeMap<>();
        long left = unsold.size();
        for (Map.Entry<EntityId, Long> row : sizes.entrySet()) {
            long count = Math.min(left, row.getValue());
            if (count > 0) {
                takers.put(row.getKey(), Lots.of(Long.signum(unsold.count()) * count));
                left -= count;
            }
        }
        return takers;
    }

    private Optional<EpisodeEvent> victims(Step.Closing step, long unsold, List<Candidate> opposite) {
        Instrument instrument = instrument(step);
        AdlPolicy policy = step.layer() == Layer.ADL ? AdlPolicy.QUEUE : AdlPolicy.PRO_RATA;
        List<Chosen> chosen =
                AdlAllocation.choose(policy, willing(step, opposite), instrument, mark(step), Lots.of(unsold), VICTIMS);
        Money pool =
                pool(step, chosen.stream().mapToLong(each -> each.lots().size()).sum());
        List<Victim> victims = AdlAllocation.give(chosen, instrument, mark(step), pool, draws().residual());
        Money available = AdlAllocation.available(chosen, instrument, mark(step), pool);
        return victims.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new EpisodeEvent.VictimsChosen(step.instrument(), step.round(), victims, available, heard()));
    }

    /**
     * Whoever has refused since the instrument was stopped is passed over while others are left: an account whose lots are
     * in an order at the stopped desk would refuse for ever.
     */
    private List<Candidate> willing(Step.Closing step, List<Candidate> opposite) {
        List<Candidate> willing = opposite.stream()
                .filter(each -> !hasRefused(step, each.account()))
                .toList();
        return willing.isEmpty() ? opposite : willing;
    }

    /** A hold of lots that was granted is used up; one that is being given back was refused. */
    private boolean hasRefused(Step.Closing step, EntityId account) {
        return episode.holds().lines().entrySet().stream()
                .anyMatch(row -> row.getKey().account().equals(account)
                        && row.getKey().number() > step.stop()
                        && row.getValue().stage() == HoldBook.Stage.RELEASING
                        && row.getValue().hold().reserved().stream().anyMatch(Reserved.LotsHeld.class::isInstance));
    }

    private long unsold(Step.Closing step) {
        return draws().unsold().find(step.instrument()).orElse(0L);
    }

    /**
     * What the victims of so many lots stand in for: of the loss that all lots offered would have made at the frozen mark
     * beyond the defaulter's own resources, the share of these lots, so that all rounds together are the share of the unsold
     * ones down to the minor unit. A loss of several instruments is shared by the stand-alone requirement of the lots. A
     * tear-up costs nothing.
     */
    private Money pool(Step.Closing step, long lots) {
        if (step.layer() != Layer.ADL) {
            return episode.currency().zero();
        }
        Loss loss = episode.loss().orElseThrow();
        List<Claim<InstrumentId>> weights = loss.unsold().entrySet().stream()
                .map(row -> new Claim<InstrumentId>(
                        row.getKey(), Math.max(1, row.getValue().weight().minorUnits()), Optional.empty()))
                .toList();
        Split<InstrumentId> shares = ProRata.split(beyondOwn(loss), weights);
        Loss.Unsold of = loss.unsold(step.instrument());
        Money all = shares.part(step.instrument());
        long before = Math.absExact(of.lots())
                - Math.absExact(draws().unsold().find(step.instrument()).orElse(0L));
        return share(all, before + lots, of).minus(share(all, before, of));
    }

    private static Money share(Money all, long lots, Loss.Unsold of) {
        return Ratio.of(lots, Math.absExact(of.offered())).of(all, Rounding.COLLATERAL);
    }

    /** For a member its accounts together and its contribution; for a pool each account by itself. */
    private Money beyondOwn(Loss loss) {
        Money zero = episode.currency().zero();
        boolean member = episode.declaration().orElseThrow().member().isPresent();
        Money each = zero;
        Money losses = zero;
        Money own = zero;
        for (Map.Entry<EntityId, Money> row : loss.beyond().entrySet()) {
            Money has = draws().own().find(row.getKey()).orElse(zero);
            each = each.plus(row.getValue().minus(has).orZeroIfNegative());
            losses = losses.plus(row.getValue());
            own = own.plus(has);
        }
        Money contribution = draws().ladder().stream()
                .filter(record -> record.layer() == Layer.DEFAULTER_CONTRIBUTION)
                .map(LayerRecord::available)
                .reduce(zero, Money::plus);
        return member ? losses.minus(own).minus(contribution).orZeroIfNegative() : each;
    }

    /** Closes what was granted, once all have answered. */
    private Optional<EpisodeEvent> closed(Step.Closing step) {
        List<Victim> granted = new ArrayList<>();
        Money residual = draws().residual();
        for (Victim victim : step.pending()) {
            Optional<Optional<Hold>> answer = memory.answers().find(new Line(victim.account(), step.pendingNumber()));
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            answer.get().flatMap(hold -> granted(victim, hold)).ifPresent(granted::add);
        }
        Money drawn =
                granted.stream().map(Victim::given).reduce(episode.currency().zero(), Money::plus);
        if (drawn.isMoreThan(residual)) {
            throw new IllegalStateException("victims give " + drawn + " for " + residual);
        }
        Map<EntityId, Money> lacks = new TreeMap<>(draws().lacks());
        Placing placing = new Placing(drawn, lacks);
        LotsEntries entries = new LotsEntries(episode, step);
        for (Victim victim : granted) {
            Map<EntityId, Money> parts = placing.take(victim.given());
            parts.forEach((account, part) -> lacks.merge(account, part, Money::minus));
            entries.close(victim, parts);
        }
        return Optional.of(new EpisodeEvent.LotsClosed(
                step.instrument(),
                step.round(),
                granted,
                available(step, granted),
                new TreeMap<>(lacks),
                entries.all(),
                heard()));
    }

    /** What those who granted could have given of their parts; who granted less than it was asked could not give more. */
    private Money available(Step.Closing step, List<Victim> granted) {
        long lots =
                step.pending().stream().mapToLong(each -> each.lots().size()).sum();
        List<Claim<EntityId>> claims = step.pending().stream()
                .map(each -> Claim.of(each.account(), each.lots().size()))
                .toList();
        Split<EntityId> parts = ProRata.split(pool(step, lots), claims);
        Money available = episode.currency().zero();
        for (Victim victim : granted) {
            boolean whole = step.pending().contains(victim);
            available = available.plus(whole ? parts.part(victim.account()).min(victim.limit()) : victim.given());
        }
        return available;
    }

    /** Who grants fewer lots gives no more than their share of the money, and its limit is as much smaller. */
    private static Optional<Victim> granted(Victim asked, Hold hold) {
        Lots lots = Lots.NONE;
        Money money = asked.given().currency().zero();
        for (Reserved reserved : hold.reserved()) {
            if (reserved instanceof Reserved.LotsHeld held) {
                lots = lots.plus(held.lots());
            } else if (reserved instanceof Reserved.MoneyHeld held) {
                money = money.plus(held.amount());
            }
        }
        if (lots.isFlat()) {
            return Optional.empty();
        }
        Ratio share = Ratio.of(lots.size(), asked.lots().size());
        return Optional.of(new Victim(
                asked.rank(),
                asked.account(),
                asked.instrument(),
                lots,
                asked.gain(),
                asked.equity(),
                share.of(asked.limit(), Rounding.COLLATERAL),
                money.min(share.of(asked.given(), Rounding.COLLATERAL))));
    }

    private EpisodeEvent layerDrawn(Step.Closing step) {
        SortedMap<String, Money> payers = new TreeMap<>();
        Money drawn = episode.currency().zero();
        for (Victim victim : step.closed()) {
            if (!victim.given().isZero()) {
                payers.merge(victim.account().key(), victim.given(), Money::plus);
                drawn = drawn.plus(victim.given());
            }
        }
        LayerRecord record = new LayerRecord(step.layer(), step.available().max(drawn), drawn, payers, step.closed());
        return new EpisodeEvent.LayerDrawn(record, new TreeMap<>(), new TreeMap<>(draws().lacks()), List.of(), heard());
    }

    private Instrument instrument(Step.Closing step) {
        return episode.loss().orElseThrow().unsold(step.instrument()).instrument();
    }

    private Mark mark(Step.Closing step) {
        return episode.loss().orElseThrow().frozen().mark(step.instrument()).orElseThrow();
    }

    private Draws draws() {
        return episode.draws().orElseThrow();
    }

    private List<Acknowledgement> heard() {
        return memory.outbox().toPersist();
    }
}
