package io.breakwater.waterfall.money;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Plain decimals as text, read into and written from a whole number of units of a given scale. The one place where
 * digits become numbers; no binary or rounding arithmetic is involved.
 */
public final class DecimalText {

    /** The longest decimal read, in digits. */
    public static final int MAX_DIGITS = 28;

    private static final int MAX_CHARACTERS = 64;
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern EXPONENT = Pattern.compile("-?[0-9.]+[eE].*");

    private DecimalText() {}

    /**
     * Units of 10^-scale, or the flaw. {@code parse("-37.63", 2)} is -3763; fewer decimals than the scale are filled with
     * zeros, more are refused.
     */
    public static Parsed<Long> parse(String text, int scale) {
        Optional<DecimalFlaw> flaw = flawOfShape(text);
        if (flaw.isPresent()) {
            return new Parsed.Refused<>(flaw.get());
        }
        int point = text.indexOf('.');
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        BigInteger digits = new BigInteger(point < 0 ? text : text.substring(0, point) + text.substring(point + 1));
        if (text.charAt(0) == '-' && digits.signum() == 0) {
            return new Parsed.Refused<>(DecimalFlaw.NEGATIVE_ZERO);
        }
        if (decimals > scale) {
            return new Parsed.Refused<>(DecimalFlaw.TOO_MANY_DECIMALS);
        }
        BigInteger units = digits.multiply(BigInteger.TEN.pow(scale - decimals));
        return units.bitLength() > 63
                ? new Parsed.Refused<>(DecimalFlaw.OVERFLOW)
                : new Parsed.Accepted<>(units.longValueExact());
    }

    /** The decimal with exactly {@code scale} decimals; what {@link #parse} reads back. */
    public static String format(long units, int scale) {
        String digits = BigInteger.valueOf(units).abs().toString();
        String padded = "0".repeat(Math.max(0, scale + 1 - digits.length())) + digits;
        int point = padded.length() - scale;
        String whole = (units < 0 ? "-" : "") + padded.substring(0, point);
        return scale == 0 ? whole : whole + "." + padded.substring(point);
    }

    /** The number of decimals written after the point of a decimal that was accepted. */
    public static int decimals(String text) {
        int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }

    private static Optional<DecimalFlaw> flawOfShape(String text) {
        if (text.isEmpty()) {
            return Optional.of(DecimalFlaw.EMPTY);
        }
        if (text.length() > MAX_CHARACTERS
                || text.chars().filter(DecimalText::isDigit).count() > MAX_DIGITS) {
            return Optional.of(DecimalFlaw.TOO_LONG);
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            return Optional.of(DecimalFlaw.WHITESPACE);
        }
        if (text.chars().anyMatch(c -> c > 127)) {
            return Optional.of(DecimalFlaw.NON_ASCII);
        }
        if (text.indexOf('+') == 0) {
            return Optional.of(DecimalFlaw.PLUS_SIGN);
        }
        if (EXPONENT.matcher(text).matches()) {
            return Optional.of(DecimalFlaw.EXPONENT);
        }
        if (text.chars().anyMatch(Character::isLetter)) {
            return Optional.of(DecimalFlaw.NOT_A_NUMBER);
        }
        return PLAIN.matcher(text).matches() ? Optional.empty() : Optional.of(DecimalFlaw.MALFORMED);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
