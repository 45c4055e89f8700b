package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply.Surrendered;
import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.auction.AuctionMessage.AuctionSettled;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** From take-over to the fixed loss: what each word of an account, an auction or the market makes of an episode. */
record SaleTurn(Episode episode, EpisodeMemory memory, Now now) {

    /** An account has given itself up. One that another episode has already is nothing to take over. */
    Optional<EpisodeEvent> surrendered(Surrendered word) {
        Declaration declaration = episode.declaration().orElseThrow();
        boolean expected = episode.phase() == Phase.TAKING_OVER
                && declaration.accounts().containsKey(word.account())
                && !episode.inventories().containsKey(word.account());
        if (!expected) {
            return Optional.empty();
        }
        boolean ours = word.episode().equals(episode.self());
        Money none = episode.currency().zero();
        SortedMap<InstrumentId, Holding> lots = new TreeMap<>();
        word.positions().forEach((instrument, holding) -> {
            if (ours && !holding.lots().isFlat()) {
                lots.put(instrument, holding);
            }
        });
        Money uncollected = ours ? word.uncollected() : none;
        EntityId inventory = HouseAccounts.inventory(declaration.episode(), word.account());
        AccountKind kind = declaration.accounts().get(word.account());
        boolean last =
                episode.inventories().size() + 1 == declaration.accounts().size();
        return Optional.of(new EpisodeEvent.TakenOver(
                word.account(),
                kind == null ? AccountKind.DIRECT : kind,
                inventory,
                lots,
                ours ? word.collateral() : new TreeMap<>(),
                ours ? word.cash() : none,
                uncollected,
                last,
                takeOver(word.account(), inventory, lots, uncollected),
                heard()));
    }

    /** Runs of at most as many instruments as a posting has legs. */
    private static List<Entry> takeOver(
            EntityId account, EntityId inventory, SortedMap<InstrumentId, Holding> lots, Money uncollected) {
        List<Leg> given = new ArrayList<>();
        List<Leg> taken = new ArrayList<>();
        lots.forEach((instrument, holding) -> {
            LotsLeg leg = LotsLeg.atCost(instrument, holding.lots(), holding.cost());
            taken.add(leg);
            given.add(leg.opposite());
        });
        if (!uncollected.isZero()) {
            taken.add(new MoneyLeg(uncollected));
            given.add(new MoneyLeg(uncollected.negated()));
        }
        List<Entry> entries = new ArrayList<>();
        for (int from = 0; from < taken.size(); from += Posting.LEGS) {
            int to = Math.min(taken.size(), from + Posting.LEGS);
            entries.add(Entry.of(
                    "takeover-" + account.key() + "-" + entries.size(),
                    Purpose.TAKEOVER,
                    new Posting(account, given.subList(from, to), Optional.empty()),
                    new Posting(inventory, taken.subList(from, to), Optional.empty())));
        }
        return entries;
    }

    /**
     * Nets what was taken over at the newest mark and offers the rest, once house time and every mark are known. What has
     * had its final settlement is worth that price to anybody and is not offered.
     */
    Optional<EpisodeEvent> offered() {
        SortedMap<InstrumentId, SortedMap<EntityId, Lots>> lots = lots();
        Optional<HouseInstant> house = now.house();
        boolean known = lots.keySet().stream().allMatch(memory.expired()::containsKey);
        if (house.isEmpty() || !known || !isPriced(lots.keySet())) {
            return Optional.empty();
        }
        SortedMap<InstrumentId, Portfolio> portfolios = new TreeMap<>();
        List<Entry> entries = new ArrayList<>();
        Instant closes = house.get()
                .time()
                .plus(house.get().error())
                .plus(episode.declaration().orElseThrow().terms().auctionWindow());
        lots.forEach((instrument, held) -> {
            Instrument terms = listing(instrument).instrument();
            Mark mark = snapshot().orElseThrow().mark(instrument).orElseThrow();
            SortedMap<EntityId, Lots> netted = Netting.closed(held);
            if (!netted.isEmpty()) {
                entries.addAll(Netting.entries(terms, mark, netted));
            }
            SortedMap<EntityId, Lots> left = new TreeMap<>();
            held.forEach((inventory, count) -> {
                Lots rest = count.plus(netted.getOrDefault(inventory, Lots.NONE));
                if (!rest.isFlat()) {
                    left.put(inventory, rest);
                }
            });
            if (!left.isEmpty() && !memory.isExpired(instrument)) {
                portfolios.put(instrument, new Portfolio(terms, left, mark, reserve(instrument, mark, left), closes));
            }
        });
        boolean collateral = episode.inventories().values().stream()
                .anyMatch(each -> !each.collateral().isEmpty());
        long snapshot = snapshot().map(PriceSnapshot::number).orElse(0L);
        return Optional.of(new EpisodeEvent.Offered(snapshot, portfolios, collateral, entries, heard()));
    }

