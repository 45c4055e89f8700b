package io.breakwater.chaos.workload;

import com.google.protobuf.Duration;
import com.google.type.Date;
import com.google.type.DateTime;
import com.google.type.Decimal;
import io.breakwater.protocol.common.v1.Amount;
import io.breakwater.protocol.common.v1.JournalPosition;
import java.math.BigDecimal;
import java.time.LocalDateTime;

/** Figures as the API writes them, and back: money in cents of {@value #CURRENCY}, prices in ticks of a cent. */
final class Wire {

    static final String CURRENCY = "USD";
    static final int DECIMALS = 2;

    private Wire() {}

    static Decimal hundredths(long hundredths) {
        return decimal(BigDecimal.valueOf(hundredths, DECIMALS).toPlainString());
    }

    static Decimal decimal(String text) {
        return Decimal.newBuilder().setValue(text).build();
    }

    static Amount amount(long cents) {
        return Amount.newBuilder()
                .setCurrencyCode(CURRENCY)
                .setValue(hundredths(cents))
                .build();
    }

    /** Cents of an answered amount; 0 for one that was left out. */
    static long cents(Amount amount) {
        return amount.getValue().getValue().isEmpty() ? 0 : hundredths(amount.getValue());
    }

    static long hundredths(Decimal decimal) {
        return new BigDecimal(decimal.getValue()).movePointRight(DECIMALS).longValueExact();
    }

    static Duration duration(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    static Date date(LocalDateTime at) {
        return Date.newBuilder()
                .setYear(at.getYear())
                .setMonth(at.getMonthValue())
                .setDay(at.getDayOfMonth())
                .build();
    }

    static DateTime time(LocalDateTime at) {
        return DateTime.newBuilder()
                .setYear(at.getYear())
                .setMonth(at.getMonthValue())
                .setDay(at.getDayOfMonth())
                .setHours(at.getHour())
                .setMinutes(at.getMinute())
                .setSeconds(at.getSecond())
                .build();
    }

    static JournalPosition position(String source, long number) {
        return JournalPosition.newBuilder().setSource(source).setNumber(number).build();
    }
}
