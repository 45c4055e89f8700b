package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.Loss;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who could have been deleveraged, by what the accounts themselves have persisted. The instrument is stopped, so lots and
 * gains are what the census has seen: a victim has just those, gives up all of its lots before the next one in the ranking
 * gives any, and nobody is passed over who gains more than a victim and has less. The house takes lots itself only when nobody is left.
 */
final class CandidateCheck implements Check {

    private final States states;
    private final Map<EntityId, Loss> losses = new HashMap<>();
    private final Map<EntityId, Layer> layers = new HashMap<>();
    private final Map<EntityId, List<Victim>> asked = new HashMap<>();
    /** By episode, who has granted less than it was asked for. */
    private final Map<EntityId, Set<EntityId>> unwilling = new HashMap<>();

    CandidateCheck(States states) {
        this.states = states;
    }

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof EpisodeEvent.LossFixed fixed) {
            losses.put(row.entity(), fixed.loss());
        } else if (row.event() instanceof EpisodeEvent.InstrumentStopped stopped) {
            layers.put(row.entity(), stopped.layer());
        } else if (row.event() instanceof EpisodeEvent.VictimsChosen chosen) {
            asked.put(row.entity(), chosen.victims());
            chosen(row, chosen);
        } else if (row.event() instanceof EpisodeEvent.LotsClosed closed) {
            closed(row, closed);
        } else if (row.event() instanceof EpisodeEvent.LotsAbsorbed absorbed) {
            absorbed(row, absorbed);
        }
    }

    private void chosen(Journal.Row row, EpisodeEvent.VictimsChosen chosen) {
        Set<EntityId> victims = new HashSet<>();
        long most = 0;
        for (int i = 0; i < chosen.victims().size(); i++) {
            Victim victim = chosen.victims().get(i);
            victims.add(victim.account());
            Optional<Position> has = position(victim.account(), chosen.instrument());
            boolean last = i == chosen.victims().size() - 1;
            boolean whole =
                    victim.lots().size() == has.map(each -> each.lots().size()).orElse(0L);
            if (layers.get(row.entity()) == Layer.ADL && !last && !whole) {
                throw violation(row, victim + " keeps some of " + has + ", and another one is asked");
            }
            long gain = has.map(each -> gain(row.entity(), chosen.instrument(), each))
                    .orElse(0L);
            if (victim.gain().minorUnits() != gain) {
                throw violation(row, victim + " gains " + gain + " with " + has);
            }
            most = victim.lots().count();
        }
        if (layers.get(row.entity()) != Layer.ADL || chosen.victims().isEmpty()) {
            return;
        }
        Victim worst = chosen.victims().get(chosen.victims().size() - 1);
        for (EntityId account : candidates(chosen.instrument(), Long.signum(most))) {
            boolean known = victims.contains(account)
                    || unwilling.getOrDefault(row.entity(), Set.of()).contains(account);
            long gain = gain(
                    row.entity(),
                    chosen.instrument(),
                    position(account, chosen.instrument()).orElseThrow());
            if (!known && gain > 0 && !worst.gain().isPositive()) {
                throw violation(row, account + " gains " + gain + " and is passed over for " + worst);
            }
        }
    }

    private void closed(Journal.Row row, EpisodeEvent.LotsClosed closed) {
        Map<EntityId, Long> given = new HashMap<>();
        closed.victims()
                .forEach(victim -> given.put(victim.account(), victim.lots().size()));
        for (Victim victim : asked.getOrDefault(row.entity(), List.of())) {
            if (given.getOrDefault(victim.account(), 0L) < victim.lots().size()) {
                unwilling.computeIfAbsent(row.entity(), none -> new HashSet<>()).add(victim.account());
            }
        }
    }

    private void absorbed(Journal.Row row, EpisodeEvent.LotsAbsorbed absorbed) {
        boolean forNobody = absorbed.takers().keySet().stream().allMatch(account -> account.key()
                .equals("uncovered:" + row.entity().key()));
        if (forNobody) {
            int side = -Long.signum(absorbed.takers().values().iterator().next().count());
            for (EntityId account : candidates(absorbed.instrument(), side)) {
                throw violation(row, "the house takes lots that " + account + " is there for");
            }
        }
    }

    /** Accounts that are called, are not in default and have lots of this side. */
    private Set<EntityId> candidates(InstrumentId instrument, int side) {
        Set<EntityId> found = new TreeSet<>();
        for (Map.Entry<EntityId, Object> each : states.all()) {
            boolean opposite = each.getValue() instanceof Account account
                    && account.terms()
                            .map(AccountTerms::kind)
                            .filter(kind -> kind.isCalled())
                            .isPresent()
                    && !(account.standing() instanceof Standing.InDefault)
                    && account.positions()
                            .find(instrument)
                            .filter(position -> Long.signum(position.lots().count()) == side)
                            .isPresent();
            if (opposite) {
                found.add(each.getKey());
            }
        }
        return found;
    }

    private Optional<Position> position(EntityId account, InstrumentId instrument) {
        return states.account(account).positions().find(instrument);
    }

    /** lots x price x tick value - what they were opened at. */
    private long gain(EntityId episode, InstrumentId instrument, Position position) {
        Loss loss = Objects.requireNonNull(losses.get(episode));
        long ticks = loss.frozen().mark(instrument).orElseThrow().price().ticks();
        long perTick = loss.unsold(instrument).instrument().tickValue();
        return Math.multiplyExact(Math.multiplyExact(position.lots().count(), ticks), perTick)
                - position.openCost().minorUnits();
    }

    private static Violation violation(Journal.Row row, String what) {
        return new Violation(Invariant.DELEVERAGING, row.entity() + " " + row.number() + ": " + what);
    }
}
