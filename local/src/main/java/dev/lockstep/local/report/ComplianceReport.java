package dev.lockstep.local.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lockstep.sink.caption.WholeFile;
import dev.lockstep.view.compliance.ComplianceMeter;
import dev.lockstep.view.compliance.NerScore;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.LimitView;
import dev.lockstep.view.model.ViewJson;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The figures of a run, and the report on them. Immutable. */
public final class ComplianceReport {
    /** Its name in the folder of a run. */
    public static final String NAME = "report.html";

    private final Run run;
    private final @Nullable NerScore score;
    private final ComplianceView figures;

    private ComplianceReport(Run run, @Nullable NerScore score, ComplianceView figures) {
        this.run = run;
        this.score = score;
        this.figures = figures;
    }

    /**
     * The report on a run.
     *
     * @param reference what is said; null for the one that the run was given, if any
     */
    public static ComplianceReport of(Run run, @Nullable String reference) {
        String said = reference == null ? run.facts().reference() : reference;
        NerScore score = said == null ? null : ReferenceScore.of(said, run.text());
        ComplianceMeter meter = new ComplianceMeter();
        run.utterances().forEach(meter::accept);
        ComplianceView figures =
                meter.view(run.facts().stream(), score == null ? null : score.view());
        return new ComplianceReport(run, score, figures);
    }

    /** Writes the report on the run in a folder into that folder. */
    public static Path writeInto(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        of(RunReader.read(folder), null).write(file);
        return file;
    }

    /** The figures. */
    public ComplianceView figures() {
        return figures;
    }

    /** The figures as one JSON object on one line. */
    public String json() {
        try {
            return ViewJson.mapper().writeValueAsString(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Figures are always writable as JSON", e);
        }
    }

    /** The figure of a limit with its unit; says where it was not measured. */
    public static String measured(LimitView limit) {
        return FigureText.value(limit.measured(), limit);
    }

    /** A limit with its unit. */
    public static String limit(LimitView limit) {
        return FigureText.value(limit.limit(), limit);
    }

    /** The report as HTML. */
    public String html() {
        return ReportPage.html(run, figures, score);
    }

    /** Writes the report; the file appears whole or not at all. */
    public void write(Path file) {
        WholeFile.write(file, html());
    }
}
