package io.breakwater.node.edge;

import com.google.type.Decimal;
import io.breakwater.protocol.common.v1.Amount;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.DecimalFlaw;
import io.breakwater.waterfall.money.DecimalText;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Parsed;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.receipts.RequestId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the fields of a request, or refuses the request naming the field. */
final class Fields {

    /** The largest batch of a request. */
    static final int BATCH = 500;

    /**
     * The largest amount of one request, in minor units: no account can be given more than 64 bits hold in fewer than
     * 131,072 of them.
     */
    static final long LARGEST_AMOUNT = 1L << 46;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final Pattern OWN_ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final String CONTRIBUTION = "contribution:";
    private static final int RATIO_DECIMALS = 12;

    private Fields() {}

    /** An id from outside: 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}. */
    static String id(String field, String value) {
        if (!ID.matcher(value).matches()) {
            throw ApiError.ID_MALFORMED.with(field + " must be 1 to 64 characters of A-Z a-z 0-9 . _ -", at(field));
        }
        return value;
    }

    static EntityId account(String field, String value) {
        return EntityId.of(EntityKind.ACCOUNT, id(field, value));
    }

    /** An account that the house itself may have, too: as read by those who run and watch it. */
    static EntityId anyAccount(String field, String value) {
        if (!OWN_ID.matcher(value).matches()) {
            throw ApiError.ID_MALFORMED.with(field + " must be 1 to 200 characters of A-Z a-z 0-9 . _ - :", at(field));
        }
        return EntityId.of(EntityKind.ACCOUNT, value);
    }

    /** An account that money from outside may be for: a client's or member's, or what a member has contributed. */
    static EntityId fundedAccount(String field, String value) {
        return value.startsWith(CONTRIBUTION)
                ? HouseAccounts.contribution(id(field, value.substring(CONTRIBUTION.length())))
                : account(field, value);
    }

    static InstrumentId instrument(String field, String value) {
        return InstrumentId.of(id(field, value));
    }

    /** The id that makes a request the same one when it is sent again. */
    static RequestId requestId(String value) {
        return RequestId.parse(value)
                .orElseThrow(() -> ApiError.REQUEST_ID_MALFORMED.with(
                        "request_id must be a UUID of version 7 in lower case", at("request_id")));
    }

    /** A number that counts from 1. */
    static long counted(String field, long value) {
        if (value < 1) {
            throw ApiError.NUMBER_MALFORMED.with(field + " counts from 1", at(field));
        }
        return value;
    }

    /** How many there are of something, at least 1. */
    static void atMost(String field, int count, int most) {
        if (count < 1 || count > most) {
            throw ApiError.BATCH_SIZE.with("1 to " + most + " " + field + " at a time", at(field));
        }
    }

    /** An amount above zero in the currencies that the house settles in. */
    static Money positiveAmount(String field, boolean present, Amount amount, SettlementCurrencies currencies) {
        if (!present || !amount.hasValue()) {
            throw missing(field);
        }
        Currency currency = currencies.named(field + ".currency_code", amount.getCurrencyCode());
        Money money = accepted(
                ApiError.AMOUNT_MALFORMED,
                field,
                currency.parse(amount.getValue().getValue()));
        if (!money.isPositive()) {
            throw ApiError.AMOUNT_NOT_POSITIVE.with(field + " must be more than zero", at(field));
        }
        return bounded(field, money);
    }

    /** An amount of either sign in the currencies that the house settles in. */
    static Money signedAmount(String field, Amount amount, SettlementCurrencies currencies) {
        if (!amount.hasValue()) {
            throw missing(field);
        }
        Currency currency = currencies.named(field + ".currency_code", amount.getCurrencyCode());
        Money money = accepted(
                ApiError.AMOUNT_MALFORMED,
                field,
                currency.parse(amount.getValue().getValue()));
        if (money.isNegative()) {
            bounded(field, money.negated());
        }
        return bounded(field, money);
    }

    /** An amount of zero or more of a currency that goes without saying. */
    static Money amountOf(String field, boolean present, Decimal value, Currency currency) {
        if (!present) {
            throw missing(field);
        }
        Money money = accepted(ApiError.AMOUNT_MALFORMED, field, currency.parse(value.getValue()));
        if (money.isNegative()) {
            throw ApiError.AMOUNT_MALFORMED.with(field + " must not be negative", at(field));
        }
        return bounded(field, money);
    }

    /** A share of zero or more, at most 12 decimals. */
    static Ratio share(String field, boolean present, Decimal value) {
        if (!present) {
            throw missing(field);
        }
        Ratio share = accepted(ApiError.DECIMAL_MALFORMED, field, Ratio.parse(value.getValue()));
        if (share.isNegative()) {
            throw ApiError.DECIMAL_MALFORMED.with(field + " must not be negative", at(field));
        }
        return share;
    }

    /** A plain decimal as it was written. */
    static String decimal(String field, boolean present, Decimal value) {
        if (!present) {
            throw missing(field);
        }
        accepted(ApiError.DECIMAL_MALFORMED, field, DecimalText.parse(value.getValue(), 12));
        return value.getValue();
    }

    /** What was read, or the refusal with the flaw. */
    static <T> T accepted(ApiError error, String field, Parsed<T> parsed) {
        return parsed.fold(value -> value, flaw -> {
            throw malformed(error, field, flaw);
        });
    }

    static RuntimeException missing(String field) {
        return ApiError.FIELD_MISSING.with(field + " is missing", at(field));
    }

    static Map<String, String> at(String field) {
        return Map.of("field", field);
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

    /** The wire form of a ratio, cut after 12 decimals. */
    static Decimal decimal(Ratio ratio) {
        BigDecimal value = BigDecimal.valueOf(ratio.numerator())
                .divide(BigDecimal.valueOf(ratio.denominator()), RATIO_DECIMALS, RoundingMode.DOWN);
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return Decimal.newBuilder().setValue(plain).build();
    }

    /** The wire form of a position. */
    static JournalPosition position(EntityId source, long number) {
        return JournalPosition.newBuilder()
                .setSource(source.toString())
                .setNumber(number)
                .build();
    }

    private static Money bounded(String field, Money money) {
        if (money.minorUnits() > LARGEST_AMOUNT) {
            throw ApiError.OUTSIDE_BOUNDS.with(
                    field + " is more than "
                            + money.currency().minor(LARGEST_AMOUNT).decimal(),
                    at(field));
        }
        return money;
    }

    private static RuntimeException malformed(ApiError error, String field, DecimalFlaw flaw) {
        return error.with(
                field + " is no plain decimal as asked for: " + flaw, Map.of("field", field, "flaw", flaw.name()));
    }
}
