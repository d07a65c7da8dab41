package dev.lockstep.stack;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RegistryProcess} is started.
 *
 * @param home folder with the registry's {@code *-runner.jar} and its {@code lib}
 * @param port TCP port on 127.0.0.1; 0 for any free one
 * @param logFile where the registry's output goes; null for a temporary file that is deleted on
 *     close
 * @param startTimeout how long to wait until it answers
 */
public record RegistryProcessConf(
        Path home, int port, @Nullable Path logFile, Duration startTimeout) {
    /** System property that names the folder of the unpacked registry. */
    public static final String HOME_PROPERTY = "lockstep.registry.home";

    /** Checks the port's range. */
    public RegistryProcessConf {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The registry's port must be 0..65535: " + port);
        }
    }

    /**
     * The registry at {@link #HOME_PROPERTY}, a free port, a temporary log file, 60 s.
     *
     * @throws StackException when the property is not set
     */
    public static RegistryProcessConf standard() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null || home.isBlank()) {
            throw new StackException(
                    "It is not known where the schema registry lies: start through ./lockstep, or"
                            + " set -D"
                            + HOME_PROPERTY
                            + " to local-stack/target/registry of a built checkout.");
        }
        return new RegistryProcessConf(Path.of(home), 0, null, Duration.ofSeconds(60));
    }

    /** The same with the output going to {@code file}, which is kept. */
    public RegistryProcessConf withLogFile(Path file) {
        return new RegistryProcessConf(home, port, file, startTimeout);
    }
}
