package io.breakwater.node.edge;

import com.google.type.Decimal;
import io.breakwater.protocol.common.v1.Amount;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.DecimalFlaw;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the fields of a request, or refuses the request naming the field. */
final class Fields {

    /** The largest batch of a request. */
    static final int BATCH = 500;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Fields() {}

    /** An id from outside: 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}. */
    static String id(String field, String value) {
        if (!ID.matcher(value).matches()) {
            throw ApiError.ID_MALFORMED.with(
                    field + " must be 1 to 64 characters of A-Z a-z 0-9 . _ -", Map.of("field", field));
        }
        return value;
    }

    /** An amount above zero in the currencies that the house settles in. */
    static Money positiveAmount(String field, boolean present, Amount amount, SettlementCurrencies currencies) {
        if (!present || !amount.hasValue()) {
            throw ApiError.FIELD_MISSING.with(field + " is missing", Map.of("field", field));
        }
        Currency currency = currencies.named(field + ".currency_code", amount.getCurrencyCode());
        Money money = currency.parse(amount.getValue().getValue()).fold(value -> value, flaw -> {
            throw malformed(field, flaw);
        });
        if (!money.isPositive()) {
            throw ApiError.AMOUNT_NOT_POSITIVE.with(field + " must be more than zero", Map.of("field", field));
        }
        return money;
    }

    static EntityId source(JournalPosition position) {
        try {
            EntityId source = EntityId.parse(position.getSource());
            if (position.getNumber() < 0) {
                throw new IllegalArgumentException("negative number");
            }
            return source;
        } catch (IllegalArgumentException e) {
            throw ApiError.POSITION_MALFORMED.with("a position names a source as an earlier answer gave it");
        }
    }

    /** The wire form of an amount. */
    static Amount amount(Money money) {
        return Amount.newBuilder()
                .setCurrencyCode(money.currency().code())
                .setValue(Decimal.newBuilder().setValue(money.decimal()))
                .build();
    }

    /** The wire form of a position. */
    static JournalPosition position(EntityId source, long number) {
        return JournalPosition.newBuilder()
                .setSource(source.toString())
                .setNumber(number)
                .build();
    }

    private static RuntimeException malformed(String field, DecimalFlaw flaw) {
        return ApiError.AMOUNT_MALFORMED.with(
                field + " is no plain decimal of its currency: " + flaw, Map.of("field", field, "flaw", flaw.name()));
    }
}
