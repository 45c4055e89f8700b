package io.breakwater.waterfall.house;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.Optional;

/** The next state of the house in the making: the parts that are named change, all else stays. */
final class Change {

    private final House from;
    private long number;
    private Table<Long, HouseTerms> terms;
    private Table<String, ClearingMember> members;
    private Optional<AssessmentPeriod> period;
    private Optional<BusinessTime> latest;
    private Table<EntityId, Boolean> sources;
    private Defaults defaults;
    private Turns turns;
    private Table<InstrumentId, Long> closed;
    private Payables payables;
    private HoldBook holds;
    private Outbox outbox;

    Change(House from) {
        this.from = from;
        number = from.number();
        terms = from.terms();
        members = from.members();
        period = from.period();
        latest = from.latest();
        sources = from.sources();
        defaults = from.defaults();
        turns = from.turns();
        closed = from.closed();
        payables = from.payables();
        holds = from.holds();
        outbox = from.outbox();
    }

    House house() {
        return new House(
                from.self(),
                number,
                terms,
                members,
                period,
                latest,
                sources,
                defaults,
                turns,
                closed,
                payables,
                holds,
                outbox);
    }

    Change number(long next) {
        number = next;
        return this;
    }

    Change terms(Table<Long, HouseTerms> next) {
        terms = next;
        return this;
    }

    Change members(Table<String, ClearingMember> next) {
        members = next;
        return this;
    }

    Change period(AssessmentPeriod next) {
        period = Optional.of(next);
        return this;
    }

    Change latest(BusinessTime next) {
        latest = Optional.of(next);
        return this;
    }

    Change sources(Table<EntityId, Boolean> next) {
        sources = next;
        return this;
    }

    Change defaults(Defaults next) {
        defaults = next;
        return this;
    }

    Change turns(Turns next) {
        turns = next;
        return this;
    }

    Change closed(Table<InstrumentId, Long> next) {
        closed = next;
        return this;
    }

    Change payables(Payables next) {
        payables = next;
        return this;
    }

    Change holds(HoldBook next) {
        holds = next;
        return this;
    }

    Change outbox(Outbox next) {
        outbox = next;
        return this;
    }
}
