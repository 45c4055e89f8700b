package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bucket.Owing;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.house.DefaultCase.Drawing;
import io.breakwater.waterfall.house.HouseReply.Obligation.Stage;
import io.breakwater.waterfall.house.Payable.Debt;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.table.Table;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The state of the house of one clearing service.
 *
 * @param number the last event
 * @param terms by the number of the event that set them: the newest, and those of open defaults
 * @param members at most {@link #MEMBERS}
 * @param period the assessment period that was opened last
 * @param latest the latest business time that was reported to the house
 * @param sources those that may write lots, and whether every stop that stands has been placed at them
 * @param closed by instrument, the fingerprint of all lots that closed episodes ever booked
 * @param holds what house accounts are asked for, at most {@link #HOLDS}
 */
public record House(
        EntityId self,
        long number,
        Table<Long, HouseTerms> terms,
        Table<String, ClearingMember> members,
        Optional<AssessmentPeriod> period,
        Optional<BusinessTime> latest,
        Table<EntityId, Boolean> sources,
        Defaults defaults,
        Turns turns,
        Table<InstrumentId, Long> closed,
        Payables payables,
        HoldBook holds,
        Outbox outbox)
        implements Owing {

    /** Members of one service. */
    public static final int MEMBERS = 2_000;

    /** Sources that may write lots. */
    public static final int SOURCES = 1_000;

    /** Holds asked for at once; further obligations are collected when these are answered. */
    public static final int HOLDS = 256;

    static House empty(EntityId self) {
        return new House(
                self,
                0,
                Table.empty(),
                Table.empty(),
                Optional.empty(),
                Optional.empty(),
                Table.empty(),
                Defaults.NONE,
                Turns.NONE,
                Table.empty(),
                Payables.NONE,
                HoldBook.EMPTY,
                Outbox.EMPTY);
    }

    @Override
    public boolean owesNothing() {
        boolean done = defaults.cases().values().stream().allMatch(each -> each.opened() && each.frozen());
        return done
                && outbox.isSettled()
                && holds.lines().isEmpty()
                && payables.open().isEmpty()
                && turns.waiting().isEmpty()
                && !sources.containsValue(false);
    }

    /** The terms in force. */
    Optional<HouseTerms> newestTerms() {
        return terms.last().map(Map.Entry::getValue);
    }

    /** The house's one currency; there are terms. */
    Currency currency() {
        return newestTerms().orElseThrow().currency();
    }

    Money money(long minorUnits) {
        return currency().minor(minorUnits);
    }

    /** The default as it was declared, the contributions it froze included. */
    Declaration declaration(long episode) {
        DefaultCase declared = defaults.cases().find(episode).orElseThrow();
        return new Declaration(
                episode,
                declared.member(),
                new TreeMap<>(declared.accounts()),
                declared.cause(),
                declared.declared(),
                declared.at(),
                terms.find(declared.terms()).orElseThrow(),
                frozen(episode),
                declared.member()
                        .map(member -> money(members.find(member).orElseThrow().at(episode))));
    }

    /** The contributions that an episode has frozen, of the members that survive it. */
    SortedMap<String, Money> frozen(long episode) {
        SortedMap<String, Money> contributions = new TreeMap<>();
        for (Map.Entry<String, ClearingMember> row : members.entrySet()) {
            row.getValue().frozenBy(episode).ifPresent(amount -> contributions.put(row.getKey(), money(amount)));
        }
        return contributions;
    }

    /** The account from which a member pays what it owes. */
    EntityId payer(Payable payable) {
        return members.find(payable.member()).orElseThrow().houseAccount();
    }

    House set(HouseTerms next, long eventNumber) {
        return new Change(this).terms(terms.with(eventNumber, next)).house().trimmed();
    }

    House declared(Declared event) {
        Declaration declaration = event.declaration();
        long episode = declaration.episode();
        House next = this;
        for (long obligation : event.voided()) {
            next = next.settled(obligation, Stage.VOIDED);
        }
        Change change = new Change(next);
        if (declaration.member().isPresent()) {
            String member = declaration.member().get();
            ClearingMember row = members.find(member).orElseThrow();
            change.members(members.with(member, row.inDefault(episode)));
        }
        long termsNumber = terms.last().map(Map.Entry::getKey).orElseThrow();
        DefaultCase opened = DefaultCase.of(declaration, termsNumber, defaults.stops() + 1);
        event.period()
                .ifPresent(span -> change.period(new AssessmentPeriod(span.opened(), span.ends(), Table.empty())));
        return change.defaults(next.defaults.with(episode, opened)).house().seen(declaration.at());
    }

    House seen(BusinessTime at) {
        boolean later =
                latest.filter(known -> !known.date().isBefore(at.date())).isEmpty();
        return later ? new Change(this).latest(at).house() : this;
    }

    House levied(HouseEvent.AssessmentsLevied event) {
        Table<EntityId, Long> lacking = Table.empty();
        for (Map.Entry<EntityId, Money> row : event.to().entrySet()) {
            lacking = row.getValue().isPositive()
                    ? lacking.with(row.getKey(), row.getValue().minorUnits())
                    : lacking;
        }
        Table<String, Levied.Share> shares = Table.empty();
        Payables owed = payables;
        AssessmentPeriod running = period.orElseThrow();
        for (HouseEvent.Assessed each : event.assessed()) {
            long share = each.share().minorUnits();
            shares = shares.with(each.member(), new Levied.Share(each.limit().minorUnits(), share, 0, share > 0));
            if (share > 0) {
                Debt debt = new Debt.Assessment(event.episode(), event.round());
                owed = owed.with(each.obligation(), Payable.of(each.member(), debt, share, event.deadline()));
                running = running.assessing(each.member(), share);
            }
        }
        Levied round = new Levied(lacking, Table.empty(), shares, running.opened());
        return new Change(this)
                .payables(owed)
                .period(running)
                .defaults(defaults.update(event.episode(), each -> each.with(event.round(), round)))
                .house();
    }

    /** After an event that books so much of what is owed; what is owed no more is settled. */
    House paid(long obligation, long amount) {
        Payable payable = payables.open().find(obligation).orElseThrow();
        Payable next = payable.collected(amount);
        House booked = with(payables.with(obligation, next));
        if (payable.debt() instanceof Debt.Assessment of && amount > 0) {
            booked = booked.updating(of, levied -> levied.paid(amount));
        }
        return next.rest() == 0 ? booked.settled(obligation, Stage.PAID) : booked;
    }

    /** After an event with which nothing more is owed; what stays unpaid of an assessment is taken off its period. */
    House settled(long obligation, Stage stage) {
        Payable payable = payables.open().find(obligation).orElseThrow();
        Change change = new Change(this).payables(payables.settle(obligation, payable.at(stage)));
        boolean asked = payable.collection().isPresent()
                && holds.isAt(payer(payable), payable.collection().get().hold(), HoldBook.Stage.ASKED);
        if (asked) {
            change.holds(
                    holds.releasing(payer(payable), payable.collection().get().hold()));
        }
        if (!(payable.debt() instanceof Debt.Assessment of)) {
            return change.house();
        }
        Levied levied = levied(of);
        boolean running =
                period.filter(now -> now.opened().equals(levied.period())).isPresent();
        if (running && payable.rest() > 0) {
            change.period(period.get().assessing(payable.member(), -payable.rest()));
        }
        return change.house().updating(of, round -> round.settled(payable.member(), payable.paid()));
    }

    Levied levied(Debt.Assessment of) {
        return defaults.cases()
                .find(of.episode())
                .flatMap(each -> each.levies().find(of.round()))
                .orElseThrow();
    }

    private House updating(Debt.Assessment of, UnaryOperator<Levied> change) {
        Levied next = change.apply(levied(of));
        return new Change(this)
                .defaults(defaults.update(of.episode(), each -> each.with(of.round(), next)))
                .house();
    }

    House closed(long episode, SortedMap<InstrumentId, Long> fingerprint) {
        Table<InstrumentId, Long> sums = closed;
        for (Map.Entry<InstrumentId, Long> row : fingerprint.entrySet()) {
            long sum = Fingerprint.plus(sums.find(row.getKey()).orElse(0L), row.getValue());
            sums = sums.with(row.getKey(), sum);
        }
        return new Change(this)
                .closed(sums)
                .turns(turns.over(episode))
                .defaults(defaults.update(episode, each -> each.at(Drawing.CLOSED)))
                .house()
                .trimmed();
    }

    /** Without what only closed defaults were declared under. */
    private House trimmed() {
        long newest = terms.last().map(Map.Entry::getKey).orElse(0L);
        Table<Long, HouseTerms> kept = terms;
        for (Long each : terms.keySet()) {
            boolean needed = each == newest
                    || defaults.cases().values().stream().anyMatch(one -> !one.isClosed() && one.terms() == each);
            kept = needed ? kept : kept.without(each);
        }
        Table<String, ClearingMember> rows = members;
        for (Map.Entry<String, ClearingMember> row : members.entrySet()) {
            rows = row.getValue().earlier().isEmpty()
                    ? rows
                    : rows.with(row.getKey(), row.getValue().closedBelow(defaults.firstOpen()));
        }
        return new Change(this).terms(kept).members(rows).house();
    }

    House with(Payables next) {
        return new Change(this).payables(next).house();
    }

    House with(HoldBook next) {
        return new Change(this).holds(next).house();
    }

    Change change() {
        return new Change(this);
    }

    /** After an event, everything but channels, used holds and the number moved on already. */
    House after(Numbered<HouseEvent> event) {
        return new Change(this)
                .holds(holds.consumed(event.event()))
                .outbox(outbox.after(event))
                .number(event.number())
                .house();
    }
}
