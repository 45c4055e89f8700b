package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Money, units and lots. Every entry balances by its own legs; each posting reaches its account once, in the order of its
 * source and as it was booked; and an account moves by what it was sent and by nothing else. So at every step the sum over
 * all accounts and everything in flight is zero, without adding it up.
 */
final class ChannelCheck implements Check {

    private final Map<Channel, TreeMap<Long, Flying>> flying = new LinkedHashMap<>();

    private record Channel(EntityId source, EntityId account) {}

    /** What one event of a source booked for one account, and when it was stored. */
    private record Flying(List<Posting> postings, long at) {}

    /** How much a state or a posting is: money less cost, and by name units and lots. */
    private record Sum(long money, Map<String, Long> others) {}

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof SourceEvent source) {
            booked(row, source);
        }
        if (row.entity().kind() == EntityKind.ACCOUNT) {
            List<Posting> received =
                    row.event() instanceof AccountEvent.Posted posted ? received(row, posted) : List.of();
            moved(row, (Account) before, (Account) after, received);
        }
    }

    private void booked(Journal.Row row, SourceEvent event) {
        Map<EntityId, List<Posting>> byAccount = new TreeMap<>();
        for (Entry entry : event.entries()) {
            balance(row, entry);
            entry.postings().forEach(posting -> byAccount
                    .computeIfAbsent(posting.account(), none -> new ArrayList<>())
                    .add(posting));
        }
        byAccount.forEach((account, postings) -> flying.computeIfAbsent(
                        new Channel(row.entity(), account), none -> new TreeMap<>())
                .put(row.number(), new Flying(postings, row.at())));
    }

    private static void balance(Journal.Row row, Entry entry) {
        Sum sum = sum(entry.postings());
        long cost = 0;
        for (Posting posting : entry.postings()) {
            for (Leg leg : posting.legs()) {
                cost += leg instanceof Leg.LotsLeg lots ? lots.cost().minorUnits() : 0;
            }
        }
        if (sum.money() != 0 || cost != 0 || sum.others().values().stream().anyMatch(each -> each != 0)) {
            throw new Violation(
                    Invariant.CONSERVATION,
                    row.entity() + " " + row.number() + ": " + entry.id() + " is off by " + sum);
        }
    }

    private List<Posting> received(Journal.Row row, AccountEvent.Posted event) {
        List<Posting> all = new ArrayList<>();
        for (AccountEvent.FromSource from : event.received()) {
            TreeMap<Long, Flying> channel =
                    flying.getOrDefault(new Channel(from.source(), row.entity()), new TreeMap<>());
            for (Delivery delivery : from.deliveries()) {
                List<Posting> postings =
                        delivery.bookings().stream().map(Booking::posting).toList();
                Map.Entry<Long, Flying> next = channel.pollFirstEntry();
                if (next == null
                        || next.getKey() != delivery.number()
                        || !next.getValue().postings().equals(postings)) {
                    throw new Violation(
                            Invariant.CHANNELS,
                            row.entity() + " " + row.number() + " takes " + from.source() + " " + delivery.number()
                                    + ", due was " + next);
                }
                all.addAll(postings);
            }
        }
        return all;
    }

    private static void moved(Journal.Row row, Account before, Account after, List<Posting> received) {
        Sum sent = sum(received);
        Sum was = sum(before);
        Sum is = sum(after);
        Map<String, Long> expected = new TreeMap<>(was.others());
        sent.others().forEach((name, count) -> expected.merge(name, count, Long::sum));
        expected.values().removeIf(count -> count == 0);
        if (is.money() != was.money() + sent.money() || !is.others().equals(expected)) {
            throw new Violation(
                    Invariant.CONSERVATION,
                    row.entity() + " " + row.number() + " goes from " + was + " to " + is + " by " + sent);
        }
    }

    /** Everything that is owed to accounts and has not reached them; empty when nothing is. */
    String inFlight() {
        return flying.entrySet().stream()
                .filter(channel -> !channel.getValue().isEmpty())
                .map(channel -> channel.getKey() + " has " + channel.getValue().keySet() + " in flight")
                .findFirst()
                .orElse("");
    }

    /** The sources from which something is on its way to this account. */
    List<EntityId> underWayTo(EntityId account) {
        return flying.entrySet().stream()
                .filter(each -> each.getKey().account().equals(account)
                        && !each.getValue().isEmpty())
                .map(each -> each.getKey().source())
                .toList();
    }

    /** The first entry that this source stored for an account before this time, and that the account has not applied. */
    Optional<Long> late(EntityId source, EntityId account, long storedBefore) {
        TreeMap<Long, Flying> channel = flying.getOrDefault(new Channel(source, account), new TreeMap<>());
        return channel.entrySet().stream()
                .filter(each -> each.getValue().at() < storedBefore)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Sum sum(List<Posting> postings) {
        long money = 0;
        Map<String, Long> others = new TreeMap<>();
        for (Posting posting : postings) {
            for (Leg leg : posting.legs()) {
                if (leg instanceof Leg.MoneyLeg moved) {
                    money = Math.addExact(money, moved.amount().minorUnits());
                } else if (leg instanceof Leg.AssetLeg moved) {
                    others.merge("units of " + moved.asset(), moved.units(), Long::sum);
                } else if (leg instanceof Leg.LotsLeg moved) {
                    money = Math.subtractExact(money, moved.cost().minorUnits());
                    others.merge("lots of " + moved.instrument(), moved.lots().count(), Long::sum);
                }
            }
        }
        return new Sum(money, others);
    }

    static long moneyLessCost(Account account) {
        return sum(account).money();
    }

    private static Sum sum(Account account) {
        long money = 0;
        Map<String, Long> others = new TreeMap<>();
        for (var cash : account.cash().values()) {
            money = Math.addExact(money, cash.minorUnits());
        }
        account.collateral().forEach((asset, units) -> others.put("units of " + asset, units));
        for (var row : account.positions().entrySet()) {
            Position position = row.getValue();
            money = Math.subtractExact(money, position.cost().minorUnits());
            others.put("lots of " + row.getKey(), position.lots().count());
        }
        others.values().removeIf(count -> count == 0);
        return new Sum(money, others);
    }
}
