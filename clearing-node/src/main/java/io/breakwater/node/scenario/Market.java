package io.breakwater.node.scenario;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is traded and at which prices: contracts, who publishes their prices, margin rates by date, the price path, and
 * the assets that are lodged as collateral.
 */
public record Market(
        List<Contract> contracts,
        List<String> priceSources,
        List<MarginRates> margins,
        List<CollateralAsset> collateral,
        PricePath path) {

    public Market {
        contracts = List.copyOf(contracts);
        priceSources = List.copyOf(priceSources);
        margins = List.copyOf(margins);
        collateral = List.copyOf(collateral);
    }

    /**
     * An instrument with its name for people, and how much worse than the mark, in ticks, a bid in a default auction may
     * be to be accepted.
     */
    public record Contract(Instrument instrument, String title, long auctionReserveTicks) {}

    /** Margin rates of one instrument that count from the settlement of their date, for open positions as well. */
    public sealed interface MarginRates {
        InstrumentId instrument();

        LocalDate from();
    }

    /** A fixed amount per lot: maintenance for house accounts and as the call level of clients, initial to restore to. */
    public record FixedMargin(InstrumentId instrument, LocalDate from, Money maintenance, Money initial)
            implements MarginRates {}

    /** Rates on the value of a position by that value; each bracket's rates count for the part within it. */
    public record BracketMargin(InstrumentId instrument, LocalDate from, List<Bracket> brackets)
            implements MarginRates {
        public BracketMargin {
            brackets = List.copyOf(brackets);
        }
    }

    /** The part of a value above the bracket before, up to {@code upTo} (the last bracket has no end). */
    public record Bracket(Optional<Money> upTo, Ratio maintenance, Ratio initial) {}

    /**
     * An asset counted by face value in the currency of the scenario: {@code haircut} is taken off for calls and excess,
     * {@code realised} of face is what the house fetches when it sells a defaulter's.
     */
    public record CollateralAsset(String id, Ratio haircut, Ratio realised) {}

    public Contract contract(InstrumentId id) {
        return contracts.stream()
                .filter(contract -> contract.instrument().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contract " + id));
    }

    /** The same market on another price path. */
    public Market onPath(PricePath other) {
        return new Market(contracts, priceSources, margins, collateral, other);
    }
}
