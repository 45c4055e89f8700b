package io.breakwater.waterfall.house;

import io.breakwater.waterfall.house.DefaultCase.Drawing;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the house persists. */
public sealed interface HouseEvent extends SourceEvent {

    /** The house after this event, whose channels are moved on beside it. */
    House applyTo(House house, long number);

    /**
     * How one survivor is assessed.
     *
     * @param obligation the number of what it owes; 0 when its share is zero
     * @param limit how far it could be assessed
     */
    record Assessed(String member, long obligation, Money share, Money limit) {}

    /** An obligation by its number, due at this house time. */
    record Owed(long obligation, Instant deadline) {}

    /** The terms on which the house deals with defaults. */
    record TermsSet(HouseTerms terms, List<Acknowledgement> acknowledged) implements HouseEvent {
        public TermsSet {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.set(terms, number);
        }
    }

    /** A member is registered, or its contribution is another one from now on. */
    record MemberRegistered(
            String member, EntityId houseAccount, Money contribution, List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public MemberRegistered {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change().members(MemberTurn.registered(house, this)).house();
        }
    }

    /**
     * The assessment period that runs, as it was before the house began to keep it.
     *
     * @param ends its last day
     */
    record PeriodSet(
            LocalDate opened, LocalDate ends, SortedMap<String, Money> assessed, List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public PeriodSet {
            assessed = Collections.unmodifiableSortedMap(new TreeMap<>(assessed));
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change().period(MemberTurn.period(this)).house();
        }
    }

    /** A source has asked to be registered, and every stop that stands is to be placed at it first. */
    record SourceListed(EntityId source, List<Acknowledgement> acknowledged) implements HouseEvent {
        public SourceListed {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change().sources(house.sources().with(source, false)).house();
        }
    }

    /** Every stop that stands has been placed at the source, and it may write. */
    record SourceRegistered(EntityId source, List<Acknowledgement> acknowledged) implements HouseEvent {
        public SourceRegistered {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change().sources(house.sources().with(source, true)).house();
        }
    }

    /** A default is declared: its weights are frozen, its subject is stopped, the member's obligations end. */
    record DefaultDeclared(Declared declared, List<Acknowledgement> acknowledged) implements HouseEvent {
        public DefaultDeclared {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.declared(declared);
        }
    }

    /** The episode of a default has begun. */
    record EpisodeBegun(long episode, List<Acknowledgement> acknowledged) implements HouseEvent {
        public EpisodeBegun {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change()
                    .defaults(house.defaults().update(episode, DefaultCase::open))
                    .house();
        }
    }

    /** Every source refuses the subject of a default, and nothing of it is under way. */
    record SubjectFrozen(long episode, List<Acknowledgement> acknowledged) implements HouseEvent {
        public SubjectFrozen {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change()
                    .defaults(house.defaults().update(episode, DefaultCase::freeze))
                    .house();
        }
    }

    /** An episode has registered its loss and waits for its turn. */
    record TurnAsked(long episode, Money loss, List<Acknowledgement> acknowledged) implements HouseEvent {
        public TurnAsked {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change()
                    .turns(house.turns().asked(number, episode))
                    .defaults(house.defaults().update(episode, each -> each.at(Drawing.ASKED)))
                    .house();
        }
    }

    /** It is this episode's turn to draw. */
    record TurnGiven(
            long episode,
            SortedSet<EntityId> sources,
            SortedMap<InstrumentId, Long> closed,
            List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public TurnGiven {
            sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
            closed = Collections.unmodifiableSortedMap(new TreeMap<>(closed));
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change()
                    .turns(house.turns().given(Turns.Given.of(episode, sources, closed)))
                    .defaults(house.defaults().update(episode, each -> each.at(Drawing.GIVEN)))
                    .house();
        }
    }

    /** An episode has given its turn back. */
    record TurnReleased(long episode, List<Acknowledgement> acknowledged) implements HouseEvent {
        public TurnReleased {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.change()
                    .turns(house.turns().over(episode))
                    .defaults(house.defaults().update(episode, each -> each.at(Drawing.RELEASED)))
                    .house();
        }
    }

    /**
     * An episode is closed.
     *
     * @param fingerprint by instrument, of all lots that it and its auctions ever booked
     */
    record EpisodeClosed(long episode, SortedMap<InstrumentId, Long> fingerprint, List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public EpisodeClosed {
            fingerprint = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprint));
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.closed(episode, fingerprint);
        }
    }

    /**
     * The survivors of an episode are assessed; the shares sum to min(residual, sum of the limits).
     *
     * @param to by inventory, what it lacks
     * @param assessed every survivor that is not in default now, in the order of their ids
     */
    record AssessmentsLevied(
            long episode,
            int round,
            Money residual,
            SortedMap<EntityId, Money> to,
            List<Assessed> assessed,
            Instant deadline,
            List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public AssessmentsLevied {
            to = Collections.unmodifiableSortedMap(new TreeMap<>(to));
            assessed = List.copyOf(assessed);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.levied(this);
        }
    }

    /**
     * What a client account owes is taken over from it.
     *
     * @param owed the obligation that it makes; absent when the member is in default itself
     */
    record DeficitTaken(
            EntityId account,
            String member,
            long liquidation,
            Money amount,
            BusinessTime at,
            Optional<Owed> owed,
            List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public DeficitTaken {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return CollectionTurn.taken(house, this);
        }
    }

    /** A member has said that it pays now. */
    record PaymentPromised(long obligation, RequestId request, List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public PaymentPromised {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.with(house.payables()
                    .with(obligation, CollectionTurn.open(house, obligation).promise()));
        }
    }

    /**
     * The member's account is asked for what is still owed, under this event's number.
     *
     * @param last true after the deadline and the flush
     * @param from by bank, the number that the account must have applied before it decides
     */
    record PaymentAsked(
            long obligation,
            Money rest,
            boolean last,
            SortedMap<EntityId, Long> from,
            List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public PaymentAsked {
            from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return CollectionTurn.asked(house, this, number);
        }
    }

    /** What the account granted is booked; the rest stays owed. */
    record PaymentCollected(long obligation, Money amount, List<Entry> entries, List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public PaymentCollected {
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.paid(obligation, amount.minorUnits());
        }
    }

    /** The account granted nothing on the member's word; all of it stays owed. */
    record PaymentRefused(long obligation, long hold, String reason, List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public PaymentRefused {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return CollectionTurn.refused(house, this);
        }
    }

    /**
     * After the deadline and the flush the account did not grant what was owed: what it did grant is booked, the rest is
     * unpaid, and the member is in default.
     *
     * @param paid what is booked with this event
     */
    record ObligationsUnpaid(
            long obligation,
            long hold,
            Money paid,
            List<Entry> entries,
            Declared declared,
            List<Acknowledgement> acknowledged)
            implements HouseEvent {
        public ObligationsUnpaid {
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return CollectionTurn.unpaid(house, this);
        }
    }

    /** A hold that was given back has ended. */
    record HoldReturned(EntityId account, long hold, List<Acknowledgement> acknowledged) implements HouseEvent {
        public HoldReturned {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house.with(house.holds().gone(account, hold));
        }
    }

    /** Acknowledgements that found no other event to ride in. */
    record AcknowledgementsNoted(List<Acknowledgement> acknowledged) implements HouseEvent {
        public AcknowledgementsNoted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public House applyTo(House house, long number) {
            return house;
        }
    }
}
