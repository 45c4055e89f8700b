package io.breakwater.node.scenario.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.scenario.file.ScenarioFile;
import io.breakwater.protocol.house.v1.BracketTier;
import io.breakwater.protocol.house.v1.FixedMarginRate;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.waterfall.market.InstrumentId;
import org.junit.jupiter.api.Test;

class MarginsTest {

    @Test
    void aBracketBeginsWhereTheOneBeforeEnds() throws Exception {
        assertThat(listed("btc-2020", "BTC-PERP").getBracketMargin().getTiersList())
                .extracting(MarginsTest::text)
                .containsExactly(
                        "above 0.0000: 0.01, 0.02",
                        "above 50000.0000: 0.025, 0.05",
                        "above 250000.0000: 0.05, 0.1",
                        "above 1000000.0000: 0.1, 0.2");
    }

    @Test
    void amountsPerLotGoByDate() throws Exception {
        assertThat(listed("wti-2020", "CLK0").getFixedMargin().getRatesList())
                .extracting(FixedMarginRate::getMaintenance)
                .extracting(amount -> amount.getValue())
                .containsExactly("6700.00", "7500.00");
    }

    private static ListInstrumentRequest listed(String scenario, String instrument) throws Exception {
        ListInstrumentRequest.Builder listing = ListInstrumentRequest.newBuilder();
        Margins.of(ScenarioFile.shipped(scenario).market(), InstrumentId.of(instrument))
                .onto(listing);
        return listing.build();
    }

    private static String text(BracketTier tier) {
        return "above " + tier.getAbove().getValue() + ": "
                + tier.getMaintenanceRate().getValue() + ", "
                + tier.getInitialRate().getValue();
    }
}
