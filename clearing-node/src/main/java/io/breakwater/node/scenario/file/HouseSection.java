package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.HouseTerms;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the terms of the house. */
final class HouseSection {

    private static final List<String> RULEBOOKS = List.of("venue", "classic");
    private static final List<String> CALL_POLICIES = List.of("clearing", "venue");
    private static final long LONGEST_DEADLINE_SECONDS = 3_600;
    private static final Ratio HIGHEST_CAP = Ratio.of(100, 1);

    private HouseSection() {}

    static HouseTerms read(Row row, Currency currency) {
        String rulebook = row.word("rulebook", RULEBOOKS);
        String callPolicy = row.word("call-policy", CALL_POLICIES);
        HouseTerms.Resources resources =
                new HouseTerms.Resources(row.amount("own-capital", currency), row.amount("insurance-fund", currency));
        HouseTerms.Tuning tuning =
                new HouseTerms.Tuning(optionalAmount(row, "liquidation-fee", currency), optionalShare(row, "erosion"));
        HouseTerms.Assessments assessments = assessments(row.block("assessments"));
        HouseTerms.Pace pace = pace(row.block("pace-seconds"));
        row.end();
        return new HouseTerms(rulebook, callPolicy, resources, assessments, tuning, pace);
    }

    private static Money optionalAmount(Row row, String key, Currency currency) {
        return row.has(key) ? row.amount(key, currency) : currency.zero();
    }

    private static Ratio optionalShare(Row row, String key) {
        return row.has(key)
                ? row.ratio(key, share -> !share.isNegative() && share.compareTo(Ratio.ONE) <= 0, "between 0 and 1")
                : Ratio.ZERO;
    }

    private static HouseTerms.Assessments assessments(Row row) {
        Ratio perDefault = row.ratio("cap-per-default", HouseSection::isCap, "between 0 and 100");
        Ratio perPeriod = row.ratio("cap-per-period", HouseSection::isCap, "between 0 and 100");
        long days = row.whole("period-business-days", 1, 260);
        Optional<HouseTerms.RunningPeriod> running = Optional.empty();
        if (row.has("running-period")) {
            Row period = row.block("running-period");
            LocalDate opened = period.date("opened");
            LocalDate ends = period.date("ends");
            period.end();
            if (period.isSound() && ends.isBefore(opened)) {
                period.complain("ends", "before it is opened");
            }
            running = Optional.of(new HouseTerms.RunningPeriod(opened, ends));
        }
        row.end();
        return new HouseTerms.Assessments(perDefault, perPeriod, days, running);
    }

    private static HouseTerms.Pace pace(Row row) {
        Duration call = seconds(row, "call-deadline");
        Duration window = seconds(row, "auction-window");
        Duration payable = seconds(row, "payable-deadline");
        row.end();
        return new HouseTerms.Pace(call, window, payable);
    }

    private static Duration seconds(Row row, String key) {
        return Duration.ofSeconds(row.whole(key, 1, LONGEST_DEADLINE_SECONDS));
    }

    private static boolean isCap(Ratio cap) {
        return !cap.isNegative() && cap.compareTo(HIGHEST_CAP) <= 0;
    }
}
