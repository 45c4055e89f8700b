package io.breakwater.chaos.workload;

import java.time.Duration;
import java.util.List;

/** The terms of the house that is to be broken; prices and money in hundredths. */
final class Terms {

    static final String OPERATOR = "operator/chaos";
    static final List<String> INSTRUMENTS = List.of("CL", "NG", "HO");
    static final String BILL = "BILL";

    /** Where every price begins and where it is drawn back to. */
    static final long PRICE = 5_000;

    static final long BAND = 300;
    static final long MULTIPLIER = 100;
    static final long MAINTENANCE = 40_000;
    static final long INITIAL = 50_000;
    static final long RESERVE = 600;
    static final long LIQUIDATION_FEE = 100;

    static final long OWN_CAPITAL = 1_000_000;
    static final long INSURANCE_FUND = 3_000_000;
    static final long CONTRIBUTION = 5_000_000;
    static final long HOUSE_CASH = 200_000_000;

    /** Not much for the positions that clients come to have: settlements call some of them every other day. */
    static final long CLIENT_CASH = 2_000_000;

    /** Enough for the walk of prices, not for every gap. */
    static final long DIRECT_CASH = 4_000_000;

    static final Duration AUCTION_WINDOW = Duration.ofSeconds(4);
    static final Duration DESK_WINDOW = Duration.ofSeconds(2);
    static final Duration PAYABLE_DEADLINE = Duration.ofSeconds(15);

    private Terms() {}
}
