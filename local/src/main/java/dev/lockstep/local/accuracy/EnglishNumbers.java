package dev.lockstep.local.accuracy;

import static dev.lockstep.view.compliance.NumberWords.ONES;
import static dev.lockstep.view.compliance.NumberWords.TENS;

import java.util.Map;

/** Numbers as they are read out in English, lower case, without "and" and without hyphens. */
final class EnglishNumbers {
    private static final String[] SCALES = {"", " thousand", " million", " billion", " trillion"};
    private static final Map<String, String> IRREGULAR_ORDINALS =
            Map.of(
                    "one", "first",
                    "two", "second",
                    "three", "third",
                    "five", "fifth",
                    "eight", "eighth",
                    "nine", "ninth",
                    "twelve", "twelfth");

    /** Longest run of digits that is read as one number; longer ones are read digit by digit. */
    static final int MAX_DIGITS = 15;

    private EnglishNumbers() {}

    /** {@code 142} is "one hundred forty two"; at most {@link #MAX_DIGITS} digits. */
    static String cardinal(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("A number to spell is not negative: " + value);
        }
        if (value == 0) {
            return ONES.get(0);
        }
        StringBuilder words = new StringBuilder();
        long unit = 1_000_000_000_000L;
        long rest = value;
        for (int scale = SCALES.length - 1; scale >= 0; scale--) {
            long group = rest / unit;
            if (group > 0) {
                words.append(words.length() == 0 ? "" : " ");
                words.append(belowThousand((int) group)).append(SCALES[scale]);
            }
            rest %= unit;
            unit /= 1000;
        }
        return words.toString();
    }

    /** {@code 21} is "twenty first". */
    static String ordinal(long value) {
        String cardinal = cardinal(value);
        int from = cardinal.lastIndexOf(' ') + 1;
        String last = cardinal.substring(from);
        return cardinal.substring(0, from) + ordinalOf(last);
    }

    /** {@code 1905} is "nineteen oh five", {@code 2003} "two thousand three". */
    static String year(int year) {
        int century = year / 100;
        int rest = year % 100;
        if (year % 1000 < 10) {
            return cardinal(year);
        }
        String first = belowThousand(century);
        if (rest == 0) {
            return first + " hundred";
        }
        return first + (rest < 10 ? " oh " : " ") + belowThousand(rest);
    }

    /** {@code 007} is "zero zero seven". */
    static String digits(String digits) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            words.append(i == 0 ? "" : " ").append(ONES.get(digits.charAt(i) - '0'));
        }
        return words.toString();
    }

    /** "sixty" is "sixties", "nineteen ten" is "nineteen tens". */
    static String plural(String number) {
        return number.endsWith("y")
                ? number.substring(0, number.length() - 1) + "ies"
                : number + (number.endsWith("x") ? "es" : "s");
    }

    /** True for the words that {@link #cardinal} and {@link #ordinal} begin with. */
    static boolean isNumberWord(String word) {
        for (String one : ONES) {
            if (word.equals(one) || word.equals(ordinalOf(one))) {
                return true;
            }
        }
        for (String ten : TENS) {
            if (word.equals(ten) || word.equals(ordinalOf(ten))) {
                return true;
            }
        }
        return false;
    }

    private static String ordinalOf(String cardinal) {
        String irregular = IRREGULAR_ORDINALS.get(cardinal);
        if (irregular != null) {
            return irregular;
        }
        return cardinal.endsWith("y")
                ? cardinal.substring(0, cardinal.length() - 1) + "ieth"
                : cardinal + "th";
    }

    private static String belowThousand(int value) {
        StringBuilder words = new StringBuilder();
        int rest = value;
        if (rest >= 100) {
            words.append(ONES.get(rest / 100)).append(" hundred");
            rest %= 100;
            if (rest == 0) {
                return words.toString();
            }
            words.append(' ');
        }
        if (rest < ONES.size()) {
            return words.append(ONES.get(rest)).toString();
        }
        words.append(TENS.get(rest / 10 - 2));
        return rest % 10 == 0
                ? words.toString()
                : words.append(' ').append(ONES.get(rest % 10)).toString();
    }
}
