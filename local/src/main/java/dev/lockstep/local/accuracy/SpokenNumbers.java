package dev.lockstep.local.accuracy;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces written numbers by the words they are read out as: {@code 42}, {@code 1st}, {@code
 * 1961}, {@code 1960s}, {@code 3.5}, {@code $3.50}, {@code 7%}, {@code 9:30}. Expects lower case.
 */
final class SpokenNumbers {
    private static final Pattern CLOCK =
            Pattern.compile("(?<![\\d:.])(\\d{1,2}):([0-5]\\d)(?![\\d:])");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<minus>(?<=^|\\s)[-−])?(?<currency>[$€£])?"
                            + "(?<whole>\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.(?<fraction>\\d+))?"
                            + "(?:(?<suffix>st|nd|rd|th|'?s)(?![\\p{L}\\d]))?"
                            + "(?:\\s(?<scale>hundred|thousand|million|billion|trillion)\\b)?"
                            + "(?<percent>\\s?%)?");
    private static final Map<String, String[]> CURRENCIES =
            Map.of(
                    "$", new String[] {"dollar", "dollars", "cent", "cents"},
                    "€", new String[] {"euro", "euros", "cent", "cents"},
                    "£", new String[] {"pound", "pounds", "penny", "pence"});

    private SpokenNumbers() {}

    static String spell(String text) {
        String clocked = CLOCK.matcher(text).replaceAll(SpokenNumbers::clock);
        return NUMBER.matcher(clocked).replaceAll(match -> " " + number(new Parts(match)) + " ");
    }

    private static String clock(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        int minute = Integer.parseInt(match.group(2));
        String spoken = EnglishNumbers.cardinal(hour);
        if (minute > 0) {
            spoken += (minute < 10 ? " oh " : " ") + EnglishNumbers.cardinal(minute);
        }
        return " " + spoken + " ";
    }

    private static String number(Parts parts) {
        String spoken =
                parts.currency == null
                        ? plain(parts)
                        : money(parts, CURRENCIES.get(parts.currency));
        return (parts.minus ? "minus " : "") + spoken + (parts.percent ? " percent" : "");
    }

    private static String plain(Parts parts) {
        String spoken = withSuffix(parts);
        if (parts.fraction != null) {
            spoken += " point " + EnglishNumbers.digits(parts.fraction);
        }
        return parts.scale == null ? spoken : spoken + " " + parts.scale;
    }

    private static String withSuffix(Parts parts) {
        if (parts.suffix == null) {
            return whole(parts);
        }
        if (parts.suffix.endsWith("s") && !parts.suffix.equals("st")) {
            return EnglishNumbers.plural(whole(parts));
        }
        return parts.tooLong()
                ? whole(parts)
                : EnglishNumbers.ordinal(Long.parseLong(parts.digits));
    }

    private static String whole(Parts parts) {
        if (parts.tooLong() || (parts.digits.length() > 1 && parts.digits.startsWith("0"))) {
            return EnglishNumbers.digits(parts.digits);
        }
        long value = Long.parseLong(parts.digits);
        return parts.mayBeYear() && value >= 1100 && value <= 2099
                ? EnglishNumbers.year((int) value)
                : EnglishNumbers.cardinal(value);
    }

    private static String money(Parts parts, String @Nullable [] names) {
        if (names == null || parts.tooLong()) {
            return plain(parts);
        }
        long value = Long.parseLong(parts.digits);
        if (parts.scale != null) {
            return plain(parts) + " " + names[1];
        }
        String spoken = EnglishNumbers.cardinal(value) + " " + names[value == 1 ? 0 : 1];
        if (parts.fraction == null) {
            return spoken;
        }
        if (parts.fraction.length() != 2) {
            return plain(parts) + " " + names[1];
        }
        int small = Integer.parseInt(parts.fraction);
        return small == 0
                ? spoken
                : spoken + " " + EnglishNumbers.cardinal(small) + " " + names[small == 1 ? 2 : 3];
    }

    /** The named groups of one match. */
    private static final class Parts {
        final boolean minus;
        final @Nullable String currency;
        final String digits;
        final boolean grouped;
        final @Nullable String fraction;
        final @Nullable String suffix;
        final @Nullable String scale;
        final boolean percent;

        Parts(MatchResult match) {
            // Groups by number, in the order of the pattern: MatchResult has no names in Java 17.
            minus = match.group(1) != null;
            currency = match.group(2);
            String whole = match.group(3);
            grouped = whole.indexOf(',') >= 0;
            digits = whole.replace(",", "");
            fraction = match.group(4);
            suffix = match.group(5);
            scale = match.group(6);
            percent = match.group(7) != null;
        }

        boolean tooLong() {
            return digits.length() > EnglishNumbers.MAX_DIGITS;
        }

        boolean mayBeYear() {
            return digits.length() == 4
                    && !grouped
                    && !percent
                    && currency == null
                    && fraction == null
                    && scale == null;
        }
    }
}
