package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.house.Declared.Opened;
import io.breakwater.waterfall.house.Payable.Debt;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Repeats;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Declares defaults, by rule and without asking anybody. A member's comes from the expired call of its own account or from
 * an obligation unpaid; a pool's from direct accounts that found no bid. Without house time nothing is declared.
 *
 * <p>A report by an account that is in default already, or of a member that the house does not know, changes nothing.
 */
record DeclaringTurn(HouseTurn turn) {

    Reaction<HouseMemory, HouseEvent> unmet(HouseMessage.ReportUnmetCall word) {
        if (house().defaults().isInDefault(word.account())) {
            return turn.none();
        }
        String cause = "call " + word.call() + " of " + word.account();
        return ofMember(word.member(), cause, Optional.of(word.account()), word.at(), Optional.empty())
                .map(declared -> turn.record(new HouseEvent.DefaultDeclared(declared, turn.heard())))
                .orElseGet(turn::none);
    }

    /**
     * The default of a member in good standing. In default are its house account and each client account whose deficit it
     * owes; all that it owes is voided but what is unpaid, which is the cause.
     */
    Optional<Declared> ofMember(
            String member, String cause, Optional<EntityId> reporting, BusinessTime at, Optional<Long> unpaid) {
        Optional<ClearingMember> row = house().members().find(member).filter(known -> !known.isInDefault());
        if (row.isEmpty() || turn.time().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<EntityId, AccountKind> accounts = new TreeMap<>();
        accounts.put(row.get().houseAccount(), AccountKind.HOUSE);
        reporting.ifPresent(account -> accounts.put(account, AccountKind.HOUSE));
        List<Long> voided = new ArrayList<>();
        house().payables().open().forEach((number, payable) -> {
            if (payable.member().equals(member)) {
                if (payable.debt() instanceof Debt.Deficit of) {
                    accounts.put(of.client(), AccountKind.CLIENT);
                }
                if (!unpaid.equals(Optional.of(number))) {
                    voided.add(number);
                }
            }
        });
        Money contribution = house().money(row.get().contribution());
        return Optional.of(declared(Optional.of(member), accounts, cause, at, Optional.of(contribution), voided));
    }

    /** The default of a pool of direct accounts, in which nobody stands behind another. */
    Declared ofPool(SortedMap<EntityId, AccountKind> accounts, BusinessTime at) {
        String cause = "lots without a bid of " + accounts.size() + " accounts";
        return declared(Optional.empty(), accounts, cause, at, Optional.empty(), List.of());
    }

    private Declared declared(
            Optional<String> member,
            SortedMap<EntityId, AccountKind> accounts,
            String cause,
            BusinessTime at,
            Optional<Money> contribution,
            List<Long> voided) {
        HouseTerms terms = house().newestTerms().orElseThrow();
        SortedMap<String, Money> survivors = new TreeMap<>();
        for (Map.Entry<String, ClearingMember> row : house().members().entrySet()) {
            if (!row.getValue().isInDefault() && !member.equals(Optional.of(row.getKey()))) {
                survivors.put(row.getKey(), house().money(row.getValue().contribution()));
            }
        }
        Declaration declaration = new Declaration(
                house().defaults().last() + 1,
                member,
                accounts,
                cause,
                turn.time().orElseThrow().time(),
                at,
                terms,
                survivors,
                contribution);
        return new Declared(declaration, voided, opened(at.date(), terms));
    }

    private Optional<Opened> opened(LocalDate date, HouseTerms terms) {
        boolean runs = house().period().filter(period -> period.runsAt(date)).isPresent();
        int days = terms.rulebook().assessment().periodBusinessDays();
        return runs
                ? Optional.empty()
                : Optional.of(new Opened(date, AssessmentPeriod.endOf(date, days, terms.holidays())));
    }

    Reaction<HouseMemory, HouseEvent> opened(long episode) {
        boolean news = house().defaults()
                .cases()
                .find(episode)
                .filter(known -> !known.opened())
                .isPresent();
        return news ? turn.record(new HouseEvent.EpisodeBegun(episode, turn.heard())) : turn.progress();
    }

    /** Tells episodes to begin. */
    HouseMemory say(List<Send> sends) {
        List<Long> owed = house().defaults().cases().entrySet().stream()
                .filter(row -> !row.getValue().opened())
                .map(Map.Entry::getKey)
                .toList();
        Repeats.Step<Long> step = turn.memory().opening().step(owed, turn.now().uptime());
        for (long episode : step.now()) {
            sends.add(
                    new Send(DefaultCase.episode(episode), new HouseMessage.OpenEpisode(house().declaration(episode))));
        }
        return turn.memory().opening(step.next());
    }

    private House house() {
        return turn.house();
    }
}
