package dev.lockstep.local.report;

import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.local.page.Markup;
import dev.lockstep.local.page.Page;
import dev.lockstep.view.compliance.NerScore;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.LimitView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The page: figures against limits, plots with their tables, errors word by word, ledger, models
 * and settings. One file that asks for nothing else; whatever was said or set is text. Stateless.
 */
final class ReportPage {
    private ReportPage() {}

    static String html(Run run, ComplianceView figures, @Nullable NerScore score) {
        String title = "Caption compliance: " + run.facts().stream();
        StringBuilder html = new StringBuilder();
        html.append(facts(run, figures));
        html.append("<h2>Figures against limits</h2>\n").append(limits(figures));
        html.append(PlotSections.lag(run, figures));
        html.append(PlotSections.speed(run, figures));
        html.append(PlotSections.gaps(figures));
        html.append(PlotSections.rewrites(run, figures));
        html.append("<h2>Accuracy</h2>\n");
        html.append(
                score == null
                        ? "<p>Not measured: no reference was given. Give one with"
                                + " <code>lockstep report --reference FILE</code>.</p>\n"
                        : ErrorSection.html(score));
        html.append(ledger(run.ledgers()));
        html.append(settings(run));
        return Page.html(title, html.toString());
    }

    private static String facts(Run run, ComplianceView figures) {
        return "<p>"
                + Markup.text(
                        figures.words()
                                + " words in "
                                + figures.utterances()
                                + " utterances, "
                                + FigureText.time(figures.speechMs())
                                + " of speech, from "
                                + run.facts().input()
                                + ".")
                + (run.facts().realTime()
                        ? ""
                        : " Lags were not measured: they mean something only for a stream that is"
                                + " played at the speed of the clock.")
                + " What each figure means is told in docs/compliance.md.</p>\n";
    }

    private static String limits(ComplianceView figures) {
        List<List<String>> rows = new ArrayList<>();
        for (LimitView limit : figures.limits()) {
            rows.add(
                    List.of(
                            limit.who() + ": " + limit.figure(),
                            FigureText.value(limit.measured(), limit),
                            (limit.atMost() ? "at most " : "at least ")
                                    + FigureText.value(limit.limit(), limit),
                            limit.verdict(),
                            limit.kind(),
                            limit.source()));
        }
        return Markup.table(
                "Severity of errors is estimated by rules, so the NER-style score is an estimate.",
                List.of("Figure", "Measured", "Limit", "Verdict", "Kind", "Source"),
                rows);
    }

    private static String ledger(List<SourceLedger> ledgers) {
        if (ledgers.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        for (SourceLedger entry : ledgers) {
            List<String> row = new ArrayList<>(List.of(entry.source(), entry.modality()));
            for (long count :
                    new long[] {
                        entry.read(),
                        entry.matched(),
                        entry.lateRevised(),
                        entry.lateDropped(),
                        entry.duplicate(),
                        entry.invalid(),
                        entry.shed()
                    }) {
                row.add(String.valueOf(count));
            }
            row.add(entry.balanced() ? "yes" : "no");
            rows.add(row);
        }
        return "<h2>Ledger</h2>\n"
                + Markup.table(
                        "What became of the records of each source",
                        List.of(
                                "Source",
                                "Modality",
                                "Read",
                                "Matched",
                                "Late, revised",
                                "Late, dropped",
                                "Duplicate",
                                "Invalid",
                                "Shed",
                                "Adds up"),
                        rows);
    }

    private static String settings(Run run) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("speed", run.facts().speed()));
        run.facts().models().forEach(model -> rows.add(List.of("model", model)));
        for (Map.Entry<String, String> set : new TreeMap<>(run.facts().settings()).entrySet()) {
            rows.add(List.of(set.getKey(), set.getValue()));
        }
        return "<h2>Models and settings</h2>\n"
                + Markup.table(
                        "What made the captions; all else is as docs/configuration.md has it",
                        List.of("What", "Value"),
                        rows);
    }
}
