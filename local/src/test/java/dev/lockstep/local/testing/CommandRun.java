package dev.lockstep.local.testing;

import dev.lockstep.local.run.Interrupts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One run of the command line with its streams caught.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int code, String out, String err) {

    /** Runs with the environment of this process. */
    public static CommandRun of(String... arguments) {
        return of(Map.of(), Interrupts.none(), arguments);
    }

    /** Runs with its cache in another folder. */
    public static CommandRun withCache(Path cache, String... arguments) {
        return of(
                Map.of("XDG_CACHE_HOME", cache.toAbsolutePath().toString()),
                Interrupts.none(),
                arguments);
    }

    /** Runs with some environment variables set otherwise. */
    public static CommandRun of(
            Map<String, String> changed, Interrupts interrupts, String... arguments) {
        return RunningCommand.start(changed, interrupts, arguments).join();
    }

    /** Lines of standard error. */
    public List<String> errLines() {
        return err.lines().toList();
    }

    /** Lines of standard output. */
    public List<String> outLines() {
        return out.lines().toList();
    }
}
