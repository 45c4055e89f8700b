package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each event makes of an episode. Total: it neither refuses nor chooses. */
record EpisodeFold(Episode episode, long number) {

    /** The most that a layer without a cap of its own is asked for: more than any house has, and far from overflow. */
    static final long ALL = Long.MAX_VALUE / 1_000;

    Episode after(EpisodeEvent event) {
        if (event instanceof EpisodeEvent.Declared declared) {
            return episode.with(declared.declaration());
        }
        if (event instanceof EpisodeEvent.SubjectFrozen) {
            return episode.at(Phase.TAKING_OVER);
        }
        if (event instanceof EpisodeEvent.TakenOver taken) {
            return takenOver(taken);
        }
        if (event instanceof EpisodeEvent.Offered offered) {
            return offered(offered);
        }
        if (event instanceof EpisodeEvent.PortfolioSold sold) {
            return sold(sold);
        }
        if (event instanceof EpisodeEvent.CollateralSold) {
            return episode.at(Phase.FIXING_LOSS);
        }
        if (event instanceof EpisodeEvent.LossFixed fixed) {
            return episode.with(fixed.loss()).at(Phase.LOSS_FIXED);
        }
        if (event instanceof EpisodeEvent.StopPlaced placed) {
            return episode.with(episode.stops().placed(placed.stop(), number));
        }
        if (event instanceof EpisodeEvent.StopLifted lifted) {
            return episode.with(episode.stops().lifted(lifted.stop().id()));
        }
        return drawing(event);
    }

    private Episode drawing(EpisodeEvent event) {
        if (event instanceof EpisodeEvent.TurnTaken taken) {
            return turnTaken(taken);
        }
        if (event instanceof EpisodeEvent.LayerAsked asked) {
            HoldBook holds = episode.holds();
            for (Map.Entry<EntityId, Money> row : asked.caps().entrySet()) {
                holds = holds.asked(row.getKey(), moneyHold(number, row.getValue()));
            }
            Step step = new Step.Asking(asked.layer(), number, asked.caps());
            return episode.with(holds).with(draws().at(step));
        }
        if (event instanceof EpisodeEvent.LayerDrawn drawn) {
            return layerDrawn(drawn);
        }
        if (event instanceof EpisodeEvent.InstrumentStopped stopped) {
            return stopped(stopped);
        }
        if (event instanceof EpisodeEvent.InstrumentFrozen frozen) {
            Step.Closing step = closing();
            return episode.with(draws().at(new Step.Closing(
                    step.layer(),
                    step.instrument(),
                    step.stop(),
                    Optional.of(frozen.fingerprint()),
                    step.round(),
                    List.of(),
                    0,
                    step.available(),
                    step.closed())));
        }
        if (event instanceof EpisodeEvent.VictimsChosen chosen) {
            return chosen(chosen);
        }
        if (event instanceof EpisodeEvent.LotsClosed closed) {
            return closed(closed);
        }
        if (event instanceof EpisodeEvent.LotsAbsorbed absorbed) {
            return absorbed(absorbed);
        }
        return ending(event);
    }

    private Episode ending(EpisodeEvent event) {
        if (event instanceof EpisodeEvent.AssessmentsLevied levied) {
            return levied(levied);
        }
        if (event instanceof EpisodeEvent.AssessmentsSettled settled) {
            return settled(settled);
        }
        if (event instanceof EpisodeEvent.TurnReleased) {
            return episode.with(draws().turnReleased());
        }
        if (event instanceof EpisodeEvent.Concluded concluded) {
            return concluded(concluded);
        }
        if (event instanceof EpisodeEvent.EstateSettled settled) {
            Conclusion before = episode.conclusion().orElseThrow();
            Conclusion after = new Conclusion(
                    before.uncovered(), before.surplus(), before.estateHold(), Optional.of(settled.estate()));
            return episode.with(after).releasing(before.estateHold(), settled);
        }
        return event instanceof EpisodeEvent.Closed ? episode.at(Phase.CLOSED) : episode;
    }

    private Episode takenOver(EpisodeEvent.TakenOver taken) {
        Table<InstrumentId, Holding> lots = Table.copyOf(taken.positions());
        Inventory inventory = new Inventory(
                taken.inventory(), taken.kind(), lots, lots, taken.uncollected(), Table.copyOf(taken.collateral()));
        Episode with = episode.with(episode.inventories().with(taken.account(), inventory));
        return with.at(taken.last() ? Phase.OFFERING : Phase.TAKING_OVER);
    }

