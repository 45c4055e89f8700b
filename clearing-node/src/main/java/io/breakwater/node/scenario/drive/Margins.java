package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Market;
import io.breakwater.protocol.house.v1.BracketMargin;
import io.breakwater.protocol.house.v1.BracketTier;
import io.breakwater.protocol.house.v1.FixedMargin;
import io.breakwater.protocol.house.v1.FixedMarginRate;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.util.List;

/** The margin rates of one instrument as the API takes them: amounts per lot by date, or brackets. */
record Margins(Currency currency, List<Market.MarginRates> rates) {

    static Margins of(Market market, InstrumentId instrument) {
        return new Margins(
                market.contract(instrument).instrument().currency(),
                market.margins().stream()
                        .filter(row -> row.instrument().equals(instrument))
                        .toList());
    }

    void onto(ListInstrumentRequest.Builder listing) {
        FixedMargin.Builder perLot = FixedMargin.newBuilder();
        for (Market.MarginRates row : rates) {
            if (row instanceof Market.BracketMargin brackets) {
                listing.setBracketMargin(tiers(brackets));
                return;
            }
            if (row instanceof Market.FixedMargin fixed) {
                perLot.addRates(FixedMarginRate.newBuilder()
                        .setFrom(Wire.date(fixed.from()))
                        .setMaintenance(Wire.decimal(fixed.maintenance().decimal()))
                        .setInitial(Wire.decimal(fixed.initial().decimal())));
            }
        }
        listing.setFixedMargin(perLot);
    }

    /** The scenario says where a bracket ends, the API where it begins. */
    private BracketMargin tiers(Market.BracketMargin brackets) {
        BracketMargin.Builder margin = BracketMargin.newBuilder();
        Money above = currency.zero();
        for (Market.Bracket bracket : brackets.brackets()) {
            margin.addTiers(BracketTier.newBuilder()
                    .setAbove(Wire.decimal(above.decimal()))
                    .setMaintenanceRate(Wire.decimal(bracket.maintenance()))
                    .setInitialRate(Wire.decimal(bracket.initial())));
            above = bracket.upTo().orElse(above);
        }
        return margin.build();
    }
}
