package io.breakwater.waterfall.call;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One margin call of an account in one currency: a timed obligation made of the amount first asked for and of what worse
 * prices added, oldest first. Nothing but payments lowers what is owed. Every method returns the call after a declared
 * step of {@link CallLifecycle}; an undeclared step is a fault.
 *
 * @param number the account's own number for it
 * @param outages the outages that have extended it, each once
 */
public record MarginCall(long number, CallStage stage, List<CalledAmount> amounts, SortedSet<String> outages) {

    /** The most amounts of one call; a raise beyond joins the newest amount and its deadline becomes the later one. */
    public static final int MAX_AMOUNTS = 32;

    /** The most outages that can extend one call. */
    public static final int MAX_OUTAGES = 32;

    public MarginCall {
        amounts = List.copyOf(amounts);
        outages = Collections.unmodifiableSortedSet(new TreeSet<>(outages));
        if (amounts.isEmpty() || amounts.size() > MAX_AMOUNTS || outages.size() > MAX_OUTAGES) {
            throw new IllegalArgumentException(
                    "call " + number + " with " + amounts.size() + " amounts and " + outages.size() + " outages");
        }
    }

    /** Issues a call at a moment of house time. */
    public static MarginCall issue(long number, CallAmounts amounts, CallReason reason, CallPolicy policy, Instant at) {
        CalledAmount first = CalledAmount.of(amounts, at, at.plus(policy.deadline()), reason);
        return new MarginCall(number, CallStage.ISSUED, List.of(first), Collections.emptySortedSet());
    }

    public Currency currency() {
        return amounts.get(0).asked().total().currency();
    }

    /** All that was ever asked for on this call. */
    public CallAmounts asked() {
        return amounts.stream().map(CalledAmount::asked).reduce(CallAmounts.none(currency()), CallAmounts::plus);
    }

    /** What is still owed on it. */
    public CallAmounts unpaid() {
        return amounts.stream().map(CalledAmount::unpaid).reduce(CallAmounts.none(currency()), CallAmounts::plus);
    }

    /** What has been paid on it. */
    public Money paid() {
        return asked().total().minus(unpaid().total());
    }

    /** The totals that raises have replaced, oldest first; empty for a call that was never raised. */
    public List<Money> superseded() {
        List<Money> totals = new ArrayList<>();
        Money total = currency().zero();
        for (CalledAmount amount : amounts.subList(0, amounts.size() - 1)) {
            total = total.plus(amount.asked().total());
            totals.add(total);
        }
        return List.copyOf(totals);
    }

    /** The next deadline: of the oldest amount that is not paid; absent when nothing is owed. */
    public Optional<Instant> nextDeadline() {
        return amounts.stream()
                .filter(amount -> !amount.isMet())
                .map(CalledAmount::deadline)
                .min(Instant::compareTo);
    }

    /** The member confirms what is asked for. */
    public MarginCall acknowledge() {
        return after(CallStep.ACKNOWLEDGE, amounts);
    }

    /**
     * A worse price adds an amount; deadlines given before stay. What a settlement adds always has a full deadline of
     * its own, what a mark adds has the one that the policy says. Where more of what is owed has to be cash, the newest
     * amounts turn first.
     */
    public MarginCall raise(CallIncrease increase, CallReason reason, CallPolicy policy, Instant at) {
        List<CalledAmount> all = turnedIntoCash(increase.turnedIntoCash());
        if (!increase.more().isNothing()) {
            boolean ownDeadline = policy.raised() == CallPolicy.RaisedDeadline.OWN
                    || reason.occasion() == CallReason.Occasion.SETTLEMENT;
            Instant due = ownDeadline
                    ? at.plus(policy.deadline())
                    : amounts.stream()
                            .map(CalledAmount::deadline)
                            .max(Instant::compareTo)
                            .orElseThrow();
            if (all.size() < MAX_AMOUNTS) {
                all.add(CalledAmount.of(increase.more(), at, due, reason));
            } else {
                CalledAmount newest = all.get(all.size() - 1);
                all.set(all.size() - 1, newest.joinedBy(increase.more(), due, reason));
            }
        }
        return after(CallStep.RAISE, all);
    }

    /**
     * Cash counts on the oldest amount first, on the part that needs cash and on the rest alike. A payment never fails:
     * on a call that has ended, none of it counts.
     */
    public Payment payCash(Money cash) {
        return pay(cash, CalledAmount::withCash, amount -> amount.unpaid().total());
    }