    private Episode offered(EpisodeEvent.Offered offered) {
        Episode next = booked(offered.entries()).offering(Table.copyOf(offered.portfolios()));
        return next.at(afterSale(next, offered.portfolios().isEmpty(), Phase.AUCTION));
    }

    private Episode sold(EpisodeEvent.PortfolioSold sold) {
        Portfolio portfolio = episode.offered().find(sold.instrument()).orElseThrow();
        Instrument instrument = portfolio.instrument();
        Table<EntityId, Inventory> inventories = episode.inventories();
        for (Map.Entry<EntityId, List<Sold>> row : sold.sold().entrySet()) {
            EntityId account = episode.inDefault(row.getKey()).orElseThrow();
            for (Sold part : row.getValue()) {
                Mark at = new Mark(part.price(), portfolio.mark().fundingIndex());
                Inventory before = inventories.find(account).orElseThrow();
                inventories = inventories.with(
                        account, before.with(instrument.id(), part.lots(), instrument.value(part.lots(), at)));
            }
        }
        Episode next = episode.with(inventories).sold(sold.instrument(), new Award(sold.fills(), sold.fingerprint()));
        boolean all = next.sold().size() == next.offered().size();
        return next.at(afterSale(next, all, Phase.AUCTION));
    }

    private static Phase afterSale(Episode next, boolean allSold, Phase otherwise) {
        if (!allSold) {
            return otherwise;
        }
        boolean collateral = next.inventories().values().stream()
                .anyMatch(each -> each.collateral().values().stream().anyMatch(units -> units > 0));
        return collateral ? Phase.SELLING_COLLATERAL : Phase.FIXING_LOSS;
    }

    private Episode turnTaken(EpisodeEvent.TurnTaken taken) {
        Loss loss = episode.loss().orElseThrow();
        Table<InstrumentId, Long> unsold = Table.empty();
        for (Map.Entry<InstrumentId, Loss.Unsold> row : loss.unsold().entrySet()) {
            unsold = unsold.with(row.getKey(), row.getValue().lots());
        }
        Draws draws = new Draws(
                taken.sources(),
                taken.closed(),
                Table.copyOf(loss.losses()),
                Table.empty(),
                Table.copyOf(loss.surplus()),
                List.of(),
                Optional.empty(),
                unsold,
                Table.empty(),
                false,
                false);
        return episode.with(draws).at(Phase.DRAWING);
    }

    private Episode layerDrawn(EpisodeEvent.LayerDrawn drawn) {
        Draws before = draws();
        Draws after = before.drawn(drawn.record()).lacking(Table.copyOf(drawn.lacks()));
        Draws owning = drawn.own().isEmpty() ? after : after.owning(Table.copyOf(drawn.own()));
        for (Entry entry : drawn.entries()) {
            owning = entry.purpose() == Purpose.RETURN ? owning.returned(returnedTo(entry)) : owning;
        }
        long asked = before.step()
                .filter(Step.Asking.class::isInstance)
                .map(step -> ((Step.Asking) step).number())
                .orElse(0L);
        Episode next = episode.with(owning).releasing(asked, drawn);
        return next.phase() == Phase.COLLECTING ? next.at(Phase.DRAWING) : next;
    }

    private EntityId returnedTo(Entry entry) {
        return entry.postings().stream()
                .map(Posting::account)
                .filter(episode.inventories()::containsKey)
                .findFirst()
                .orElseThrow();
    }

    private Episode stopped(EpisodeEvent.InstrumentStopped stopped) {
        Optional<Step.Closing> before =
                draws().step().filter(Step.Closing.class::isInstance).map(Step.Closing.class::cast);
        Step step = new Step.Closing(
                stopped.layer(),
                stopped.instrument(),
                number,
                Optional.empty(),
                before.map(Step.Closing::round).orElse(1L),
                List.of(),
                0,
                before.map(Step.Closing::available)
                        .orElseGet(() -> episode.currency().zero()),
                before.map(Step.Closing::closed).orElse(List.of()));
        return episode.with(draws().stopped(stopped.instrument(), number).at(step));
    }

