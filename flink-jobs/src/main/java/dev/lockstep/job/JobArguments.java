package dev.lockstep.job;

import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options of a job from {@code --config FILE}, the environment and the command line. */
final class JobArguments {
    private static final String CONFIG = "--config";

    private JobArguments() {}

    /**
     * Their values, the later winning.
     *
     * @throws dev.lockstep.schema.config.OptionsException when something is missing or unknown
     */
    static OptionValues load(OptionLoader loader, List<String> arguments) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals(CONFIG) && i + 1 < arguments.size()) {
                loader.file(Path.of(arguments.get(++i)));
            } else if (argument.startsWith(CONFIG + "=")) {
                loader.file(Path.of(argument.substring(CONFIG.length() + 1)));
            } else {
                options.add(argument);
            }
        }
        return loader.environment(System.getenv()).arguments(options).load();
    }
}
