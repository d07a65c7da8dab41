package dev.lockstep.local.testing;

import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.RootCommand;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.TerminalKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A command at work on another thread, whose output can be read while it comes. */
public final class RunningCommand {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code;

    private RunningCommand(
            Map<String, String> changed, Interrupts interrupts, String... arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(changed);
        CommandContext context =
                new CommandContext(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TerminalKind.plain(),
                        TerminalKind.plain(),
                        environment,
                        interrupts);
        code =
                CompletableFuture.supplyAsync(
                        () -> RootCommand.commandLine(context).execute(arguments),
                        RunningCommand::inThread);
    }

    /** Not in the common pool: several commands run side by side, however few cores there are. */
    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "test-command");
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts a command with some environment variables set otherwise. */
    public static RunningCommand start(
            Map<String, String> changed, Interrupts interrupts, String... arguments) {
        return new RunningCommand(changed, interrupts, arguments);
    }

    /** What has come on standard output and standard error so far. */
    public String output() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    /** True once it has ended. */
    public boolean isDone() {
        return code.isDone();
    }

    /** Waits for its end. */
    public CommandRun join() {
        return new CommandRun(
                code.join(),
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}
