package io.breakwater.node.scenario;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A scenario as the ordered list of its steps. Under call policy {@code clearing} the calls of a settlement are answered
 * on its date, late in the evening before the next trade date, and are due that evening; the next trade date is the next
 * that the price path settles, so weekends and holidays fall out by themselves (after the last one, the same evening).
 * Under {@code venue} every price is followed by answers, deadline and close at its own time. Steps of equal time come
 * in the order of {@link Order}.
 */
public record Timeline(List<Step> steps) {

    public Timeline {
        steps = List.copyOf(steps);
    }

    /** Which of two steps of equal time comes first. */
    private enum Order {
        FOUND,
        MONEY_IN,
        PRICES,
        TRADES,
        ANSWERS,
        WITHDRAWALS,
        BIDS,
        DEADLINE,
        SEALED_BIDS,
        CLOSE,
        BIDS_OUT,
        ASSESSMENTS,
        ASSESSMENT_DEADLINE
    }

    private record Placed(Order order, Step step) {}

    /** The steps of a scenario. */
    public static Timeline of(Scenario scenario) {
        List<Placed> placed = new ArrayList<>();
        money(scenario, placed);
        prices(scenario, placed);
        calls(scenario, placed);
        bids(scenario, placed);
        placed.sort(Comparator.comparing((Placed p) -> p.step().at()).thenComparing(Placed::order));
        List<Step> steps = new ArrayList<>();
        LocalDateTime start = placed.get(0).step().at();
        steps.add(new Step.FoundHouse(start));
        placed.forEach(p -> steps.add(p.step()));
        return new Timeline(steps);
    }

    /** The steps up to and including a time; nothing of a step later than it. */
    public Timeline until(LocalDateTime last) {
        return new Timeline(
                steps.stream().filter(step -> !step.at().isAfter(last)).toList());
    }

    /**
     * The steps through the deadline of the calls of a trade date, without what follows from calls that expired there;
     * absent when the scenario has no calls of that date.
     */
    public Optional<Timeline> throughDeadlineOf(LocalDate call) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Step.PassDeadline deadline
                    && deadline.call().equals(call)) {
                return Optional.of(new Timeline(steps.subList(0, i + 1)));
            }
        }
        return Optional.empty();
    }

    /** The evening on which the calls of a trade date are due, before the next trade date or, after the last, its own. */
    public static LocalDate dueDate(LocalDate call, NavigableSet<LocalDate> tradeDates) {
        return Optional.ofNullable(tradeDates.higher(call))
                .map(next -> next.minusDays(1))
                .orElse(call);
    }

    private static void money(Scenario scenario, List<Placed> placed) {
        Book book = scenario.book();
        placed.add(new Placed(Order.MONEY_IN, new Step.OpenAccounts(book.opening(), book.accounts())));
        grouped(book.deposits(), Book.Deposit::at, Step.BookDeposits::new)
                .forEach(step -> placed.add(new Placed(Order.MONEY_IN, step)));
        grouped(book.withdrawals(), Book.Withdrawal::at, Step.RequestWithdrawals::new)
                .forEach(step -> placed.add(new Placed(Order.WITHDRAWALS, step)));
        grouped(book.trades(), Book.Trade::at, Step.SubmitTrades::new)
                .forEach(step -> placed.add(new Placed(Order.TRADES, step)));
        scenario.conduct().assessmentPayments().ifPresent(payments -> {
            placed.add(new Placed(Order.ASSESSMENTS, new Step.PayAssessments(payments.paid(), payments)));
            placed.add(new Placed(Order.ASSESSMENT_DEADLINE, new Step.PassAssessmentDeadline(payments.due())));
        });
    }

    private static void prices(Scenario scenario, List<Placed> placed) {
        scenario.market()
                .path()
                .publications()
                .forEach(publication -> placed.add(new Placed(Order.PRICES, new Step.PublishPrices(publication))));
    }

    private static void calls(Scenario scenario, List<Placed> placed) {
        PricePath path = scenario.market().path();
        if (scenario.house().callsAtEveryPrice()) {
            for (PricePath.Publication publication : path.publications()) {
                LocalDateTime at = publication.at().label();
                callSteps(scenario, publication.at().date(), new CallTimes(at, at, at, at), placed);
            }
            return;
        }
        BusinessDay day = scenario.day();
        for (LocalDate call : path.tradeDates()) {
            LocalDate due = dueDate(call, path.tradeDates());
            CallTimes times = new CallTimes(
                    call.atTime(day.answers()),
                    due.atTime(day.lateAnswers()),
                    due.atTime(day.deadline()),
                    due.atTime(day.auctionClose()));
            callSteps(scenario, call, times, placed);
        }
    }

    private record CallTimes(LocalDateTime ordinary, LocalDateTime late, LocalDateTime deadline, LocalDateTime close) {}

    private static void callSteps(Scenario scenario, LocalDate call, CallTimes times, List<Placed> placed) {
        Conduct.Answers answers = scenario.conduct().answers();
        placed.add(new Placed(Order.ANSWERS, new Step.AnswerCalls(times.ordinary(), call, false, answers)));
        if (answers.anyLate(call)) {
            placed.add(new Placed(Order.ANSWERS, new Step.AnswerCalls(times.late(), call, true, answers)));
        }
        placed.add(new Placed(Order.DEADLINE, new Step.PassDeadline(times.deadline(), call)));
        placed.add(new Placed(Order.CLOSE, new Step.CloseAuctions(times.close(), call)));
    }

    private static void bids(Scenario scenario, List<Placed> placed) {
        Conduct conduct = scenario.conduct();
        grouped(conduct.standingBids(), Conduct.StandingBid::placed, Step.PlaceBids::new)
                .forEach(step -> placed.add(new Placed(Order.BIDS, step)));
        grouped(conduct.standingBids(), Conduct.StandingBid::withdrawn, Step.WithdrawBids::new)
                .forEach(step -> placed.add(new Placed(Order.BIDS_OUT, step)));
        conduct.sealedBids()
                .forEach(auction ->
                        placed.add(new Placed(Order.SEALED_BIDS, new Step.SendSealedBids(auction.at(), auction))));
    }

    private static <T> List<Step> grouped(
            List<T> rows, Function<T, LocalDateTime> at, BiFunction<LocalDateTime, List<T>, ? extends Step> step) {
        Map<LocalDateTime, List<T>> groups = new TreeMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(at.apply(row), time -> new ArrayList<>()).add(row));
        List<Step> steps = new ArrayList<>();
        groups.forEach((time, group) -> steps.add(step.apply(time, group)));
        return steps;
    }
}
