package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Invariant 7. What an account sets aside is there and nobody else's: of money no more than the event says may leave,
 * and, unless a default takes it with lots, no more than the settled cash that is free; of lots no more than its own. A withdrawal uses a hold
 * that lives, and takes no more than was held.
 */
final class GrantCheck implements Check {

    private final Verdicts verdicts;
    private final SortedMap<HoldId, Hold> live = new TreeMap<>();
    private final SortedMap<Currency, Money> cash = new TreeMap<>();
    private final SortedMap<InstrumentId, Position> positions = new TreeMap<>();
    private final SortedMap<EntityId, Long> newest = new TreeMap<>();
    private long grants;
    private long uses;

    GrantCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.GRANTS;
    }

    @Override
    public void begin(EntityId entity) {
        live.clear();
        cash.clear();
        positions.clear();
        newest.clear();
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent.HoldGranted granted) {
            granted(event, granted);
        } else if (event.event() instanceof AccountEvent.HoldReleased released) {
            live.remove(released.hold());
        } else if (event.event() instanceof AccountEvent.Judged judged) {
            cash.putAll(judged.cash());
            positions.putAll(judged.positions());
        } else if (event.event() instanceof AccountEvent.Posted posted) {
            for (AccountEvent.FromSource from : posted.received()) {
                from.deliveries().forEach(delivery -> delivery.bookings()
                        .forEach(booking -> booked(event, from.source(), booking)));
            }
            cash.putAll(posted.cash());
            positions.putAll(posted.positions());
        }
    }

    @Override
    public void finish() {
        verdicts.compared(
                Invariant.GRANTS, grants + " holds within what may leave, " + uses + " uses within their hold");
    }

    private void granted(AuditedEvent event, AccountEvent.HoldGranted granted) {
        grants++;
        Hold hold = granted.hold();
        Long before = newest.put(hold.id().source(), hold.id().number());
        if (before != null && before >= hold.id().number()) {
            verdicts.violated(Invariant.EXACTLY_ONCE, event, "grants hold " + hold.id() + " after number " + before);
        }
        money(hold).ifPresent(money -> {
            if (money.isMoreThan(granted.withdrawable())) {
                violated(event, "sets " + money + " aside where " + granted.withdrawable() + " may leave");
            }
            Money free = free(money.currency());
            if (!takesLots(hold) && money.isMoreThan(free)) {
                violated(event, "sets " + money + " aside of " + free + " settled and free");
            }
        });
        live.put(hold.id(), hold);
        for (Reserved reserved : hold.reserved()) {
            if (reserved instanceof Reserved.LotsHeld lots) {
                own(event, lots);
            }
        }
    }

    private void own(AuditedEvent event, Reserved.LotsHeld wanted) {
        long held = 0;
        for (Hold hold : live.values()) {
            for (Reserved reserved : hold.reserved()) {
                if (reserved instanceof Reserved.LotsHeld lots
                        && lots.instrument().equals(wanted.instrument())) {
                    held = Math.addExact(held, lots.lots().count());
                }
            }
        }
        long own = Optional.ofNullable(positions.get(wanted.instrument()))
                .map(Position::lots)
                .map(Lots::count)
                .orElse(0L);
        if (Long.signum(own) != Long.signum(held) || Math.absExact(held) > Math.absExact(own)) {
            violated(event, "sets " + held + " lots of " + wanted.instrument() + " aside of " + own);
        }
    }

    private void booked(AuditedEvent event, EntityId source, Booking booking) {
        Optional<Long> consumes = booking.posting().consumes();
        Optional<Money> given = given(booking);
        if (consumes.isEmpty()) {
            if (needsHold(event.entity(), booking.purpose()) && given.isPresent()) {
                violated(event, given.get() + " left by entry " + booking.entry() + " without a hold");
            }
            return;
        }
        uses++;
        HoldId id = new HoldId(source, consumes.get());
        Hold hold = live.remove(id);
        if (hold == null) {
            violated(event, "entry " + booking.entry() + " uses hold " + id + ", which does not live");
        } else if (given.isPresent()) {
            Money held = money(hold).orElseGet(() -> given.get().currency().zero());
            if (given.get().isMoreThan(held)) {
                violated(event, given.get() + " left by entry " + booking.entry() + ", held was " + held);
            }
        }
    }

    /** What leaves an account by the word of somebody else was asked for first; trades and the house's own are facts. */
    private static boolean needsHold(EntityId account, Purpose purpose) {
        return switch (purpose) {
            case PAYOUT -> !account.key().startsWith("transit:");
            case DELEVERAGING -> !InventoryTally.isInventory(account);
            case ASSESSMENT, DEFICIT_PAYABLE -> true;
            default -> false;
        };
    }

    /** Granted by the rules of a default, up to the account's equity and not its cash. */
    private static boolean takesLots(Hold hold) {
        return hold.reserved().stream().anyMatch(Reserved.LotsHeld.class::isInstance);
    }

    /** What a booking takes from the account; absent when it takes no money. */
    private static Optional<Money> given(Booking booking) {
        return booking.posting().legs().stream()
                .filter(Leg.MoneyLeg.class::isInstance)
                .map(leg -> ((Leg.MoneyLeg) leg).amount())
                .reduce(Money::plus)
                .filter(Money::isNegative)
                .map(Money::negated);
    }

    private static Optional<Money> money(Hold hold) {
        return hold.reserved().stream()
                .filter(Reserved.MoneyHeld.class::isInstance)
                .map(reserved -> ((Reserved.MoneyHeld) reserved).amount())
                .reduce(Money::plus);
    }

    /** Settled cash that no hold has taken. */
    private Money free(Currency currency) {
        Money free = Optional.ofNullable(cash.get(currency)).orElseGet(currency::zero);
        for (Hold hold : live.values()) {
            Optional<Money> held =
                    money(hold).filter(amount -> amount.currency().equals(currency));
            free = held.isPresent() ? free.minus(held.get()) : free;
        }
        return free;
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.GRANTS, event, what);
    }
}
