package io.breakwater.node.audit;

import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Invariant 12. Victims stand on the other side of what is unsold, in the order of gain / equity from the first rank on,
 * give at most their gain and their equity, and no more lots nor money than they were chosen for and granted; all unsold
 * lots are closed, and the entries are what is said of them.
 */
final class DeleveragingCheck implements Check {

    private final Verdicts verdicts;
    private final SortedMap<InstrumentId, Long> unsold = new TreeMap<>();
    private final Map<EntityId, Victim> chosen = new HashMap<>();
    private Optional<Layer> layer = Optional.empty();
    private long victims;
    private long lots;

    DeleveragingCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.DELEVERAGING;
    }

    @Override
    public void begin(EntityId entity) {
        unsold.clear();
        chosen.clear();
        layer = Optional.empty();
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof EpisodeEvent.LossFixed fixed) {
            fixed.loss().unsold().forEach((instrument, left) -> unsold.put(instrument, left.lots()));
        } else if (event.event() instanceof EpisodeEvent.InstrumentStopped stopped) {
            layer = Optional.of(stopped.layer());
        } else if (event.event() instanceof EpisodeEvent.VictimsChosen picked) {
            chosen(event, picked);
        } else if (event.event() instanceof EpisodeEvent.LotsClosed closed) {
            closed(event, closed);
        } else if (event.event() instanceof EpisodeEvent.LotsAbsorbed absorbed) {
            absorbed(event, absorbed);
        } else if (event.event() instanceof EpisodeEvent.LayerDrawn drawn
                && drawn.record().layer().closesLots()
                && unsold.values().stream().anyMatch(left -> left != 0)) {
            violated(event, drawn.record().layer() + " is drawn with lots unsold: " + unsold);
        }
    }

    @Override
    public void finish() {
        verdicts.compared(
                Invariant.DELEVERAGING,
                victims == 0
                        ? "nobody"
                        : victims + " victims in rank order within their limits, " + lots + " lots closed");
    }

    private void chosen(AuditedEvent event, EpisodeEvent.VictimsChosen picked) {
        chosen.clear();
        Optional<Victim> before = Optional.empty();
        for (Victim victim : picked.victims()) {
            long rank = before.map(Victim::rank).orElse(0);
            boolean inOrder = layer.equals(Optional.of(Layer.ADL)) ? victim.rank() == rank + 1 : victim.rank() > rank;
            if (!inOrder || before.filter(better -> precedes(victim, better)).isPresent()) {
                violated(event, victim.account() + " has rank " + victim.rank() + " out of order");
            }
            bounded(event, victim, picked.instrument());
            chosen.put(victim.account(), victim);
            before = Optional.of(victim);
        }
    }

    private void bounded(AuditedEvent event, Victim victim, InstrumentId instrument) {
        Money zero = victim.given().currency().zero();
        Money most = victim.gain().min(victim.equity()).max(zero);
        if (victim.given().isNegative()
                || victim.given().isMoreThan(victim.limit())
                || victim.limit().isMoreThan(most)) {
            violated(
                    event,
                    victim.account() + " gives " + victim.given() + " of " + victim.limit() + " with a gain of "
                            + victim.gain() + " and equity of " + victim.equity());
        }
        long left = unsold.getOrDefault(instrument, 0L);
        if (!victim.instrument().equals(instrument) || Long.signum(victim.lots().count()) != -Long.signum(left)) {
            violated(
                    event,
                    victim.account() + " closes " + victim.lots().count() + " lots of " + victim.instrument() + " for "
                            + left + " unsold of " + instrument);
        }
    }

    private void closed(AuditedEvent event, EpisodeEvent.LotsClosed closed) {
        long sum = 0;
        for (Victim victim : closed.victims()) {
            victims++;
            lots += victim.lots().size();
            sum = Math.addExact(sum, victim.lots().count());
            Victim picked = chosen.get(victim.account());
            if (picked == null
                    || victim.lots().size() > picked.lots().size()
                    || victim.given().isMoreThan(picked.given())) {
                violated(event, victim.account() + " closes and gives more than it was chosen for");
            }
            booked(event, victim, closed.entries());
        }
        left(event, closed.instrument(), sum);
        Set<EntityId> named = closed.victims().stream().map(Victim::account).collect(Collectors.toSet());
        for (Entry entry : closed.entries()) {
            if (entry.postings().stream().map(Posting::account).noneMatch(named::contains)) {
                violated(event, "entry " + entry.id() + " closes lots of nobody who is named");
            }
        }
    }

    /** Only an account of what no layer bore takes lots for the house, and its entries bring it just these. */
    private void absorbed(AuditedEvent event, EpisodeEvent.LotsAbsorbed absorbed) {
        long sum = 0;
        for (Map.Entry<EntityId, Lots> taker : absorbed.takers().entrySet()) {
            sum = Math.addExact(sum, -taker.getValue().count());
            long moved = moved(taker.getKey(), absorbed.entries());
            if (!taker.getKey().key().startsWith("uncovered:")
                    || moved != taker.getValue().count()) {
                violated(event, taker.getKey() + " takes " + taker.getValue().count() + " lots, is booked " + moved);
            }
        }
        left(event, absorbed.instrument(), sum);
    }

    /** So many lots are closed, on the other side of what is unsold, which shrinks and does not turn. */
    private void left(AuditedEvent event, InstrumentId instrument, long sum) {
        long left = Math.addExact(unsold.getOrDefault(instrument, 0L), sum);
        if (Math.absExact(left) > Math.absExact(left - sum) || Long.signum(left) * Long.signum(left - sum) < 0) {
            violated(event, sum + " lots of " + instrument + " are closed for " + (left - sum) + " unsold");
        }
        unsold.put(instrument, left);
    }

    private static long moved(EntityId account, List<Entry> entries) {
        long moved = 0;
        for (Entry entry : entries) {
            for (Posting posting : entry.postings()) {
                for (Leg leg : posting.account().equals(account) ? posting.legs() : List.<Leg>of()) {
                    moved += leg instanceof Leg.LotsLeg lotsLeg ? lotsLeg.lots().count() : 0;
                }
            }
        }
        return moved;
    }

    /** Its lots leave it, and with them just what it gives. */
    private void booked(AuditedEvent event, Victim victim, List<Entry> entries) {
        long moved = moved(victim.account(), entries);
        Money given = victim.given().currency().zero();
        for (Entry entry : entries) {
            for (Posting posting : entry.postings()) {
                for (Leg leg : posting.account().equals(victim.account()) ? posting.legs() : List.<Leg>of()) {
                    given = leg instanceof Leg.MoneyLeg money ? given.minus(money.amount()) : given;
                }
            }
        }
        if (moved != -victim.lots().count() || !given.equals(victim.given())) {
            violated(
                    event,
                    victim.account() + " is booked " + moved + " lots and gives " + given + ", said are "
                            + victim.lots().count() + " and " + victim.given());
        }
    }

    /** True when the first stands before the other: gain / equity, then the larger gain, then the smaller id. */
    private static boolean precedes(Victim one, Victim other) {
        boolean gains = one.gain().isPositive();
        if (gains != other.gain().isPositive()) {
            return gains;
        }
        boolean broke = !one.equity().isPositive();
        if (gains && broke != !other.equity().isPositive()) {
            return broke;
        }
        int score = gains && !broke ? product(one, other).compareTo(product(other, one)) : 0;
        int order = score != 0 ? score : one.gain().compareTo(other.gain());
        return order != 0 ? order > 0 : one.account().compareTo(other.account()) < 0;
    }

    private static BigInteger product(Victim gaining, Victim having) {
        return BigInteger.valueOf(gaining.gain().minorUnits())
                .multiply(BigInteger.valueOf(having.equity().minorUnits()));
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.DELEVERAGING, event, what);
    }
}
