package dev.lockstep.local.command;

import dev.lockstep.local.failure.FailureText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One sentence on standard error for whatever goes wrong; the stack trace goes to the log. */
final class ErrorHandling {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandling.class);

    private ErrorHandling() {}

    static void install(CommandLine root, CommandContext context) {
        root.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        root.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        context.outKind().styled()
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF));
        root.setUsageHelpWidth(usageWidth(context));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setParameterExceptionHandler((e, arguments) -> misused(e, context));
        root.setExecutionExceptionHandler((e, command, parsed) -> failed(e, parsed, context));
    }

    private static int misused(ParameterException e, CommandContext context) {
        CommandLine command = e.getCommandLine();
        context.err().println("lockstep: " + asSentence(String.valueOf(e.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(
                e, new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        context.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, ParseResult parsed, CommandContext context) {
        LOG.error("{} failed", parsed.originalArgs(), e);
        context.err().println("lockstep: " + FailureText.of(e, context.logFile()));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String asSentence(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.endsWith(".") ? line : line + ".";
    }

    private static int usageWidth(CommandContext context) {
        int columns = context.outKind().columns();
        return context.outKind().interactive() ? Math.min(100, Math.max(80, columns)) : 100;
    }
}
