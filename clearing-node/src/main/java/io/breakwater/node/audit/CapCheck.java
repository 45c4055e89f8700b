package io.breakwater.node.audit;

import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.AssessmentTerms;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Invariant 11. No contribution is drawn beyond what was frozen, no survivor is assessed beyond its cap for one default,
 * all rounds together, nor beyond its cap for the period, all defaults of the period together.
 */
final class CapCheck implements Check {

    private final Verdicts verdicts;
    private final List<Levied> levies = new ArrayList<>();
    private final SortedMap<String, Money> ofDefault = new TreeMap<>();
    private Optional<Declaration> declaration = Optional.empty();
    private long shares;

    /** What one default asked of one survivor, all rounds together. */
    private record Levied(AuditedEvent event, Declaration of, SortedMap<String, Money> shares) {}

    CapCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.CAPS;
    }

    @Override
    public void begin(EntityId entity) {
        declaration = Optional.empty();
        ofDefault.clear();
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof EpisodeEvent.Declared declared) {
            declaration = Optional.of(declared.declaration());
        } else if (event.event() instanceof EpisodeEvent.LayerDrawn drawn) {
            declaration.ifPresent(of -> drawn(event, of, drawn));
        } else if (event.event() instanceof EpisodeEvent.AssessmentsLevied levied) {
            declaration.ifPresent(of -> levied(event, of, levied));
        }
    }

    @Override
    public void finish() {
        perPeriod();
        verdicts.compared(
                Invariant.CAPS,
                shares == 0 ? "nobody was assessed" : shares + " shares within the caps of default and period");
    }

    private void drawn(AuditedEvent event, Declaration of, EpisodeEvent.LayerDrawn drawn) {
        switch (drawn.record().layer()) {
            case DEFAULTER_CONTRIBUTION -> {
                Money frozen =
                        of.contribution().orElseGet(() -> zero(drawn.record().drawn()));
                within(event, "the defaulter's contribution", drawn.record().drawn(), frozen);
            }
            case MUTUAL_FUND ->
                drawn.record()
                        .payers()
                        .forEach((member, paid) ->
                                within(event, "the contribution of " + member, paid, contribution(of, member, paid)));
            default -> {}
        }
    }

    private void levied(AuditedEvent event, Declaration of, EpisodeEvent.AssessmentsLevied levied) {
        Ratio cap = terms(of).capPerDefault();
        levied.shares().forEach((member, share) -> {
            shares++;
            Money sum = ofDefault.merge(member, share, Money::plus);
            Money most = floor(cap, contribution(of, member, share));
            within(event, "the assessment of " + member + " for one default", sum, most);
            if (of.member().equals(Optional.of(member))) {
                violated(event, member + " is assessed for its own default");
            }
        });
        levies.add(new Levied(event, of, levied.shares()));
    }

    /** A period begins with the first default in it and lasts so many business days; caps are of what that default froze. */
    private void perPeriod() {
        levies.sort(Comparator.comparing((Levied each) -> each.of().at().date())
                .thenComparing(each -> each.of().episode()));
        LocalDate ends = LocalDate.MIN;
        SortedMap<String, Money> assessed = new TreeMap<>();
        for (Levied each : levies) {
            if (each.of().at().date().isAfter(ends)) {
                assessed.clear();
                ends = endOf(each.of());
            }
            each.shares().forEach((member, share) -> {
                Money sum = assessed.merge(member, share, Money::plus);
                Money most = floor(terms(each.of()).capPerPeriod(), contribution(each.of(), member, share));
                within(each.event(), "the assessment of " + member + " for the period", sum, most);
            });
        }
    }

    /** Business days are counted from the day after the one on which the period begins. */
    private static LocalDate endOf(Declaration first) {
        SortedSet<LocalDate> holidays = first.terms().holidays();
        LocalDate day = first.at().date();
        int counted = 0;
        while (counted < terms(first).periodBusinessDays()) {
            day = day.plusDays(1);
            boolean off = day.getDayOfWeek() == DayOfWeek.SATURDAY
                    || day.getDayOfWeek() == DayOfWeek.SUNDAY
                    || holidays.contains(day);
            counted += off ? 0 : 1;
        }
        return day;
    }

    private static AssessmentTerms terms(Declaration of) {
        return of.terms().rulebook().assessment();
    }

    private static Money contribution(Declaration of, String member, Money like) {
        return Optional.ofNullable(of.contributions().get(member)).orElseGet(() -> zero(like));
    }

    private static Money floor(Ratio share, Money of) {
        BigInteger[] parts = BigInteger.valueOf(of.minorUnits())
                .multiply(BigInteger.valueOf(share.numerator()))
                .divideAndRemainder(BigInteger.valueOf(share.denominator()));
        return of.currency().minor(parts[0].longValueExact());
    }

    private static Money zero(Money like) {
        return like.currency().zero();
    }

    private void within(AuditedEvent event, String what, Money amount, Money most) {
        if (amount.isMoreThan(most)) {
            violated(event, what + " is " + amount + ", at most " + most);
        }
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.CAPS, event, what);
    }
}
