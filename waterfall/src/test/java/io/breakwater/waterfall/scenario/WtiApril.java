package io.breakwater.waterfall.scenario;

import static io.breakwater.waterfall.market.Instruments.USD;

import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.money.Ratio;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * NYMEX WTI May 2020, 8 to 20 April 2020. Prices are the contract's first prices and settlements (the -37.63 also in CFTC
 * release 8315-20), margins the exchange's own; members, books and trades are invented.
 */
final class WtiApril {

    /** date, first price of the session (the evening before), settlement. */
    static final List<String[]> DAYS = rows("""
            2020-04-08 24.30 25.09
            2020-04-09 26.28 22.76
            2020-04-13 24.60 22.41
            2020-04-14 22.36 20.11
            2020-04-15 20.72 19.87
            2020-04-16 20.15 19.87
            2020-04-17 20.00 18.27
            2020-04-20 17.73 -37.63
            """);

    /** account, opening cash, bills in dollars of face. */
    static final List<String[]> ACCOUNTS = rows("""
            alder.house 8400000 0
            alder.c1 2400000 0
            birch.house 4000000 0
            birch.c1 0 0
            cedar.house 750000 0
            cedar.c1 1150000 0
            cedar.c2 0 0
            dogwood.house 16000000 0
            elm.house 2000000 2000000
            elm.c1 900000 0
            fir.house 16000000 0
            fir.c1 592000 0
            gorse.house 1020000 0
            hazel.house 0 0
            iris.house 0 0
            iris.c1 8000000 6000000
            juniper.house 3800000 0
            kelp.house 900000 0
            larch.house 0 0
            larch.c1 0 0
            """);

    /** date, account, deposit in dollars at 09:00. */
    static final List<String[]> DEPOSITS = rows("""
            2020-04-13 birch.c1 2000000
            2020-04-13 elm.house 1200000
            2020-04-13 hazel.house 8000000
            2020-04-13 larch.house 4000000
            2020-04-13 larch.c1 5200000
            2020-04-16 iris.house 2000000
            2020-04-16 cedar.c2 2000000
            """);

    /** date, buyer, seller, lots, price; at the settlement price of the day, 12:00. */
    static final List<String[]> TRADES = rows("""
            2020-04-08 alder.house dogwood.house 600 25.09
            2020-04-08 birch.house dogwood.house 400 25.09
            2020-04-08 gorse.house dogwood.house 80 25.09
            2020-04-08 cedar.house dogwood.house 50 25.09
            2020-04-08 elm.house dogwood.house 20 25.09
            2020-04-08 iris.c1 fir.house 800 25.09
            2020-04-08 alder.c1 fir.house 300 25.09
            2020-04-08 cedar.c1 fir.house 90 25.09
            2020-04-08 elm.house fir.house 30 25.09
            2020-04-08 iris.c1 juniper.house 400 25.09
            2020-04-08 elm.house juniper.house 100 25.09
            2020-04-08 elm.house fir.c1 80 25.09
            2020-04-08 elm.house kelp.house 120 25.09
            2020-04-08 cedar.c1 elm.c1 60 25.09
            2020-04-13 birch.c1 larch.c1 250 22.41
            2020-04-13 elm.house hazel.house 250 22.41
            2020-04-13 larch.house hazel.house 250 22.41
            2020-04-16 larch.house iris.house 100 19.87
            2020-04-16 larch.house cedar.c2 100 19.87
            """);

    /**
     * What the desk and the auction make of the two calls that expire before the 20th, in the evening session of the
     * date: cedar.c1 sells the smallest number of lots that restores it (fee 100 a lot), gorse's lots are auctioned.
     */
    static final List<String[]> CLOSE_OUTS = rows("""
            2020-04-15 hazel.house cedar.c1 20 20.50
            2020-04-15 dogwood.house cedar.c1 3 20.40
            2020-04-20 hazel.house gorse.house 50 16.90
            2020-04-20 dogwood.house gorse.house 30 16.50
            """);

    /** call of, account, paid at 17:00, paid at 19:00 of the next session; all others pay all at 17:00. */
    static final List<String[]> ANSWERS = rows("""
            2020-04-14 cedar.c1 150000 nothing
            2020-04-17 birch.house 0 all
            2020-04-17 gorse.house 0 nothing
            2020-04-20 elm.house 2000000 nothing
            2020-04-20 iris.c1 40000000 all
            """);

    /** What each settlement calls, in dollars: date, account, amount, part in cash only. Computed apart by hand. */
    static final List<String[]> EXPECTED_CALLS = rows("""
            2020-04-09 alder.c1 510000 0
            2020-04-09 cedar.c1 305000 0
            2020-04-14 alder.c1 795000 0
            2020-04-14 birch.c1 417500 0
            2020-04-14 birch.house 672000 0
            2020-04-14 cedar.c1 397500 0
            2020-04-14 elm.house 1178000 0
            2020-04-14 iris.c1 940000 0
            2020-04-15 birch.house 96000 0
            2020-04-15 cedar.c1 102100 0
            2020-04-15 elm.house 144000 0
            2020-04-17 alder.c1 816000 0
            2020-04-17 alder.house 192000 0
            2020-04-17 birch.c1 680000 0
            2020-04-17 birch.house 960000 0
            2020-04-17 cedar.c1 314960 0
            2020-04-17 elm.house 1440000 0
            2020-04-17 gorse.house 125600 0
            2020-04-17 iris.c1 3264000 0
            2020-04-17 larch.house 730000 0
            2020-04-20 alder.c1 16770000 14295000
            2020-04-20 alder.house 33540000 29040000
            2020-04-20 birch.c1 13975000 11912500
            2020-04-20 birch.house 22144000 19144000
            2020-04-20 cedar.c1 7099300 6051550
            2020-04-20 cedar.house 2761000 2386000
            2020-04-20 elm.house 33540000 31000000
            2020-04-20 iris.c1 67080000 63060000
            2020-04-20 larch.house 25155000 21780000
            """);

    private WtiApril() {}

    /** Maintenance and initial margin per lot, effective from the settlement of the date. */
    static FixedMargin margin() {
        SortedMap<LocalDate, MarginLevels> rates = new TreeMap<>();
        rates.put(LocalDate.of(2020, 4, 7), FixedMargin.perLot(USD.amount("6700"), Ratio.percent(110)));
        rates.put(LocalDate.of(2020, 4, 17), FixedMargin.perLot(USD.amount("7500"), Ratio.percent(110)));
        return new FixedMargin(rates);
    }

    static List<String[]> on(List<String[]> rows, String date) {
        return rows.stream().filter(row -> row[0].equals(date)).toList();
    }

    private static List<String[]> rows(String text) {
        return Arrays.stream(text.strip().split("\n"))
                .map(line -> line.strip().split(" +"))
                .toList();
    }
}
