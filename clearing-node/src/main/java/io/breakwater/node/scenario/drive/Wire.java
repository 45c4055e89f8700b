package io.breakwater.node.scenario.drive;

import com.google.protobuf.Duration;
import com.google.type.Date;
import com.google.type.DateTime;
import com.google.type.Decimal;
import io.breakwater.node.scenario.Market;
import io.breakwater.protocol.common.v1.Amount;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Figures as the API writes them, and back. */
final class Wire {

    private static final int RATIO_DECIMALS = 12;

    private Wire() {}

    static Amount amount(Money money) {
        return Amount.newBuilder()
                .setCurrencyCode(money.currency().code())
                .setValue(decimal(money.decimal()))
                .build();
    }

    /** The money of an answer; one in another currency than the scenario's is a fault of the house. */
    static Money money(Amount amount, Currency currency) {
        if (!amount.getCurrencyCode().equals(currency.code())) {
            throw new DriveFailure(
                    "the house answered an amount in '" + amount.getCurrencyCode() + "', not in " + currency.code());
        }
        return currency.amount(amount.getValue().getValue());
    }

    static Decimal decimal(String text) {
        return Decimal.newBuilder().setValue(text).build();
    }

    /** A ratio with as many decimals as it needs; one that needs more than 12 is no ratio of a scenario file. */
    static Decimal decimal(Ratio ratio) {
        BigDecimal exact = BigDecimal.valueOf(ratio.numerator())
                .divide(BigDecimal.valueOf(ratio.denominator()))
                .stripTrailingZeros();
        if (exact.scale() > RATIO_DECIMALS) {
            throw new IllegalArgumentException("not a decimal of a scenario: " + ratio);
        }
        return decimal(exact.toPlainString());
    }

    /** A price in the unit of quotation of its instrument. */
    static Decimal price(Market market, InstrumentId instrument, Price price) {
        return decimal(market.contract(instrument).instrument().text(price));
    }

    static Duration duration(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    static Date date(LocalDate date) {
        return Date.newBuilder()
                .setYear(date.getYear())
                .setMonth(date.getMonthValue())
                .setDay(date.getDayOfMonth())
                .build();
    }

    static DateTime dateTime(LocalDateTime label) {
        return DateTime.newBuilder()
                .setYear(label.getYear())
                .setMonth(label.getMonthValue())
                .setDay(label.getDayOfMonth())
                .setHours(label.getHour())
                .setMinutes(label.getMinute())
                .setSeconds(label.getSecond())
                .build();
    }
}
