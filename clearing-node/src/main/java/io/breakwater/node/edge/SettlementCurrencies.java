package io.breakwater.node.edge;

import io.breakwater.waterfall.money.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The currencies that the service settles in: one, for now; a second is refused by name. */
final class SettlementCurrencies {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{1,11}");

    private final SortedMap<String, Currency> byCode = new TreeMap<>();

    private SettlementCurrencies(List<Currency> currencies) {
        currencies.forEach(currency -> byCode.put(currency.code(), currency));
    }

    static SettlementCurrencies of(Currency currency) {
        return new SettlementCurrencies(List.of(currency));
    }

    /** A code as currencies have it, or a refusal naming the field. */
    static String code(String field, String code) {
        if (!CODE.matcher(code).matches()) {
            throw ApiError.CURRENCY_MALFORMED.with(
                    field + " must be an upper-case currency code", Map.of("field", field));
        }
        return code;
    }

    /** The currency of this code, or a refusal naming the field. */
    Currency named(String field, String code) {
        Currency currency = byCode.get(code(field, code));
        if (currency == null) {
            throw ApiError.CURRENCY_UNKNOWN.with(
                    field + ": this service settles in " + byCode.keySet() + " only", Map.of("field", field));
        }
        return currency;
    }
}
