package dev.lockstep.schema.config;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of the options that an {@link OptionLoader} knew. Immutable. */
public final class OptionValues {
    private final Map<String, Value> values;

    OptionValues(Map<String, Value> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The value of an option that is required or has a default.
     *
     * @throws IllegalArgumentException when the loader did not know the option or it may be left
     *     out
     */
    public <T> T get(Option<T> option) {
        return find(option)
                .orElseThrow(() -> new IllegalArgumentException(option.key() + " may be left out"));
    }

    /** The value of an option, or nothing where it is not set and has no default. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Option<T> option) {
        Value value = values.get(option.key());
        if (value == null) {
            throw new IllegalArgumentException("Not an option of this loader: " + option.key());
        }
        return Optional.ofNullable((T) value.value());
    }

    /** Whether the option was set anywhere, rather than left to its default. */
    public boolean isSet(Option<?> option) {
        Value value = values.get(option.key());
        return value != null && value.set();
    }

    /** A value and whether it was set. */
    record Value(@Nullable Object value, boolean set) {}
}