    private Episode chosen(EpisodeEvent.VictimsChosen chosen) {
        HoldBook holds = episode.holds();
        for (Victim victim : chosen.victims()) {
            holds = holds.asked(victim.account(), lotsHold(number, victim));
        }
        Step.Closing step = closing();
        Step next = new Step.Closing(
                step.layer(),
                step.instrument(),
                step.stop(),
                step.fingerprint(),
                step.round(),
                chosen.victims(),
                number,
                step.available(),
                step.closed());
        return episode.with(holds).with(draws().at(next));
    }

    /** What was closed is in the sums of the next round, so where lots are left they are taken anew. */
    private Episode closed(EpisodeEvent.LotsClosed closed) {
        Step.Closing step = closing();
        List<Victim> all = new ArrayList<>(step.closed());
        all.addAll(closed.victims());
        long lots =
                closed.victims().stream().mapToLong(each -> each.lots().count()).sum();
        Draws draws = roundOver(lots, step.available().plus(closed.available()), all);
        return booked(closed.entries())
                .with(draws.lacking(Table.copyOf(closed.lacks())))
                .releasing(step.pendingNumber(), closed);
    }

    private Episode absorbed(EpisodeEvent.LotsAbsorbed absorbed) {
        long lots = -absorbed.takers().values().stream().mapToLong(Lots::count).sum();
        return booked(absorbed.entries())
                .with(roundOver(lots, closing().available(), closing().closed()));
    }

    private Draws roundOver(long lots, Money available, List<Victim> victims) {
        Step.Closing step = closing();
        long left = draws().unsold().find(step.instrument()).orElse(0L) + lots;
        Step next = new Step.Closing(
                step.layer(),
                step.instrument(),
                step.stop(),
                left == 0 ? step.fingerprint() : Optional.empty(),
                step.round() + 1,
                List.of(),
                0,
                available,
                victims);
        return draws().withUnsold(step.instrument(), left).at(next);
    }

    private Episode booked(List<Entry> entries) {
        Table<EntityId, Inventory> inventories = episode.inventories();
        for (Entry entry : entries) {
            inventories = Netting.booked(inventories, entry);
        }
        return episode.with(inventories);
    }

    private Episode levied(EpisodeEvent.AssessmentsLevied levied) {
        Optional<Step.Assessing> before =
                draws().step().filter(Step.Assessing.class::isInstance).map(Step.Assessing.class::cast);
        Step step = new Step.Assessing(
                levied.round(),
                levied.shares(),
                before.map(Step.Assessing::limits).orElse(levied.limits()),
                before.map(Step.Assessing::paid).orElse(new TreeMap<>()));
        return episode.with(draws().at(step)).at(Phase.COLLECTING);
    }

    private Episode settled(EpisodeEvent.AssessmentsSettled settled) {
        Step.Assessing before = (Step.Assessing) draws().step().orElseThrow();
        SortedMap<String, Money> paid = new TreeMap<>(before.paid());
        settled.paid().forEach((member, amount) -> paid.merge(member, amount, Money::plus));
        Step step = new Step.Assessing(before.round(), new TreeMap<>(), before.limits(), paid);
        return episode.with(draws().lacking(Table.copyOf(settled.lacks())).at(step));
    }

    private Episode concluded(EpisodeEvent.Concluded concluded) {
        HoldBook holds = concluded
                .estateOf()
                .map(account -> episode.holds()
                        .asked(account, moneyHold(number, episode.currency().minor(ALL))))
                .orElse(episode.holds());
        Optional<Money> estate = concluded.estateOf().isPresent()
                ? Optional.empty()
                : Optional.of(episode.currency().zero());
        long asked = concluded.estateOf().isPresent() ? number : 0;
        return episode.with(holds)
                .with(new Conclusion(concluded.uncovered(), concluded.surplus(), asked, estate))
                .at(Phase.CLOSING);
    }

    private Hold moneyHold(long holdNumber, Money most) {
        return new Hold(new HoldId(episode.self(), holdNumber), List.of(new Reserved.MoneyHeld(most)));
    }

    private Hold lotsHold(long holdNumber, Victim victim) {
        List<Reserved> reserved = new ArrayList<>();
        reserved.add(new Reserved.LotsHeld(victim.instrument(), victim.lots()));
        if (victim.given().isPositive()) {
            reserved.add(new Reserved.MoneyHeld(victim.given()));
        }
        return new Hold(new HoldId(episode.self(), holdNumber), reserved);
    }

    private Draws draws() {
        return episode.draws().orElseThrow();
    }

    private Step.Closing closing() {
        return (Step.Closing) draws().step().orElseThrow();
    }
}
