package dev.lockstep.local.testing;

import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.RootCommand;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.TerminalKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
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
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(changed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandContext context =
                new CommandContext(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TerminalKind.plain(),
                        TerminalKind.plain(),
                        environment,
                        interrupts);
        int code = RootCommand.commandLine(context).execute(arguments);
        return new CommandRun(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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
