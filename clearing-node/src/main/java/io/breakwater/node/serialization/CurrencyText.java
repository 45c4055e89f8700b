package io.breakwater.node.serialization;

import io.breakwater.waterfall.money.Currency;

/** A currency as text, code and scale: {@code USD/2}. */
final class CurrencyText {

    private CurrencyText() {}

    static String write(Currency currency) {
        return currency.code() + "/" + currency.scale();
    }

    static Currency read(String text) {
        int slash = text.indexOf('/');
        return Currency.of(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }
}
