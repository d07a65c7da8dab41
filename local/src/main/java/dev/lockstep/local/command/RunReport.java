package dev.lockstep.local.command;

import dev.lockstep.local.aligned.AlignedFile;
import dev.lockstep.local.compliance.ComplianceFile;
import dev.lockstep.local.failure.FailureText;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.LedgerFile;
import dev.lockstep.local.report.ComplianceReport;
import dev.lockstep.local.run.CaptionRunResult;
import dev.lockstep.local.run.RunFolder;
import dev.lockstep.local.search.StoreAddress;
import dev.lockstep.local.summary.SummaryFormat;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.sink.caption.CaptionFileException;
import dev.lockstep.sink.caption.CaptionFiles;
import dev.lockstep.sink.hls.HlsCaptionWriter;
import dev.lockstep.sink.hls.HlsConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Writes what came of a run, to files and to the terminal. */
final class RunReport {
    private static final Logger LOG = LoggerFactory.getLogger(RunReport.class);
    private static final long LEAST_FREE_BYTES = 1 << 20;
    private static final int PROBE_BYTES = 256 << 10;

    /** The file of SQLite, its write-ahead log and the index of that. */
    private static final List<String> STORE_ENDINGS = List.of("", "-wal", "-shm");

    private final CommandContext context;
    private final RunOptions options;
    private final Path out;
    private final @Nullable HlsCaptionWriter hls;

    RunReport(CommandContext context, RunOptions options, Path out) {
        this.context = context;
        this.options = options;
        this.out = out;
        this.hls =
                options.hls ? new HlsCaptionWriter(out.resolve("hls"), HlsConf.DEFAULT, 0) : null;
    }

    /** Where captions are written as HLS tracks; null unless asked for. */
    @Nullable HlsCaptionWriter hls() {
        return hls;
    }

    /** Makes the folder, so that one that cannot be written is known before the work begins. */
    void prepare() {
        try {
            Files.createDirectories(out);
            if (!Files.isWritable(out)) {
                throw notWritable(null);
            }
            long usable = Files.getFileStore(out).getUsableSpace();
            // Some file systems do not say what is free: what counts is whether they take a file.
            if (usable < LEAST_FREE_BYTES && !takesAFile()) {
                throw new UserException(
                        "The disk of the folder "
                                + out.toAbsolutePath()
                                + " is full ("
                                + usable / 1024
                                + " KiB are left): free some space, or choose a folder on another"
                                + " disk with --out.");
            }
            removeOldStore();
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /** The store of an earlier run into this folder would mix its captions with the new ones. */
    private void removeOldStore() throws IOException {
        for (String ending : STORE_ENDINGS) {
            Files.deleteIfExists(out.resolve(StoreAddress.FILE_NAME + ending));
        }
    }

    private boolean takesAFile() {
        Path probe = out.resolve(".lockstep-probe");
        try {
            Files.write(probe, new byte[PROBE_BYTES]);
            return true;
        } catch (IOException e) {
            LOG.debug("{} takes no file", out, e);
            return false;
        } finally {
            try {
                Files.deleteIfExists(probe);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted", probe, e);
            }
        }
    }

    /** Begins the file of the settled windows, which are written as they come. */
    AlignedFile alignedFile() {
        return AlignedFile.create(out);
    }

    /** Writes the files and the summary; returns the exit code. */
    int finish(CaptionRunResult result, Display display) {
        Optional<String> elsewhere = write(result, display);
        result.notes().forEach(display::line);
        SummaryFormat.lines(result.summary(), result.realTime()).forEach(display::line);
        if (elsewhere.isEmpty()) {
            display.line("written to " + out.toAbsolutePath().normalize());
        }
        List<String> problems = new ArrayList<>(result.problems());
        elsewhere.ifPresent(problems::add);
        for (String problem : problems) {
            context.err().println("lockstep: " + problem);
        }
        if (options.json) {
            context.out().println(SummaryFormat.json(result.summary()));
        }
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Returns what to say when the files could not be written where they should be. */
    private Optional<String> write(CaptionRunResult result, Display display) {
        display.line("");
        try {
            write(result, out);
            if (hls != null) {
                hls.end(Math.round(result.summary().audioSeconds() * 1_000));
            }
            return Optional.empty();
        } catch (CaptionFileException | IOException e) {
            LOG.error("The files could not be written to {}", out, e);
            return Optional.of(writeElsewhere(result, e));
        }
    }

    /** Hours of captions are not thrown away because a disk has filled up in the meantime. */
    private String writeElsewhere(CaptionRunResult result, Exception because) {
        String lost =
                because instanceof CaptionFileException
                        ? String.valueOf(because.getMessage())
                        : FailureText.of(because, context.logFile());
        try {
            Path other = Files.createTempDirectory(RunFolder.outside(), "lockstep-captions-");
            write(result, other);
            return lost + " They are in " + other + " instead.";
        } catch (CaptionFileException | IOException e) {
            LOG.error("Nor could they be written to the temporary folder", e);
            because.addSuppressed(e);
            return lost + " The temporary folder could not take them either.";
        }
    }

    private void write(CaptionRunResult result, Path folder) throws IOException {
        CaptionFiles.writeAll(folder, result.captions(), 0);
        LedgerFile.write(folder, result.ledgers());
        ComplianceFile measured = result.compliance();
        new ComplianceFile(measured.facts().withSettings(settings()), measured.utterances())
                .write(folder);
        Files.writeString(
                folder.resolve("summary.json"), SummaryFormat.json(result.summary()) + "\n");
        try {
            ComplianceReport.writeInto(folder);
        } catch (UserException e) {
            // The report can be had later; the captions are what the run was for.
            LOG.warn("No report was written to {}", folder, e);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(options.stream.settings);
        settings.put("--frames-per-second", String.valueOf(options.framesPerSecond));
        settings.put("--parallelism", String.valueOf(options.parallelism));
        return settings;
    }

    private UserException notWritable(@Nullable IOException cause) {
        String message =
                "The folder "
                        + out.toAbsolutePath()
                        + " cannot be made or written: choose another one with --out.";
        return cause == null ? new UserException(message) : new UserException(message, cause);
    }
}
