package dev.lockstep.schema.config;

import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set. Options are constants of an {@code XxxOptions} class, gathered there
 * in an {@link OptionSet}; {@link OptionLoader} finds their values. Immutable.
 *
 * @param key lower case, words joined by hyphens, groups by dots: {@code speech.partial-interval}
 * @param type how its text is read
 * @param defaultValue what holds when nothing is set; null when there is no such value
 * @param required whether it must be set; then there is no default
 * @param unit unit of a number (µs, ms, Hz, bytes, …); empty where the type says it or there is
 *     none
 * @param description what it does, one sentence
 */
public record Option<T>(
        String key,
        OptionType<T> type,
        @Nullable T defaultValue,
        boolean required,
        String unit,
        String description) {
    private static final String KEY_FORM = "[a-z][a-z0-9]*([.-][a-z0-9]+)*";

    /** Checks the form of the key. */
    public Option {
        if (!key.matches(KEY_FORM)) {
            throw new IllegalArgumentException("Not the form of an option's key: " + key);
        }
        if (required && defaultValue != null) {
            throw new IllegalArgumentException("A required option has no default: " + key);
        }
    }

    /** An option with a default. */
    public static <T> Option<T> of(
            String key, OptionType<T> type, T defaultValue, String description) {
        return new Option<>(key, type, defaultValue, false, "", description);
    }

    /** An option that must be set. */
    public static <T> Option<T> required(String key, OptionType<T> type, String description) {
        return new Option<>(key, type, null, true, "", description);
    }

    /** An option that may be left out; read it with {@link OptionValues#find}. */
    public static <T> Option<T> optional(String key, OptionType<T> type, String description) {
        return new Option<>(key, type, null, false, "", description);
    }

    /** The same with the unit of its number. */
    public Option<T> in(String unitName) {
        return new Option<>(key, type, defaultValue, required, unitName, description);
    }

    /**
     * The same, refusing values that do not satisfy {@code check}; checks add up.
     *
     * @param requirement ends the sentence "the value …", for instance "must be at least 1"
     */
    public Option<T> where(Predicate<? super T> check, String requirement) {
        OptionType<T> checked =
                new OptionType<>(
                        type.name(),
                        text -> {
                            T value = type.parse().apply(text);
                            if (!check.test(value)) {
                                throw new IllegalArgumentException(requirement);
                            }
                            return value;
                        },
                        type.format());
        if (defaultValue != null && !check.test(defaultValue)) {
            throw new IllegalArgumentException("The default of " + key + " " + requirement);
        }
        return new Option<>(key, checked, defaultValue, required, unit, description);
    }

    /** The environment variable that sets it: {@code LOCKSTEP_SPEECH_PARTIAL_INTERVAL}. */
    public String environmentVariable() {
        return OptionLoader.ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The default as it would be written; null when there is none. */
    public @Nullable String defaultText() {
        return defaultValue == null ? null : type.format().apply(defaultValue);
    }
}