    /** Collateral, valued after its haircut, counts on what need not be cash, oldest amount first. */
    public Payment payCollateral(Money value) {
        return pay(value, CalledAmount::withCollateral, amount -> amount.unpaid()
                .total()
                .minus(amount.unpaid().inCash()));
    }

    /**
     * A recorded outage gives every unpaid amount the time back that it took, once per outage and at most up to the
     * policy's total per amount. An outage that has been told before, or that took nothing, changes nothing.
     */
    public MarginCall extend(Outage outage, CallPolicy policy) {
        if (stage.isFinal() || outages.contains(outage.id()) || outages.size() == MAX_OUTAGES) {
            return this;
        }
        List<CalledAmount> extended = amounts.stream()
                .map(amount -> amount.isMet() ? amount : amount.extendedBy(extensionOf(amount, outage, policy)))
                .toList();
        if (extended.equals(amounts)) {
            return this;
        }
        SortedSet<String> told = new TreeSet<>(outages);
        told.add(outage.id());
        return new MarginCall(number, CallLifecycle.after(stage, CallStep.EXTEND), extended, told);
    }

    /** The house withdraws the call. */
    public MarginCall cancel() {
        return after(CallStep.CANCEL, amounts);
    }

    /** Whether it may expire, or what must be heard first. A met or unpaid-nothing call never may. */
    public ExpiryCheck.Verdict mayExpire(ExpiryCheck check) {
        boolean past = !stage.isFinal()
                && nextDeadline()
                        .flatMap(deadline -> check.now().house().filter(house -> house.isPast(deadline)))
                        .isPresent();
        if (!past) {
            return ExpiryCheck.Verdict.NOT_PAST_THE_DEADLINE;
        }
        if (!check.banksFlushed()) {
            return ExpiryCheck.Verdict.BANKS_NOT_FLUSHED;
        }
        return check.outagesTold() ? ExpiryCheck.Verdict.MAY_EXPIRE : ExpiryCheck.Verdict.OUTAGES_NOT_TOLD;
    }

    /** The whole call expires with everything unpaid, once {@link #mayExpire} says so. */
    public MarginCall expire() {
        return after(CallStep.EXPIRE, amounts);
    }

    private List<CalledAmount> turnedIntoCash(Money turned) {
        List<CalledAmount> all = new ArrayList<>(amounts);
        Money left = turned;
        for (int i = all.size() - 1; i >= 0 && left.isPositive(); i--) {
            CallAmounts unpaid = all.get(i).unpaid();
            Money turns = left.min(unpaid.total().minus(unpaid.inCash()));
            all.set(i, all.get(i).turningIntoCash(turns));
            left = left.minus(turns);
        }
        if (left.isPositive()) {
            throw new IllegalArgumentException("cannot turn " + turned + " of " + unpaid() + " into cash");
        }
        return all;
    }

    private Payment pay(
            Money offered, BiFunction<CalledAmount, Money, CalledAmount> book, Function<CalledAmount, Money> room) {
        if (offered.isNegative()) {
            throw new IllegalArgumentException("a negative payment: " + offered);
        }
        if (stage.isFinal()) {
            return new Payment(this, offered.currency().zero(), offered);
        }
        Money left = offered;
        List<CalledAmount> after = new ArrayList<>();
        for (CalledAmount amount : amounts) {
            Money counts = left.min(room.apply(amount));
            after.add(book.apply(amount, counts));
            left = left.minus(counts);
        }
        Money applied = offered.minus(left);
        if (applied.isZero()) {
            return new Payment(this, applied, left);
        }
        boolean met = after.stream().allMatch(CalledAmount::isMet);
        return new Payment(after(met ? CallStep.PAY_ALL : CallStep.PAY_PART, after), applied, left);
    }

    private static Duration extensionOf(CalledAmount amount, Outage outage, CallPolicy policy) {
        Duration taken = outage.taken(amount.at(), amount.deadline());
        Duration left = policy.mostExtension().minus(amount.extension());
        Duration granted = taken.compareTo(left) <= 0 ? taken : left;
        return granted.isNegative() ? Duration.ZERO : granted;
    }

    private MarginCall after(CallStep step, List<CalledAmount> all) {
        return new MarginCall(number, CallLifecycle.after(stage, step), all, outages);
    }
}
