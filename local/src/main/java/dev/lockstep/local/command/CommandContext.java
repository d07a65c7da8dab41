package dev.lockstep.local.command;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.terminal.Displays;
import dev.lockstep.local.terminal.TerminalKind;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the commands have of the world outside.
 *
 * @param out results
 * @param err errors, and everything but the result where that is for a program
 * @param outKind what {@code out} is
 * @param errKind what {@code err} is
 * @param environment the environment variables
 * @param interrupts requests to end
 */
public record CommandContext(
        PrintStream out,
        PrintStream err,
        TerminalKind outKind,
        TerminalKind errKind,
        Map<String, String> environment,
        Interrupts interrupts) {

    /** The process' own streams and environment; output is UTF-8 whatever the locale says. */
    public static CommandContext ofProcess(Interrupts interrupts) {
        Map<String, String> environment = System.getenv();
        return new CommandContext(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                TerminalKind.detect(1, environment),
                TerminalKind.detect(2, environment),
                environment,
                interrupts);
    }

    /** A display on standard output, or on standard error where output is for a program. */
    public Display display(boolean outputIsForPrograms) {
        return outputIsForPrograms
                ? Displays.of(err, errKind, environment, System::nanoTime)
                : Displays.of(out, outKind, environment, System::nanoTime);
    }

    /** Where models and the demo's stream are kept. */
    public Path cacheDir() {
        return ModelStore.standardCacheDir(environment);
    }

    /** Where the log is; the same place as in {@code log4j2.xml}. */
    public Path stateDir() {
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base =
                xdg.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(xdg);
        return base.resolve("lockstep");
    }

    /** The log file. */
    public Path logFile() {
        return stateDir().resolve("lockstep.log");
    }
}
