package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.money.Split;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldBook.Line;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Draws the layers that are money which is there already. Asking is the preview: every source sets aside what it has,
 * within its cap; the draw takes what is needed of it in one event, and gives the rest back. Invariants 9, 10, 11, 13.
 */
record LayerTurn(Episode episode, EpisodeMemory memory) {

    /** Begins the layer whose turn it is. */
    EpisodeEvent asked(Layer layer) {
        SortedMap<EntityId, Money> caps = caps(layer);
        return caps.isEmpty() ? nothing(layer) : new EpisodeEvent.LayerAsked(layer, draws().residual(), caps, heard());
    }

    /** A layer that has nothing to give, or that nothing is left for: a zero record. */
    EpisodeEvent nothing(Layer layer) {
        Money none = episode.currency().zero();
        return new EpisodeEvent.LayerDrawn(
                new LayerRecord(layer, none, none, new TreeMap<>(), List.of()),
                new TreeMap<>(),
                new TreeMap<>(draws().lacks()),
                List.of(),
                heard());
    }

    /** Draws, once everybody who was asked has answered. */
    Optional<EpisodeEvent> drawn(Step.Asking step) {
        SortedMap<EntityId, Money> there = new TreeMap<>();
        for (EntityId account : step.caps().keySet()) {
            Optional<Optional<Hold>> answer = memory.answers().find(new Line(account, step.number()));
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            there.put(account, answer.get().map(episode::money).orElseGet(() -> episode.currency()
                    .zero()));
        }
        return Optional.of(step.layer() == Layer.DEFAULTER_COLLATERAL ? own(step, there) : shared(step, there));
    }

    private SortedMap<EntityId, Money> caps(Layer layer) {
        Declaration declaration = episode.declaration().orElseThrow();
        Money all = episode.currency().minor(EpisodeFold.ALL);
        SortedMap<EntityId, Money> caps = new TreeMap<>();
        switch (layer) {
            case DEFAULTER_COLLATERAL -> episode.inventories().keySet().forEach(account -> caps.put(account, all));
            case DEFAULTER_CONTRIBUTION ->
                declaration
                        .contribution()
                        .filter(Money::isPositive)
                        .ifPresent(own -> caps.put(
                                HouseAccounts.contribution(declaration.member().orElseThrow()), own));
            case OWN_CAPITAL -> caps.put(HouseAccounts.OWN_CAPITAL, all);
            case INSURANCE_FUND -> caps.put(HouseAccounts.INSURANCE_FUND, all);
            case MUTUAL_FUND ->
                declaration.contributions().forEach((member, contribution) -> {
                    if (contribution.isPositive()) {
                        caps.put(HouseAccounts.contribution(member), contribution);
                    }
                });
            case ADL, TEAR_UP, ASSESSMENT -> throw new IllegalArgumentException(layer + " is not asked for money");
        }
        return caps;
    }

    /**
     * The defaulter's own: each account pays its own inventory, and what the house account has left pays for the clients,
     * split by what they lack; never a client for anybody else, nor an account of a pool for another. What the house
     * account's inventory has over is the house account's own, and goes back to it here.
     */
    private EpisodeEvent own(Step.Asking step, SortedMap<EntityId, Money> there) {
        Map<EntityId, Money> lacks = new TreeMap<>(draws().lacks());
        LayerEntries entries = new LayerEntries(episode, step, there);
        SortedMap<String, Money> payers = new TreeMap<>();
        SortedMap<EntityId, Money> own = new TreeMap<>(there);
        List<Entry> returned = new ArrayList<>();
        episode.houseAccount().ifPresent(house -> draws().surplus().find(house).ifPresent(over -> {
            own.merge(house, over, Money::plus);
            returned.add(EndTurn.returned(episode, house, over, "own-surplus"));
        }));
        SortedMap<EntityId, Money> left = new TreeMap<>();
        own.forEach((account, amount) -> {
            Money paid = amount.min(lacks.getOrDefault(account, amount));
            left.put(account, amount.minus(paid));
            lacks.merge(account, paid, Money::minus);
            entries.add(account, account, paid);
            payers.merge(payer(account), paid, Money::plus);
        });
        episode.houseAccount().ifPresent(house -> {
            Money more = left.getOrDefault(house, episode.currency().zero());
            List<Claim<EntityId>> claims = lacks.entrySet().stream()
                    .map(row -> new Claim<>(row.getKey(), row.getValue().minorUnits(), Optional.of(row.getValue())))
                    .toList();
            Split<EntityId> split = ProRata.split(more, claims);
            split.parts().forEach((account, paid) -> {
                lacks.merge(account, paid, Money::minus);
                entries.add(house, account, paid);
                payers.merge(payer(house), paid, Money::plus);
            });
        });
        returned.addAll(entries.all());
        return drawn(step, own, payers, own, lacks, returned);
    }

    /** One contributor, or the survivors' contributions pro rata. */
    private EpisodeEvent shared(Step.Asking step, SortedMap<EntityId, Money> there) {
        Money need = sum(there).min(draws().residual());
        List<Claim<EntityId>> claims = there.entrySet().stream()
                .map(row ->
                        new Claim<>(row.getKey(), cap(step, row.getKey()).minorUnits(), Optional.of(row.getValue())))
                .toList();
        Split<EntityId> split = ProRata.split(need, claims);
        Map<EntityId, Money> lacks = new TreeMap<>(draws().lacks());
        LayerEntries entries = new LayerEntries(episode, step, there);
        SortedMap<String, Money> payers = new TreeMap<>();
        Placing placing = new Placing(need, lacks);
        split.parts().forEach((account, paid) -> {
            placing.take(paid).forEach((to, part) -> {
                lacks.merge(to, part, Money::minus);
                entries.add(account, to, part);
            });
            payers.merge(payer(account), paid, Money::plus);
        });
        return drawn(step, there, payers, new TreeMap<>(), lacks, entries.all());
    }

    private static Money cap(Step.Asking step, EntityId account) {
        return Optional.ofNullable(step.caps().get(account)).orElseThrow();
    }

    private EpisodeEvent drawn(
            Step.Asking step,
            SortedMap<EntityId, Money> there,
            SortedMap<String, Money> payers,
            SortedMap<EntityId, Money> own,
            Map<EntityId, Money> lacks,
            List<Entry> entries) {
        payers.values().removeIf(Money::isZero);
        Money drawn = payers.values().stream().reduce(episode.currency().zero(), Money::plus);
        return new EpisodeEvent.LayerDrawn(
                new LayerRecord(step.layer(), sum(there), drawn, payers, List.of()),
                own,
                new TreeMap<>(lacks),
                entries,
                heard());
    }

    /** Members for what is a member's, the account's own key otherwise. */
    private String payer(EntityId account) {
        Declaration declaration = episode.declaration().orElseThrow();
        if (declaration.accounts().containsKey(account)) {
            return declaration.member().orElse(account.key());
        }
        String key = account.key();
        return key.substring(key.indexOf(':') + 1);
    }

    private Money sum(SortedMap<EntityId, Money> amounts) {
        return amounts.values().stream().reduce(episode.currency().zero(), Money::plus);
    }

    private Draws draws() {
        return episode.draws().orElseThrow();
    }

    private List<Acknowledgement> heard() {
        return memory.outbox().toPersist();
    }
}
