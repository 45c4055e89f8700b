package io.breakwater.node.cli;

import java.util.List;
import java.util.Map;

/** What {@code wti-2020} comes to, worked out from its rules apart from the code that is tested. */
final class DemoFigures {

    /** Every call, as the demo prints them. */
    static final List<String> CALLS = List.of(
            "2020-04-09 alder.c1 510,000.00 510,000.00 met",
            "2020-04-09 cedar.c1 305,000.00 305,000.00 met",
            "2020-04-14 alder.c1 795,000.00 795,000.00 met",
            "2020-04-14 birch.c1 417,500.00 417,500.00 met",
            "2020-04-14 birch.house 672,000.00 672,000.00 met",
            "2020-04-14 cedar.c1 397,500.00 150,000.00 expired, partly met",
            "2020-04-14 elm.house 1,178,000.00 1,178,000.00 met",
            "2020-04-14 iris.c1 940,000.00 940,000.00 met",
            "2020-04-15 birch.house 96,000.00 96,000.00 met",
            "2020-04-15 cedar.c1 102,100.00 102,100.00 met",
            "2020-04-15 elm.house 144,000.00 144,000.00 met",
            "2020-04-17 alder.c1 816,000.00 816,000.00 met",
            "2020-04-17 alder.house 192,000.00 192,000.00 met",
            "2020-04-17 birch.c1 680,000.00 680,000.00 met",
            "2020-04-17 birch.house 960,000.00 1,176,000.00 1,176,000.00 met",
            "2020-04-17 cedar.c1 314,960.00 314,960.00 met",
            "2020-04-17 elm.house 1,440,000.00 1,440,000.00 met",
            "2020-04-17 gorse.house 125,600.00 168,800.00 0.00 expired",
            "2020-04-17 iris.c1 3,264,000.00 3,264,000.00 met",
            "2020-04-17 larch.house 730,000.00 730,000.00 met",
            "2020-04-20 alder.c1 16,770,000.00 16,770,000.00 met",
            "2020-04-20 alder.house 33,540,000.00 33,540,000.00 met",
            "2020-04-20 birch.c1 13,975,000.00 13,975,000.00 met",
            "2020-04-20 birch.house 22,144,000.00 22,144,000.00 met",
            "2020-04-20 cedar.c1 7,099,300.00 7,099,300.00 met",
            "2020-04-20 cedar.house 2,761,000.00 2,761,000.00 met",
            "2020-04-20 elm.house 33,540,000.00 2,000,000.00 expired, partly met",
            "2020-04-20 iris.c1 67,080,000.00 67,080,000.00 met in 2 parts",
            "2020-04-20 larch.house 25,155,000.00 25,155,000.00 met");

    static final String COUNTS = "{\"issued\":29,\"met\":26,\"partly_met\":3,\"superseded\":2,\"expired\":3}";

    /** Under {@code classic} kelp keeps lots to the end, which the last settlement calls. */
    static final String COUNTS_CLASSIC = "{\"issued\":30,\"met\":27,\"partly_met\":3,\"superseded\":2,\"expired\":3}";

    static final List<String> GORSE =
            List.of("gorse lost 249600.00, uncovered 0.00", "DEFAULTER_COLLATERAL 249600.00: gorse 249600.00");

    /** What each layer drew of whom under {@code venue}; layers that drew nothing are left out. */
    static final List<String> ELM = List.of(
            "elm lost 19770000.00, uncovered 0.00",
            "DEFAULTER_COLLATERAL 6539000.00: elm 6539000.00",
            "DEFAULTER_CONTRIBUTION 485000.00: elm 485000.00",
            "OWN_CAPITAL 500000.00: own-capital 500000.00",
            "INSURANCE_FUND 4502300.00: insurance-fund 4502300.00",
            "ADL 3558400.00: fir.c1 1645066.67, juniper.house 822533.33, kelp.house 1090800.00",
            "ASSESSMENT 4185300.00: alder 526620.70, birch 382996.88, cedar 175540.23, dogwood 678223.63, fir 765993.75,"
                    + " hazel 100000.00, iris 765993.75, juniper 295226.76, kelp 79791.02, larch 414913.28");

    /** The same under {@code classic}: the whole fund, then new money up to every cap. */
    static final List<String> ELM_CLASSIC = List.of(
            "elm lost 19770000.00, uncovered 1656000.00",
            "DEFAULTER_COLLATERAL 6539000.00: elm 6539000.00",
            "DEFAULTER_CONTRIBUTION 485000.00: elm 485000.00",
            "OWN_CAPITAL 500000.00: own-capital 500000.00",
            "MUTUAL_FUND 5370000.00: alder 660000.00, birch 480000.00, cedar 220000.00, dogwood 850000.00, fir 960000.00,"
                    + " hazel 250000.00, iris 960000.00, juniper 370000.00, kelp 100000.00, larch 520000.00",
            "ASSESSMENT 5220000.00: alder 660000.00, birch 480000.00, cedar 220000.00, dogwood 850000.00, fir 960000.00,"
                    + " hazel 100000.00, iris 960000.00, juniper 370000.00, kelp 100000.00, larch 520000.00");

