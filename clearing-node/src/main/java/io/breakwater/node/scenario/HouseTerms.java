package io.breakwater.node.scenario;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The terms of the house: which rulebook and call policy it runs by name, its own money, what members may be assessed,
 * and how fast its deadlines run.
 */
public record HouseTerms(
        String rulebook, String callPolicy, Resources resources, Assessments assessments, Tuning tuning, Pace pace) {

    /** The house's own capital for this service (its skin in the game) and the insurance fund, each at the start. */
    public record Resources(Money ownCapital, Money insuranceFund) {}

    /**
     * What a member may be assessed, as ratios of its contribution: per default, and in all within so many business days
     * of the first default of a period. What members have paid in a running period stands with each member.
     */
    public record Assessments(
            Ratio capPerDefault, Ratio capPerPeriod, long periodBusinessDays, Optional<RunningPeriod> running) {}

    /** A period opened by a default before the scenario starts; both dates belong to it. */
    public record RunningPeriod(LocalDate opened, LocalDate ends) {}

    /**
     * Settings beside the presets. {@code liquidationFee}: per lot closed in an account liquidation, to the insurance
     * fund. {@code erosion}: between settlements a mark makes a new call only when equity is below the call level by this
     * share of it.
     */
    public record Tuning(Money liquidationFee, Ratio erosion) {}

    /** Deadlines in house time: a call's from its issue, an auction's window, a payable's from its booking. */
    public record Pace(Duration callDeadline, Duration auctionWindow, Duration payableDeadline) {}

    /** True when the call policy judges every price, not settlements only. */
    public boolean callsAtEveryPrice() {
        return callPolicy.equals("venue");
    }
}
