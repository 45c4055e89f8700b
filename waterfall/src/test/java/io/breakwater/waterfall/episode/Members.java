package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.house.HouseMessage.Levied;
import io.breakwater.waterfall.house.HouseMessage.Levy;
import io.breakwater.waterfall.house.HouseMessage.ObligationsSettled;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The survivors of a scripted world: what they can be assessed, and what they pay of it. Who does not pay in full is in
 * default and is assessed no more. A payment goes to the inventory that lacks most first.
 */
final class Members {

    /** How far each can be assessed in the first round. */
    final SortedMap<String, Money> limits = new TreeMap<>();

    /** The most that each pays; without a row whatever it owes. */
    final SortedMap<String, Money> purses = new TreeMap<>();

    /** Who has not paid in full. */
    final SortedSet<String> failed = new TreeSet<>();

    private final SortedMap<String, Money> weights;
    private final Money zero;
    private final Books books;
    private final SortedMap<Integer, Levied> levied = new TreeMap<>();
    private final SortedMap<Integer, ObligationsSettled> settled = new TreeMap<>();

    Members(SortedMap<String, Money> weights, Money zero, Books books) {
        this.weights = weights;
        this.zero = zero;
        this.books = books;
    }

    /** The same answer to the same round, however often it is asked. */
    Levied levy(Levy levy) {
        return levied.computeIfAbsent(levy.round(), round -> {
            SortedMap<String, Money> left = new TreeMap<>(limits);
            levied.values().forEach(before -> before.shares()
                    .forEach((member, share) -> left.merge(member, share, Money::minus)));
            left.keySet().removeAll(failed);
            Money all = left.values().stream().reduce(zero, Money::plus);
            List<Claim<String>> claims = new ArrayList<>();
            left.forEach((member, limit) -> claims.add(Claim.upTo(member, weight(member), limit)));
            SortedMap<String, Money> shares = new TreeMap<>(
                    ProRata.split(levy.residual().min(all), claims).parts());
            shares.values().removeIf(Money::isZero);
            Levied answer = new Levied(levy.episode(), round, shares, left);
            settled.put(round, collect(levy, answer));
            return answer;
        });
    }

    ObligationsSettled settled(int round) {
        return Optional.ofNullable(settled.get(round)).orElseThrow();
    }

    private ObligationsSettled collect(Levy levy, Levied levied) {
        SortedMap<EntityId, Money> lacking = new TreeMap<>(levy.to());
        SortedMap<EntityId, Money> received = new TreeMap<>();
        SortedMap<String, Money> paid = new TreeMap<>();
        SortedMap<String, Money> unpaid = new TreeMap<>();
        levied.shares().forEach((member, share) -> {
            Money pays = share.min(purses.getOrDefault(member, share));
            if (pays.isPositive()) {
                paid.put(member, pays);
                purses.computeIfPresent(member, (each, purse) -> purse.minus(pays));
                books.pay(EntityId.of(EntityKind.ACCOUNT, member + ".purse"), pays.negated());
                place(pays, lacking).forEach((inventory, part) -> {
                    books.pay(inventory, part);
                    received.merge(inventory, part, Money::plus);
                });
            }
            if (share.isMoreThan(pays)) {
                unpaid.put(member, share.minus(pays));
                failed.add(member);
            }
        });
        return new ObligationsSettled(levy.episode(), levy.round(), paid, unpaid, received);
    }

    private SortedMap<EntityId, Money> place(Money payment, SortedMap<EntityId, Money> lacking) {
        List<Map.Entry<EntityId, Money>> rows = new ArrayList<>(lacking.entrySet());
        rows.sort(Map.Entry.<EntityId, Money>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        SortedMap<EntityId, Money> parts = new TreeMap<>();
        Money left = payment;
        for (Map.Entry<EntityId, Money> row : rows) {
            Money part = left.min(row.getValue());
            parts.put(row.getKey(), part);
            lacking.merge(row.getKey(), part, Money::minus);
            left = left.minus(part);
        }
        return parts;
    }

    private long weight(String member) {
        return weights.getOrDefault(member, zero).minorUnits();
    }
}
