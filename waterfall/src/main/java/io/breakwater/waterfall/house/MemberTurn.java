package io.breakwater.waterfall.house;

import io.breakwater.waterfall.house.HouseReply.Obligation.Stage;
import io.breakwater.waterfall.house.Payable.Debt;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the API asks of the house. */
record MemberTurn(HouseTurn turn) {

    Reaction<HouseMemory, HouseEvent> set(HouseTerms terms) {
        Optional<HouseTerms> known = house().newestTerms();
        if (known.filter(old -> !old.currency().equals(terms.currency())).isPresent()) {
            return turn.refused(HouseRejection.OTHER_CURRENCY);
        }
        if (!terms.rulebook().assessment().isWithinBounds()) {
            return turn.refused(HouseRejection.OUT_OF_BOUNDS);
        }
        return known.equals(Optional.of(terms)) ? kept() : kept(new HouseEvent.TermsSet(terms, turn.heard()));
    }

    Reaction<HouseMemory, HouseEvent> register(HouseInput.RegisterMember wanted) {
        Optional<ClearingMember> known = house().members().find(wanted.member());
        return flaw(wanted, known).map(turn::refused).orElseGet(() -> known.filter(
                        member -> member.contribution() == wanted.contribution().minorUnits())
                .map(member -> kept())
                .orElseGet(() -> kept(new HouseEvent.MemberRegistered(
                        wanted.member(), wanted.houseAccount(), wanted.contribution(), turn.heard()))));
    }

    private Optional<HouseRejection> flaw(HouseInput.RegisterMember wanted, Optional<ClearingMember> known) {
        if (house().newestTerms().isEmpty()) {
            return Optional.of(HouseRejection.NO_TERMS);
        }
        if (!wanted.contribution().currency().equals(house().currency())) {
            return Optional.of(HouseRejection.OTHER_CURRENCY);
        }
        boolean otherwise = known.isPresent()
                ? !known.get().houseAccount().equals(wanted.houseAccount())
                : house().members().values().stream()
                        .anyMatch(other -> other.houseAccount().equals(wanted.houseAccount()));
        if (otherwise) {
            return Optional.of(HouseRejection.REGISTERED_OTHERWISE);
        }
        boolean changed = known.filter(
                        member -> member.contribution() == wanted.contribution().minorUnits())
                .isEmpty();
        if (known.filter(ClearingMember::isInDefault).isPresent() && changed) {
            return Optional.of(HouseRejection.IN_DEFAULT);
        }
        if (wanted.contribution().isNegative()) {
            return Optional.of(HouseRejection.OUT_OF_BOUNDS);
        }
        return known.isEmpty() && house().members().size() >= House.MEMBERS
                ? Optional.of(HouseRejection.FULL)
                : Optional.empty();
    }

    static Table<String, ClearingMember> registered(House house, HouseEvent.MemberRegistered event) {
        long contribution = event.contribution().minorUnits();
        long last = house.defaults().last();
        ClearingMember member = house.members()
                .find(event.member())
                .map(known -> known.contributing(contribution, last)
                        .closedBelow(house.defaults().firstOpen()))
                .orElseGet(() -> new ClearingMember(
                        event.houseAccount(), contribution, last + 1, Table.empty(), Optional.empty()));
        return house.members().with(event.member(), member);
    }

    Reaction<HouseMemory, HouseEvent> set(HouseInput.SetPeriod wanted) {
        return flaw(wanted).map(turn::refused).orElseGet(() -> {
            HouseEvent.PeriodSet event =
                    new HouseEvent.PeriodSet(wanted.opened(), wanted.ends(), wanted.assessed(), turn.heard());
            return house().period().equals(Optional.of(period(event))) ? kept() : kept(event);
        });
    }

    private Optional<HouseRejection> flaw(HouseInput.SetPeriod wanted) {
        if (house().newestTerms().isEmpty()) {
            return Optional.of(HouseRejection.NO_TERMS);
        }
        for (Map.Entry<String, Money> row : wanted.assessed().entrySet()) {
            if (!row.getValue().currency().equals(house().currency())) {
                return Optional.of(HouseRejection.OTHER_CURRENCY);
            }
        }
        if (!house().members().keySet().containsAll(wanted.assessed().keySet())) {
            return Optional.of(HouseRejection.MEMBER_UNKNOWN);
        }
        if (wanted.ends().isBefore(wanted.opened())
                || wanted.assessed().values().stream().anyMatch(Money::isNegative)) {
            return Optional.of(HouseRejection.OUT_OF_BOUNDS);
        }
        return house().defaults().isAnyOpen() ? Optional.of(HouseRejection.DEFAULT_OPEN) : Optional.empty();
    }

