package io.breakwater.node.scenario;

import io.breakwater.waterfall.money.Currency;

/**
 * A market, a house and its members over some business days, complete enough to be played: every price, trade and payment
 * is stated or follows from a stated rule, so the amounts that result depend on the scenario alone.
 */
public record Scenario(
        String name,
        String title,
        Currency currency,
        BusinessDay day,
        Market market,
        HouseTerms house,
        Book book,
        Conduct conduct) {

    /** The same scenario on another price path; dates of trades and answers are not checked against it here. */
    public Scenario onPath(PricePath path) {
        return new Scenario(name, title, currency, day, market.onPath(path), house, book, conduct);
    }
}
