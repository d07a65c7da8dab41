package dev.lockstep.schema.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The options of one part, in the order in which they are documented. An {@code XxxOptions} class
 * holds it as its constant {@code ALL}. Immutable.
 *
 * @param title heading in the documentation
 * @param description which programs read them and what they are about, one or two sentences
 * @param options no two with one key
 */
public record OptionSet(String title, String description, List<Option<?>> options) {
    /** Refuses two options with one key. */
    public OptionSet {
        options = List.copyOf(options);
        Set<String> keys = new HashSet<>();
        for (Option<?> option : options) {
            if (!keys.add(option.key())) {
                throw new IllegalArgumentException("Two options have the key " + option.key());
            }
        }
    }

    /** The set of these options. */
    public static OptionSet of(String title, String description, Option<?>... options) {
        return new OptionSet(title, description, List.of(options));
    }
}
