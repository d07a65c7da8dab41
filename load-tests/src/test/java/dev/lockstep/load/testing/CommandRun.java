package dev.lockstep.load.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.RootCommand;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.TerminalKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A command of lockstep at work on a thread of its own, with its streams caught. */
public final class CommandRun implements AutoCloseable {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interrupts interrupts = Interrupts.none();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    private CommandRun(String... arguments) {
        CommandContext context =
                new CommandContext(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TerminalKind.plain(),
                        TerminalKind.plain(),
                        System.getenv(),
                        interrupts);
        Thread thread =
                new Thread(
                        () -> code.complete(RootCommand.commandLine(context).execute(arguments)),
                        "test-command");
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts a command. */
    public static CommandRun start(String... arguments) {
        return new CommandRun(arguments);
    }

    /** Runs a command to its end. */
    public static CommandRun of(String... arguments) {
        CommandRun run = new CommandRun(arguments);
        run.code();
        return run;
    }

    /** Its exit code, once it has ended. */
    public int code() {
        return code.join();
    }

    /** True once it has ended. */
    public boolean isDone() {
        return code.isDone();
    }

    /** Standard output so far. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Standard error so far. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The sentences on standard error that tell what went wrong. */
    public List<String> problems() {
        return err().lines().filter(line -> line.startsWith("lockstep: ")).toList();
    }

    /** The last line of standard output as JSON. */
    public JsonNode json() throws IOException {
        List<String> lines = out().lines().toList();
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    /** The same as Ctrl-C. */
    public void interrupt() {
        interrupts.request();
    }

    @Override
    public void close() {
        interrupt();
        code();
    }
}