    /** So many ticks below the mark for long lots, above it for short ones. */
    private Optional<Price> reserve(InstrumentId instrument, Mark mark, SortedMap<EntityId, Lots> lots) {
        boolean isLong = lots.values().iterator().next().isLong();
        return Optional.ofNullable(episode.declaration()
                        .orElseThrow()
                        .terms()
                        .auctionReserve()
                        .get(instrument))
                .map(ticks ->
                        isLong ? mark.price().minusTicks(ticks) : mark.price().plusTicks(ticks));
    }

    /** An auction is over and acknowledged. */
    Optional<EpisodeEvent> settled(AuctionSettled word) {
        return episode.offered().keySet().stream()
                .filter(instrument ->
                        AuctionMessage.auction(episode.episode(), instrument).equals(word.auction()))
                .filter(instrument ->
                        episode.phase() == Phase.AUCTION && !episode.sold().containsKey(instrument))
                .findFirst()
                .map(instrument -> new EpisodeEvent.PortfolioSold(
                        instrument, word.fills(), word.sold(), word.fingerprint(), heard()));
    }

    /** The treasury has sold all collateral of all accounts in default. */
    Optional<EpisodeEvent> collateralSold() {
        boolean sold = episode.inventories().entrySet().stream()
                .filter(row -> row.getValue().collateral().values().stream().anyMatch(units -> units > 0))
                .allMatch(row -> memory.remainders()
                        .find(row.getKey())
                        .filter(left -> left.collateral().values().stream().allMatch(units -> units <= 0))
                        .isPresent());
        return sold ? Optional.of(new EpisodeEvent.CollateralSold(heard())) : Optional.empty();
    }

    /** Prices what is unsold at one snapshot that is not stale, once house time and every mark are known. */
    Optional<EpisodeEvent> lossFixed() {
        SortedMap<InstrumentId, SortedMap<EntityId, Lots>> lots = lots();
        Set<InstrumentId> priced = new TreeSet<>(lots.keySet());
        episode.inventories()
                .values()
                .forEach(each -> priced.addAll(each.taken().keySet()));
        if (now.house().isEmpty() || !isPriced(priced)) {
            return Optional.empty();
        }
        PriceSnapshot frozen = snapshot().orElseThrow();
        Function<InstrumentId, Instrument> instruments = each -> listing(each).instrument();
        SortedMap<EntityId, Money> losses = new TreeMap<>();
        SortedMap<EntityId, Money> surplus = new TreeMap<>();
        SortedMap<EntityId, Money> beyond = new TreeMap<>();
        episode.inventories().forEach((account, inventory) -> {
            Money equity = inventory.equity(frozen, instruments);
            losses.put(account, equity.negated().orZeroIfNegative());
            if (equity.isPositive()) {
                surplus.put(account, equity);
            }
            beyond.put(
                    account,
                    inventory.equityAsTaken(frozen, instruments).negated().orZeroIfNegative());
        });
        SortedMap<InstrumentId, Loss.Unsold> unsold = new TreeMap<>();
        lots.forEach(
                (instrument, held) -> unsold(instrument, held, frozen).ifPresent(each -> unsold.put(instrument, each)));
        return Optional.of(new EpisodeEvent.LossFixed(new Loss(frozen, losses, surplus, beyond, unsold), heard()));
    }

    private Optional<Loss.Unsold> unsold(
            InstrumentId instrument, SortedMap<EntityId, Lots> held, PriceSnapshot frozen) {
        long left = held.values().stream().mapToLong(Lots::count).reduce(0L, Math::addExact);
        if (left == 0) {
            return Optional.empty();
        }
        long all = episode.offered().find(instrument).map(Portfolio::size).orElse(left);
        Listing listing = listing(instrument);
        Money weight = listing.margin()
                .requirement(
                        listing.instrument(),
                        Lots.of(all),
                        frozen.mark(instrument).orElseThrow(),
                        frozen.at().date())
                .required()
                .maintenance();
        return Optional.of(new Loss.Unsold(listing.instrument(), left, all, weight));
    }

    /** By instrument and inventory, the lots that are there. */
    private SortedMap<InstrumentId, SortedMap<EntityId, Lots>> lots() {
        SortedMap<InstrumentId, SortedMap<EntityId, Lots>> lots = new TreeMap<>();
        for (Inventory inventory : episode.inventories().values()) {
            inventory.holdings().forEach((instrument, holding) -> {
                if (!holding.lots().isFlat()) {
                    lots.computeIfAbsent(instrument, each -> new TreeMap<>()).put(inventory.account(), holding.lots());
                }
            });
        }
        return lots;
    }

    private boolean isPriced(Set<InstrumentId> instruments) {
        return memory.catalogue().isPresent()
                && snapshot().isPresent()
                && instruments.stream()
                        .allMatch(
                                instrument -> snapshot().get().mark(instrument).isPresent()
                                        && memory.catalogue().get().listings().containsKey(instrument));
    }

    private Optional<PriceSnapshot> snapshot() {
        return memory.fresh(now.uptime());
    }

    private Listing listing(InstrumentId instrument) {
        return Optional.ofNullable(memory.catalogue().orElseThrow().listings().get(instrument))
                .orElseThrow();
    }

    private List<Acknowledgement> heard() {
        return memory.outbox().toPersist();
    }
}
