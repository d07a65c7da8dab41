package dev.lockstep.schema.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the text of an option becomes a value and back. Immutable.
 *
 * @param name what the documentation calls it
 * @param parse reads the trimmed text; throws IllegalArgumentException whose message ends a
 *     sentence that begins with the text ("is not a whole number")
 * @param format the inverse of {@code parse}
 */
public record OptionType<T>(String name, Function<String, T> parse, Function<T, String> format) {
    /** Any text. */
    public static final OptionType<String> TEXT = new OptionType<>("text", s -> s, s -> s);

    /** {@code int}. */
    public static final OptionType<Integer> INTEGER =
            new OptionType<>("whole number", OptionType::parseInteger, String::valueOf);

    /** {@code long}. */
    public static final OptionType<Long> LONG =
            new OptionType<>("whole number", OptionType::parseLong, String::valueOf);

    /** Finite {@code double}. */
    public static final OptionType<Double> REAL =
            new OptionType<>("number", OptionType::parseReal, OptionType::formatReal);

    /** {@code true} or {@code false}. */
    public static final OptionType<Boolean> FLAG =
            new OptionType<>("true or false", OptionType::parseFlag, String::valueOf);

    /** A length of time with its unit: {@code 250ms}, {@code 1s}, {@code 15min}, {@code 2h}. */
    public static final OptionType<Duration> DURATION =
            new OptionType<>("duration", DurationText::parse, DurationText::format);

    /** A file or folder. */
    public static final OptionType<Path> PATH =
            new OptionType<>("path", OptionType::parsePath, Path::toString);

    /** Texts separated by commas; empty for none. */
    public static final OptionType<List<String>> LIST =
            new OptionType<>("list", OptionType::parseList, list -> String.join(",", list));

    /** One of the constants of an enum, written in lower case with hyphens. */
    public static <E extends Enum<E>> OptionType<E> choice(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String names =
                Arrays.stream(constants)
                        .map(OptionType::choiceName)
                        .collect(Collectors.joining(", "));
        return new OptionType<>(
                "one of " + names,
                text ->
                        Arrays.stream(constants)
                                .filter(c -> choiceName(c).equals(text.toLowerCase(Locale.ROOT)))
                                .findFirst()
                                .orElseThrow(
                                        () -> new IllegalArgumentException("is none of " + names)),
                OptionType::choiceName);
    }

    private static String choiceName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Integer parseInteger(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number in the range of an int", e);
        }
    }

    private static Long parseLong(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number", e);
        }
    }

    private static Double parseReal(String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number", e);
        }
        throw new IllegalArgumentException("is not a finite number");
    }

    private static String formatReal(Double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf(value.longValue())
                : value.toString();
    }

    private static Boolean parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    private static Path parsePath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path", e);
        }
    }

    private static List<String> parseList(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
