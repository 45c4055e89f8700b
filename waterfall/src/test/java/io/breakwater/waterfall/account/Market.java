package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;

import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Ratio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The prices of one instrument as accounts are told of them: maintenance 6,700 a lot, initial 7,370. */
final class Market {

    static final LocalDate DAY = LocalDate.of(2020, 4, 8);
    static final AssetId BILLS = AssetId.of("BILL");
    static final CollateralTerms TERMS = CollateralTerms.of(BILLS, USD.amount("1.00"), Haircut.percent(2));
    static final FixedMargin MARGIN =
            new FixedMargin(new TreeMap<>(Map.of(DAY, FixedMargin.perLot(USD.amount("6700"), Ratio.percent(110)))));

    private final List<Settlement> settlements = new ArrayList<>();
    private final CallPolicy policy;
    private long snapshot;

    Market(CallPolicy policy) {
        this.policy = policy;
    }

    /** A new mark between settlements. */
    RiskFacts mark(String price) {
        return facts(price, settlements, false);
    }

    /** A settlement, with all that came before it. */
    RiskFacts settle(String price) {
        settlements.add(settlement(price, false));
        return facts(price, settlements, true);
    }

    /** A settlement without those before it. */
    RiskFacts settleAlone(String price) {
        settlements.add(settlement(price, false));
        return facts(price, settlements.subList(settlements.size() - 1, settlements.size()), true);
    }

    /** The last settlement of all. */
    RiskFacts settleFinally(String price) {
        settlements.add(settlement(price, true));
        return facts(price, settlements, true);
    }

    private Settlement settlement(String price, boolean last) {
        return new Settlement(settlements.size() + 1L, DAY, CLK0.price(price), 0, last);
    }

    private RiskFacts facts(String price, List<Settlement> told, boolean settles) {
        Mark mark = Mark.of(CLK0.price(price));
        return new RiskFacts(
                ++snapshot,
                new BusinessTime(DAY, DAY.atStartOfDay()),
                TestHouse.quoted(new RiskFacts.Quoted(new Listing(CLK0, MARGIN), mark, told, settles)),
                new TreeMap<>(Map.of(BILLS, TERMS)),
                Optional.of(policy),
                new TreeSet<>(Set.of(TestHouse.BANK)));
    }
}
