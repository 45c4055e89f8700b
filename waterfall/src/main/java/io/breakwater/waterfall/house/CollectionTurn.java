package io.breakwater.waterfall.house;

import io.breakwater.waterfall.house.HouseReply.Obligation.Stage;
import io.breakwater.waterfall.house.Payable.Collection;
import io.breakwater.waterfall.house.Payable.Debt;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved.MoneyHeld;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.HoldMessage.Manner;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.Repeats;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects what members owe: the house account is asked for a hold of the rest, partly; what it grants is booked in the
 * event that hears of it, and the rest stays owed. That is done on the member's word, as often as it gives it, and once
 * after the deadline and the flush: only what that one does not grant is unpaid, and then the member is in default by the
 * same event.
 */
record CollectionTurn(HouseTurn turn) {

    /** Postings of one entry to inventories, beside the house account's own. */
    private static final int PARTS = Entry.POSTINGS - 1;

    /**
     * Takes a client's deficit over as its member's debt. A member that is in default owes it too, but nobody is asked
     * for it: the client's account joins no episode that is declared already, and a follow-up episode is not declared yet.
     */
    Reaction<HouseMemory, HouseEvent> deficit(HouseMessage.ReportDeficit word) {
        Payables payables = house().payables();
        HouseMessage.DeficitTaken taken = new HouseMessage.DeficitTaken(word.account(), word.liquidation());
        if (payables.hasTaken(word.account(), word.liquidation())) {
            return turn.answer(taken);
        }
        Optional<ClearingMember> member = house().members().find(word.member());
        Optional<HouseTerms> terms = house().newestTerms();
        boolean wellFormed = member.isPresent()
                && terms.isPresent()
                && word.amount().currency().equals(terms.get().currency())
                && word.amount().isPositive();
        boolean late = turn.time().isEmpty() || payables.open().size() >= Payables.OPEN;
        if (!wellFormed || (late && !member.get().isInDefault())) {
            return turn.none();
        }
        Optional<HouseEvent.Owed> owed = member.filter(one -> !one.isInDefault())
                .map(one -> new HouseEvent.Owed(
                        payables.last() + 1, deadline(terms.get(), turn.time().orElseThrow())));
        return turn.record(
                new HouseEvent.DeficitTaken(
                        word.account(),
                        word.member(),
                        word.liquidation(),
                        word.amount(),
                        word.at(),
                        owed,
                        turn.heard()),
                taken);
    }

    /** The levying event's latest possible time, and the terms' grace. */
    static Instant deadline(HouseTerms terms, HouseInstant now) {
        return now.time().plus(now.error()).plus(terms.payableDeadline());
    }

    static House taken(House house, HouseEvent.DeficitTaken event) {
        Payables noted = house.payables().deficit(event.account(), event.liquidation());
        Payables owed = event.owed()
                .map(due -> noted.with(
                        due.obligation(),
                        Payable.of(
                                event.member(),
                                new Debt.Deficit(event.account()),
                                event.amount().minorUnits(),
                                due.deadline())))
                .orElse(noted);
        return house.with(owed).seen(event.at());
    }

    static Payable open(House house, long obligation) {
        return house.payables().open().find(obligation).orElseThrow();
    }

    /** Asks for the next hold: where the member has given its word, or where deadline and flush are past. */
    Optional<Reaction<HouseMemory, HouseEvent>> next() {
        if (house().holds().lines().size() >= House.HOLDS) {
            return Optional.empty();
        }
        for (Map.Entry<Long, Payable> row : house().payables().open().entrySet()) {
            boolean free = row.getValue().collection().isEmpty();
            Optional<SortedMap<EntityId, Long>> flushed =
                    free ? turn.flushing().complete(row.getKey(), row.getValue()) : Optional.empty();
            if (flushed.isPresent() || (free && row.getValue().promised())) {
                return Optional.of(turn.record(new HouseEvent.PaymentAsked(
                        row.getKey(),
                        house().money(row.getValue().rest()),
                        flushed.isPresent(),
                        flushed.orElseGet(TreeMap::new),
                        turn.heard())));
            }
        }
        return Optional.empty();
    }

    static House asked(House house, HouseEvent.PaymentAsked event, long number) {
        Payable payable = open(house, event.obligation());
        Collection collection = new Collection(number, event.last(), Table.copyOf(event.from()));
        Hold hold = new Hold(new HoldId(house.self(), number), List.of(new MoneyHeld(event.rest())));
        return house.with(house.payables().with(event.obligation(), payable.asked(collection)))
                .with(house.holds().asked(house.payer(payable), hold));
    }

    Reaction<HouseMemory, HouseEvent> granted(HoldMessage.HoldGranted word) {
        Optional<Map.Entry<Long, Payable>> asked =
                asked(word.account(), word.hold().id());
        if (asked.isEmpty()) {
            return turn.none();
        }
        long number = asked.get().getKey();
        Payable payable = asked.get().getValue();
        Money granted = granted(word.hold()).min(house().money(payable.rest()));
        List<Entry> entries = entries(number, payable, granted);
        if (!house().outbox().hasRoomFor(entries)) {
            return turn.none();
        }
        boolean isShort = granted.minorUnits() < payable.rest();
        return payable.isAskedLast() && isShort
                ? unpaid(number, payable, granted, entries)
                : turn.record(new HouseEvent.PaymentCollected(number, granted, entries, turn.heard()));
    }