    static AssessmentPeriod period(HouseEvent.PeriodSet event) {
        AssessmentPeriod period = new AssessmentPeriod(event.opened(), event.ends(), Table.empty());
        for (Map.Entry<String, Money> row : event.assessed().entrySet()) {
            period = period.assessing(row.getKey(), row.getValue().minorUnits());
        }
        return period;
    }

    Reaction<HouseMemory, HouseEvent> pay(HouseInput.PayObligation wanted) {
        Optional<Payable> settled = house().payables().settled().find(wanted.obligation());
        Optional<Payable> open = house().payables().open().find(wanted.obligation());
        Optional<Payable> payable = open.or(() -> settled)
                .filter(one -> wanted.asMember().map(one.member()::equals).orElse(true));
        if (wanted.asMember().isPresent()
                && !house().members().containsKey(wanted.asMember().get())) {
            return turn.refused(HouseRejection.MEMBER_UNKNOWN);
        }
        if (payable.isEmpty() || (open.isEmpty() && payable.get().stage() != Stage.PAID)) {
            return turn.refused(HouseRejection.OBLIGATION_UNKNOWN);
        }
        boolean underway = open.isEmpty()
                || open.get().promised()
                || open.get().collection().isPresent();
        return underway
                ? kept()
                : kept(new HouseEvent.PaymentPromised(wanted.obligation(), wanted.request(), turn.heard()));
    }

    Reaction<HouseMemory, HouseEvent> read(Optional<String> asMember) {
        SortedMap<String, HouseReply.Member> members = new TreeMap<>();
        house().members().forEach((id, row) -> {
            if (isSeen(id, asMember)) {
                members.put(
                        id,
                        new HouseReply.Member(row.houseAccount(), house().money(row.contribution()), row.episode()));
            }
        });
        List<HouseReply.Default> defaults = new ArrayList<>();
        house().defaults()
                .cases()
                .forEach((number, row) ->
                        defaults.add(new HouseReply.Default(number, row.member(), row.declared(), row.isClosed())));
        return turn.answer(new HouseReply.View(
                house().number(),
                house().newestTerms(),
                members,
                house().period().map(period -> view(period, asMember)),
                obligations(asMember),
                defaults));
    }

    private HouseReply.Period view(AssessmentPeriod period, Optional<String> asMember) {
        SortedMap<String, Money> assessed = new TreeMap<>();
        period.assessed().forEach((member, amount) -> {
            if (isSeen(member, asMember)) {
                assessed.put(member, house().money(amount));
            }
        });
        return new HouseReply.Period(period.opened(), period.ends(), assessed);
    }

    private List<HouseReply.Obligation> obligations(Optional<String> asMember) {
        SortedMap<Long, Payable> all = new TreeMap<>(house().payables().settled());
        all.putAll(house().payables().open());
        List<HouseReply.Obligation> seen = new ArrayList<>();
        all.forEach((number, payable) -> {
            if (isSeen(payable.member(), asMember)) {
                seen.add(view(number, payable));
            }
        });
        return seen;
    }

    private HouseReply.Obligation view(long number, Payable payable) {
        Optional<Long> episode =
                payable.debt() instanceof Debt.Assessment of ? Optional.of(of.episode()) : Optional.empty();
        return new HouseReply.Obligation(
                number,
                payable.member(),
                house().payer(payable),
                episode,
                payable.debt() instanceof Debt.Deficit of ? Optional.of(of.client()) : Optional.empty(),
                house().money(payable.amount()),
                house().money(payable.paid()),
                payable.deadline(),
                payable.stage());
    }

    private static boolean isSeen(String member, Optional<String> asMember) {
        return asMember.map(member::equals).orElse(true);
    }

    private House house() {
        return turn.house();
    }

    private Reaction<HouseMemory, HouseEvent> kept() {
        return turn.answer(new HouseReply.Kept(house().number()));
    }

    private Reaction<HouseMemory, HouseEvent> kept(HouseEvent event) {
        return turn.record(event, new HouseReply.Kept(house().number() + 1));
    }
}
