package io.breakwater.node.scenario;

import io.breakwater.waterfall.money.Currency;
import java.time.LocalDate;
import java.util.List;

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

    /** The member of an account, as it is called by the house: {@code member/<id>}. */
    public String principalOf(String account) {
        return "member/"
                + book.account(account)
                        .map(Book.Account::member)
                        .orElseThrow(() -> new IllegalArgumentException("no account " + account));
    }

    /**
     * The trade dates that settle only after the ordinary answers to their calls; there must be none where calls are made
     * at settlements, for nobody could answer them in the order of the business day.
     */
    public List<LocalDate> settledAfterAnswers() {
        return house.callsAtEveryPrice()
                ? List.of()
                : market.path().points().stream()
                        .filter(point ->
                                point.settles() && point.at().toLocalTime().isAfter(day.answers()))
                        .map(point -> point.at().toLocalDate())
                        .distinct()
                        .toList();
    }
}