    Reaction<HouseMemory, HouseEvent> refused(HoldMessage.HoldRefused word) {
        Optional<Map.Entry<Long, Payable>> asked = asked(word.account(), word.id());
        if (asked.isEmpty()) {
            return ended(word.account(), word.id());
        }
        Payable payable = asked.get().getValue();
        return payable.isAskedLast()
                ? unpaid(asked.get().getKey(), payable, house().money(0), List.of())
                : turn.record(new HouseEvent.PaymentRefused(
                        asked.get().getKey(), word.id().number(), word.reason(), turn.heard()));
    }

    Reaction<HouseMemory, HouseEvent> ended(EntityId account, HoldId id) {
        boolean releasing = id.source().equals(house().self())
                && house().holds().isAt(account, id.number(), HoldBook.Stage.RELEASING);
        return releasing ? turn.record(new HouseEvent.HoldReturned(account, id.number(), turn.heard())) : turn.none();
    }

    private Reaction<HouseMemory, HouseEvent> unpaid(long number, Payable payable, Money granted, List<Entry> entries) {
        String cause = cause(number, payable) + " of " + house().payer(payable);
        return turn.declaring()
                .ofMember(
                        payable.member(),
                        cause,
                        Optional.empty(),
                        house().latest().orElseThrow(),
                        Optional.of(number))
                .map(declared -> turn.record(new HouseEvent.ObligationsUnpaid(
                        number, payable.collection().orElseThrow().hold(), granted, entries, declared, turn.heard())))
                .orElseGet(turn::none);
    }

    private static String cause(long number, Payable payable) {
        return payable.debt() instanceof Debt.Assessment of
                ? "assessment " + of.episode() + ":" + of.round()
                : "obligation " + number;
    }

    static House refused(House house, HouseEvent.PaymentRefused event) {
        Payable payable = open(house, event.obligation());
        return house.with(house.holds().gone(house.payer(payable), event.hold()))
                .with(house.payables().with(event.obligation(), payable.collected(0)));
    }

    static House unpaid(House house, HouseEvent.ObligationsUnpaid event) {
        EntityId payer = house.payer(open(house, event.obligation()));
        return house.with(house.holds().gone(payer, event.hold()))
                .paid(event.obligation(), event.paid().minorUnits())
                .settled(event.obligation(), Stage.UNPAID)
                .declared(event.declared());
    }

    /** The obligation for which this hold was asked and not answered. */
    private Optional<Map.Entry<Long, Payable>> asked(EntityId account, HoldId id) {
        boolean isOpen =
                id.source().equals(house().self()) && house().holds().isAt(account, id.number(), HoldBook.Stage.ASKED);
        return isOpen ? house().payables().ofHold(id.number()) : Optional.empty();
    }

    private Money granted(Hold hold) {
        Money sum = house().money(0);
        for (Hold.Reserved reserved : hold.reserved()) {
            boolean counts = reserved instanceof MoneyHeld money
                    && money.amount().currency().equals(sum.currency());
            sum = counts ? sum.plus(((MoneyHeld) reserved).amount()) : sum;
        }
        return sum;
    }

    /** The payment: to the client's account, or to the inventories in the order of what they lack. */
    private List<Entry> entries(long number, Payable payable, Money paid) {
        long hold = payable.collection().orElseThrow().hold();
        Purpose purpose = payable.debt() instanceof Debt.Assessment ? Purpose.ASSESSMENT : Purpose.DEFICIT_PAYABLE;
        List<Map.Entry<EntityId, Money>> parts =
                new ArrayList<>(parts(payable, paid).entrySet());
        List<Entry> entries = new ArrayList<>();
        for (int from = 0; from < parts.size(); from += PARTS) {
            List<Posting> postings = new ArrayList<>();
            Money sum = house().money(0);
            for (Map.Entry<EntityId, Money> part : parts.subList(from, Math.min(parts.size(), from + PARTS))) {
                postings.add(Posting.of(part.getKey(), new MoneyLeg(part.getValue())));
                sum = sum.plus(part.getValue());
            }
            Posting given = Posting.of(house().payer(payable), new MoneyLeg(sum.negated()));
            postings.add(0, from == 0 ? given.consuming(hold) : given);
            String id = "obligation-" + number + "-" + hold + "-" + (entries.size() + 1);
            entries.add(new Entry(id, purpose, Optional.empty(), postings));
        }
        return entries;
    }

    private SortedMap<EntityId, Money> parts(Payable payable, Money paid) {
        SortedMap<EntityId, Money> parts = new TreeMap<>();
        if (payable.debt() instanceof Debt.Deficit of) {
            parts.put(of.client(), paid);
        } else if (payable.debt() instanceof Debt.Assessment of) {
            house().levied(of)
                    .placed(paid.minorUnits())
                    .forEach((inventory, part) -> parts.put(inventory, house().money(part)));
        }
        return parts;
    }

    /** Says what is owed about holds. */
    HouseMemory say(List<Send> sends) {
        Repeats.Step<HoldBook.Line> step =
                turn.memory().holds().step(house().holds().owed(), turn.now().uptime(), HoldBook.LONGEST_PAUSE);
        for (HoldBook.Line line : step.now()) {
            SortedMap<EntityId, Long> from = house().payables()
                    .ofHold(line.number())
                    .flatMap(row -> row.getValue().collection())
                    .map(asked -> new TreeMap<>(asked.from()))
                    .orElseGet(TreeMap::new);
            house().holds().say(line, Manner.PARTLY, from).ifPresent(sends::add);
        }
        return turn.memory().holds(step.next());
    }

    private House house() {
        return turn.house();
    }
}
