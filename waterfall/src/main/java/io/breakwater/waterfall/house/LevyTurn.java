package io.breakwater.waterfall.house;

import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.money.Rounding;
import io.breakwater.waterfall.money.Split;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.rulebook.AssessmentTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cash a surviving member owes when the layers before are exhausted: its pro-rata share of the residual by frozen
 * contribution, at most min(cap per default x frozen contribution - levied on it for this episode before, cap per period x
 * frozen contribution - assessed in the running period), never less than zero; caps round down. What one cannot bear goes
 * to those below their limit, so the shares sum to min(residual, sum of the limits) exactly (largest remainder). Survivors
 * are the members that the episode froze and that are not in default now. Direct members have no house account and no
 * contribution, and are never assessed.
 */
record LevyTurn(HouseTurn turn) {

    Reaction<HouseMemory, HouseEvent> levy(HouseMessage.Levy word) {
        Optional<DefaultCase> found = found(word.episode());
        Optional<Levied> known = found.flatMap(each -> each.levies().find(word.round()));
        if (known.isPresent()) {
            return turn.answer(said(word.episode(), word.round(), known.get()));
        }
        if (found.isEmpty() || turn.time().isEmpty() || !isNext(found.get(), word)) {
            return turn.none();
        }
        HouseTerms terms = house().terms().find(found.get().terms()).orElseThrow();
        List<HouseEvent.Assessed> assessed =
                assessed(found.get(), word, terms.rulebook().assessment());
        if (house().payables().open().size() + assessed.size() > Payables.OPEN) {
            return turn.none();
        }
        Instant deadline = CollectionTurn.deadline(terms, turn.time().get());
        HouseEvent.AssessmentsLevied event = new HouseEvent.AssessmentsLevied(
                word.episode(), word.round(), word.residual(), word.to(), assessed, deadline, turn.heard());
        Levied levied = house().levied(event)
                .defaults()
                .cases()
                .find(word.episode())
                .orElseThrow()
                .levies()
                .find(word.round())
                .orElseThrow();
        return turn.record(event, said(word.episode(), word.round(), levied));
    }

    private boolean isNext(DefaultCase levying, HouseMessage.Levy word) {
        Money sum = house().money(0);
        for (Money lacking : word.to().values()) {
            if (!lacking.currency().equals(sum.currency()) || lacking.isNegative()) {
                return false;
            }
            sum = sum.plus(lacking);
        }
        return !levying.isClosed() && levying.levies().size() + 1 == word.round() && sum.equals(word.residual());
    }

    private List<HouseEvent.Assessed> assessed(DefaultCase levying, HouseMessage.Levy word, AssessmentTerms terms) {
        SortedMap<String, Money> limits = new TreeMap<>();
        List<Claim<String>> claims = new ArrayList<>();
        Money most = house().money(0); // min(residual, sum of the limits): the sum alone may be beyond 64 bits
        for (Map.Entry<String, ClearingMember> row : house().members().entrySet()) {
            Optional<Long> frozen = row.getValue().isInDefault()
                    ? Optional.empty()
                    : row.getValue().frozenBy(word.episode());
            if (frozen.isPresent()) {
                Money limit = limit(row.getKey(), frozen.get(), levying, terms);
                limits.put(row.getKey(), limit);
                claims.add(Claim.upTo(row.getKey(), frozen.get(), limit));
                most = most.plus(limit.min(word.residual().minus(most)));
            }
        }
        Split<String> split = ProRata.split(most, claims);
        List<HouseEvent.Assessed> assessed = new ArrayList<>();
        long obligation = house().payables().last();
        for (Map.Entry<String, Money> row : limits.entrySet()) {
            Money share = split.part(row.getKey());
            long number = share.isPositive() ? ++obligation : 0;
            assessed.add(new HouseEvent.Assessed(row.getKey(), number, share, row.getValue()));
        }
        return assessed;
    }

    private Money limit(String member, long frozen, DefaultCase levying, AssessmentTerms terms) {
        long levied = 0;
        for (Levied round : levying.levies().values()) {
            levied = Math.addExact(levied, round.share(member));
        }
        long before = house().period().map(period -> period.assessed(member)).orElse(0L);
        long ofDefault = terms.capPerDefault().of(frozen, Rounding.ASSESSMENT_CAP) - levied;
        long ofPeriod = terms.capPerPeriod().of(frozen, Rounding.ASSESSMENT_CAP) - before;
        return house().money(Math.max(0, Math.min(ofDefault, ofPeriod)));
    }

    private HouseMessage.Levied said(long episode, int round, Levied levied) {
        SortedMap<String, Money> shares = new TreeMap<>();
        SortedMap<String, Money> limits = new TreeMap<>();
        levied.shares().forEach((member, row) -> {
            limits.put(member, house().money(row.limit()));
            if (row.share() > 0) {
                shares.put(member, house().money(row.share()));
            }
        });
        return new HouseMessage.Levied(episode, round, shares, limits);
    }

    /** Tells what was paid by whom and to which inventory, and what was not, once nobody owes anything of the round. */
    Reaction<HouseMemory, HouseEvent> ask(HouseMessage.AskObligations word) {
        Optional<Levied> settled = found(word.episode())
                .flatMap(each -> each.levies().find(word.round()))
                .filter(Levied::isSettled);
        if (settled.isEmpty()) {
            return turn.progress();
        }
        SortedMap<String, Money> paid = new TreeMap<>();
        SortedMap<String, Money> unpaid = new TreeMap<>();
        settled.get().shares().forEach((member, row) -> {
            if (row.paid() > 0) {
                paid.put(member, house().money(row.paid()));
            }
            if (row.share() > row.paid()) {
                unpaid.put(member, house().money(row.share() - row.paid()));
            }
        });
        SortedMap<EntityId, Money> received = new TreeMap<>();
        settled.get().received().forEach((inventory, amount) -> received.put(inventory, house().money(amount)));
        return turn.answer(new HouseMessage.ObligationsSettled(word.episode(), word.round(), paid, unpaid, received));
    }

    private Optional<DefaultCase> found(long episode) {
        return house().defaults().cases().find(episode);
    }

    private House house() {
        return turn.house();
    }
}