    /** The cash of every account at the end under {@code venue}; none has lots then. */
    static final Map<String, String> CASH = Map.ofEntries(
            Map.entry("alder.house", "32557379.30"),
            Map.entry("alder.c1", "16767000.00"),
            Map.entry("birch.house", "21673003.12"),
            Map.entry("birch.c1", "13972500.00"),
            Map.entry("cedar.house", "2581459.77"),
            Map.entry("cedar.c1", "7098030.00"),
            Map.entry("cedar.c2", "2986000.00"),
            Map.entry("dogwood.house", "36375506.37"),
            Map.entry("elm.house", "0.00"),
            Map.entry("elm.c1", "1804800.00"),
            Map.entry("fir.house", "37161006.25"),
            Map.entry("fir.c1", "1774133.33"),
            Map.entry("gorse.house", "0.00"),
            Map.entry("hazel.house", "15130300.00"),
            Map.entry("iris.house", "2220006.25"),
            Map.entry("iris.c1", "61188000.00"),
            Map.entry("juniper.house", "11182639.91"),
            Map.entry("kelp.house", "0.00"),
            Map.entry("larch.house", "24398086.72"),
            Map.entry("larch.c1", "8300000.00"),
            Map.entry("own-capital", "0.00"),
            Map.entry("insurance-fund", "0.00"),
            Map.entry("contribution:alder", "660000.00"),
            Map.entry("contribution:birch", "480000.00"),
            Map.entry("contribution:cedar", "220000.00"),
            Map.entry("contribution:dogwood", "850000.00"),
            Map.entry("contribution:elm", "0.00"),
            Map.entry("contribution:fir", "960000.00"),
            Map.entry("contribution:gorse", "100000.00"),
            Map.entry("contribution:hazel", "250000.00"),
            Map.entry("contribution:iris", "960000.00"),
            Map.entry("contribution:juniper", "370000.00"),
            Map.entry("contribution:kelp", "100000.00"),
            Map.entry("contribution:larch", "520000.00"),
            Map.entry("inventory:1:gorse.house", "0.00"),
            Map.entry("inventory:2:elm.house", "0.00"),
            Map.entry("estate:gorse", "352800.00"),
            Map.entry("estate:elm", "0.00"));

    /** The lots that {@code classic} tears up, on the side of whose they were: 240 of 3,617, largest remainder. */
    static final Map<String, Long> TORN_UP = Map.ofEntries(
            Map.entry("cedar.c2", -7L),
            Map.entry("dogwood.house", -63L),
            Map.entry("elm.c1", -4L),
            Map.entry("fir.c1", -5L),
            Map.entry("fir.house", -72L),
            Map.entry("hazel.house", -24L),
            Map.entry("iris.house", -7L),
            Map.entry("juniper.house", -33L),
            Map.entry("kelp.house", -8L),
            Map.entry("larch.c1", -17L));

    /** The cash of every account at the end under {@code classic}, each having deposited what it was assessed. */
    static final Map<String, String> CASH_CLASSIC = Map.ofEntries(
            Map.entry("alder.c1", "16767000.00"),
            Map.entry("alder.house", "33084000.00"),
            Map.entry("birch.c1", "13972500.00"),
            Map.entry("birch.house", "22056000.00"),
            Map.entry("cedar.c1", "7098030.00"),
            Map.entry("cedar.c2", "3154070.00"),
            Map.entry("cedar.house", "2757000.00"),
            Map.entry("dogwood.house", "38566360.00"),
            Map.entry("elm.c1", "1900840.00"),
            Map.entry("elm.house", "0.00"),
            Map.entry("fir.c1", "1618450.00"),
            Map.entry("fir.house", "39655720.00"),
            Map.entry("gorse.house", "0.00"),
            Map.entry("hazel.house", "15806540.00"),
            Map.entry("iris.c1", "61188000.00"),
            Map.entry("iris.house", "3154070.00"),
            Map.entry("juniper.house", "12132330.00"),
            Map.entry("kelp.house", "0.00"),
            Map.entry("larch.c1", "8708170.00"),
            Map.entry("larch.house", "24813000.00"),
            Map.entry("own-capital", "0.00"),
            Map.entry("insurance-fund", "4502300.00"),
            Map.entry("contribution:alder", "0.00"),
            Map.entry("contribution:birch", "0.00"),
            Map.entry("contribution:cedar", "0.00"),
            Map.entry("contribution:dogwood", "0.00"),
            Map.entry("contribution:elm", "0.00"),
            Map.entry("contribution:fir", "0.00"),
            Map.entry("contribution:hazel", "0.00"),
            Map.entry("contribution:iris", "0.00"),
            Map.entry("contribution:juniper", "0.00"),
            Map.entry("contribution:kelp", "0.00"),
            Map.entry("contribution:larch", "0.00"),
            Map.entry("contribution:gorse", "100000.00"),
            Map.entry("inventory:1:gorse.house", "0.00"),
            Map.entry("inventory:2:elm.house", "0.00"),
            Map.entry("estate:gorse", "352800.00"),
            Map.entry("estate:elm", "0.00"),
            Map.entry("uncovered:2", "-1656000.00"));

    private DemoFigures() {}
}
