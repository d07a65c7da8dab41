package dev.lockstep.schema.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads options from properties files, the environment, the command line and maps. A source that is
 * added later wins over those before it, so add them in the order file, environment, arguments.
 * Nothing fails before {@link #load}, which reports all problems together. Not thread-safe.
 */
public final class OptionLoader {
    /** What the environment variable of an option begins with. */
    public static final String ENVIRONMENT_PREFIX = "LOCKSTEP_";

    /** An unknown variable this close to a known one is taken for a slip of the pen. */
    private static final int LARGEST_SLIP = 2;

    private final Map<String, Option<?>> options = new LinkedHashMap<>();
    private final Map<String, Setting> settings = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** A loader that knows the options of these sets; a key in two of them is one option. */
    public OptionLoader(OptionSet... sets) {
        for (OptionSet set : sets) {
            set.options().forEach(option -> options.put(option.key(), option));
        }
    }

    /** Whether a key is one of its options. */
    public boolean knows(String key) {
        return options.containsKey(key);
    }

    /**
     * Adds settings by key.
     *
     * @param origin where they come from, for messages: "the command line"
     */
    public OptionLoader map(Map<String, String> map, String origin) {
        new TreeMap<>(map).forEach((key, text) -> set(key, text, origin));
        return this;
    }

    /** Adds the settings of a Java properties file in UTF-8. */
    public OptionLoader file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    "The options file " + file + " cannot be read (" + e + "): check its path.");
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(k -> map.put(k, properties.getProperty(k)));
        return map(map, file.toString());
    }

    /**
     * Adds the variables that belong to an option. Other variables with the prefix are left alone
     * (Kubernetes makes some for each service), unless one is almost the name of an option.
     */
    public OptionLoader environment(Map<String, String> environment) {
        Map<String, String> keys = new LinkedHashMap<>();
        options.values().forEach(o -> keys.put(o.environmentVariable(), o.key()));
        new TreeMap<>(environment)
                .forEach(
                        (name, text) -> {
                            String key = keys.get(name);
                            if (key != null) {
                                set(key, text, "the environment variable " + name);
                            } else if (name.startsWith(ENVIRONMENT_PREFIX)) {
                                refuseSlip(name, keys);
                            }
                        });
        return this;
    }

    /** Adds {@code --key=value}, {@code --key value} and, for a flag, {@code --key}. */
    public OptionLoader arguments(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String key = argument.replaceFirst("^--", "");
            if (!argument.startsWith("--")) {
                problems.add(
                        "The argument '" + argument + "' is not understood: write --key=value.");
            } else if (equals >= 0) {
                set(
                        argument.substring(2, equals),
                        argument.substring(equals + 1),
                        "the command line");
            } else if (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
                set(key, arguments.get(++i), "the command line");
            } else if (isFlag(key)) {
                set(key, "true", "the command line");
            } else if (options.containsKey(key)) {
                problems.add("The argument " + argument + " lacks a value: write --key=value.");
            } else {
                set(key, "", "the command line");
            }
        }
        return this;
    }

    /**
     * The values of all known options.
     *
     * @throws OptionsException naming every key that is unknown, every value that cannot be read
     *     and every required option that is missing
     */
    public OptionValues load() {
        Map<String, OptionValues.Value> values = new HashMap<>();
        for (Option<?> option : options.values()) {
            Setting setting = settings.get(option.key());
            if (setting != null) {
                parse(option, setting)
                        .ifPresent(v -> values.put(option.key(), new OptionValues.Value(v, true)));
            } else {
                if (option.required()) {
                    problems.add(missing(option));
                }
                values.put(option.key(), new OptionValues.Value(option.defaultValue(), false));
            }
        }
        if (!problems.isEmpty()) {
            throw new OptionsException(problems);
        }
        return new OptionValues(values);
    }

    private void set(String key, String text, String origin) {
        if (options.containsKey(key)) {
            settings.put(key, new Setting(text.trim(), origin));
            return;
        }
        String nearest =
                NearestKey.of(key, options.keySet())
                        .map(k -> "; did you mean " + k + "?")
                        .orElse(".");
        problems.add("There is no option '" + key + "' (" + origin + ")" + nearest);
    }

    private void refuseSlip(String name, Map<String, String> keys) {
        Optional<String> nearest = NearestKey.of(name, keys.keySet());
        if (nearest.isPresent() && NearestKey.distance(name, nearest.get()) <= LARGEST_SLIP) {
            problems.add(
                    "The environment variable "
                            + name
                            + " sets no option; did you mean "
                            + nearest.get()
                            + "?");
        }
    }

    private boolean isFlag(String key) {
        Option<?> option = options.get(key);
        return option != null && option.type().name().equals(OptionType.FLAG.name());
    }

    private Optional<Object> parse(Option<?> option, Setting setting) {
        try {
            return Optional.of((Object) option.type().parse().apply(setting.text()));
        } catch (IllegalArgumentException e) {
            problems.add(
                    "The option "
                            + option.key()
                            + " cannot be '"
                            + setting.text()
                            + "' ("
                            + setting.origin()
                            + "): the value "
                            + e.getMessage()
                            + ".");
            return Optional.empty();
        }
    }

    private static String missing(Option<?> option) {
        return "The option "
                + option.key()
                + " is missing ("
                + option.description()
                + "): give --"
                + option.key()
                + "=…, set "
                + option.environmentVariable()
                + " or put it into the options file.";
    }

    private record Setting(String text, String origin) {}
}
