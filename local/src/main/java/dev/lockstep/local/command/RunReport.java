package dev.lockstep.local.command;

import dev.lockstep.local.aligned.AlignedFile;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.LedgerFile;
import dev.lockstep.local.run.CaptionRunResult;
import dev.lockstep.local.summary.SummaryFormat;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.sink.caption.CaptionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Writes what came of a run, to files and to the terminal. */
final class RunReport {
    private final CommandContext context;
    private final boolean json;
    private final Path out;

    RunReport(CommandContext context, boolean json, Path out) {
        this.context = context;
        this.json = json;
        this.out = out;
    }

    /** Makes the folder, so that one that cannot be written is known before the work begins. */
    void prepare() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw notWritable(e);
        }
        if (!Files.isWritable(out)) {
            throw notWritable(null);
        }
    }

    /** Begins the file of the settled windows, which are written as they come. */
    AlignedFile alignedFile() {
        return AlignedFile.create(out);
    }

    /** Writes the files and the summary; returns the exit code. */
    int finish(CaptionRunResult result, Display display) throws IOException {
        CaptionFiles.writeAll(out, result.captions(), 0);
        LedgerFile.write(out, result.ledgers());
        Files.writeString(out.resolve("summary.json"), SummaryFormat.json(result.summary()) + "\n");
        display.line("");
        result.notes().forEach(display::line);
        SummaryFormat.lines(result.summary(), result.realTime()).forEach(display::line);
        display.line("written to " + out.toAbsolutePath().normalize());
        for (String problem : result.problems()) {
            context.err().println("lockstep: " + problem);
        }
        if (json) {
            context.out().println(SummaryFormat.json(result.summary()));
        }
        return result.problems().isEmpty()
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private UserException notWritable(@Nullable IOException cause) {
        String message =
                "The folder "
                        + out.toAbsolutePath()
                        + " cannot be made or written: choose another one with --out.";
        return cause == null ? new UserException(message) : new UserException(message, cause);
    }
}
