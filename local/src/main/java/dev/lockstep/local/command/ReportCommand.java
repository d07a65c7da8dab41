package dev.lockstep.local.command;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.NewestRun;
import dev.lockstep.local.report.ComplianceReport;
import dev.lockstep.local.report.RunReader;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.LimitView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code lockstep report}: the captions of a run beside published limits, as HTML. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the captions of a run of caption or demo and writes a report: lag, words per",
            "minute, gaps in speech, rewrites and, against a reference, accuracy and an NER-style",
            "score (severity estimated by rules), beside the limits of Ofcom and CRTC and the",
            "targets of this project. The report is one HTML file that needs no network.",
            "",
            "Lags are measured in runs at --speed 1 only.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep report                           the newest run in lockstep-out",
            "  lockstep report talk.html                 the same, written to talk.html",
            "  lockstep report lockstep-out/talk         one run; writes report.html into it",
            "  lockstep report out.html --run captions   one run, written to out.html",
            "  lockstep report lockstep-out/talk --reference said.txt",
            "  lockstep report --json | jq .limits"
        })
final class ReportCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "Ends it in .html: the file to write. Otherwise the run: its folder, or its"
                            + " captions.jsonl, compliance.jsonl or summary.json (default: the"
                            + " newest in lockstep-out).")
    private @Nullable Path file;

    @Option(names = "--run", paramLabel = "DIR", description = "The run, where FILE is to write.")
    private @Nullable Path run;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "HTML",
            description = "Where the report goes (default: report.html beside the run).")
    private @Nullable Path out;

    @Option(
            names = "--reference",
            paramLabel = "TEXTFILE",
            description = "What is said, as text (default: what the run was given).")
    private @Nullable Path reference;

    @Option(
            names = "--json",
            description = "Print the figures as one JSON object on standard output.")
    private boolean json;

    ReportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        boolean named = file != null && file.toString().toLowerCase(Locale.ROOT).endsWith(".html");
        if (named && out != null) {
            throw new UserException("Name the report once: as FILE or with --out.");
        }
        if (file != null && !named && run != null) {
            throw new UserException("Name the run once: as FILE or with --run.");
        }
        Path from = source(named);
        Path to = named ? file : out;
        String said = reference == null ? null : ReferenceText.read("@" + reference).orElseThrow();
        ComplianceReport report = ComplianceReport.of(RunReader.read(from), said);
        Path written = to == null ? beside(from) : to;
        report.write(written);
        if (json) {
            context.out().println(report.json());
        } else {
            summary(report.figures());
            context.out().println("written to " + written.toAbsolutePath().normalize());
        }
        return CommandLine.ExitCode.OK;
    }

    private Path source(boolean named) throws IOException {
        if (run != null) {
            return run;
        }
        return file == null || named ? NewestRun.in(Path.of("lockstep-out")) : file;
    }

    private static Path beside(Path from) {
        return Files.isDirectory(from)
                ? from.resolve(ComplianceReport.NAME)
                : from.resolveSibling(ComplianceReport.NAME);
    }

    private void summary(ComplianceView figures) {
        for (LimitView limit : figures.limits()) {
            context.out()
                    .println(
                            String.format(
                                    Locale.ROOT,
                                    "%-8s %s, %s: %s (%s %s)",
                                    limit.verdict(),
                                    limit.who(),
                                    limit.figure(),
                                    ComplianceReport.measured(limit),
                                    limit.atMost() ? "at most" : "at least",
                                    ComplianceReport.limit(limit)));
        }
    }
}
