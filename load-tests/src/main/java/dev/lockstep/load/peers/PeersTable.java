package dev.lockstep.load.peers;

import dev.lockstep.load.capacity.ScoredTrial;
import dev.lockstep.load.result.TrialResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trials of several systems as lines of text, as they end. Used by one thread. */
final class PeersTable {
    private static final String FORMAT = "%-48s %3s %6s %18s %18s %9s %9s %7s %13s %8s  %s%n";

    private final PrintWriter out;
    private boolean begun;

    PeersTable(PrintWriter out) {
        this.out = out;
    }

    void row(ScoredTrial trial, List<String> broken) {
        if (!begun) {
            begun = true;
            out.printf(
                    FORMAT,
                    "system",
                    "n",
                    "WER %",
                    "final p50/95/99 s",
                    "first p50/95/99 s",
                    "updates/s",
                    "CPU s/s",
                    "RSS MB",
                    "slope ms/min",
                    "missed",
                    "");
        }
        TrialResult figures = trial.figures();
        out.printf(
                FORMAT,
                figures.name(),
                figures.streams(),
                String.format(Locale.ROOT, "%.1f", 100 * figures.wer()),
                seconds(figures.finalLagMs()),
                seconds(figures.firstLagMs()),
                String.format(Locale.ROOT, "%.2f", figures.updatesPerSecond()),
                String.format(Locale.ROOT, "%.4f", figures.cpuSecondsPerAudioSecond()),
                figures.rssMb(),
                slope(trial),
                figures.missed() + "/" + (figures.sentences() + figures.missed()),
                broken.isEmpty() ? "held" : String.join("; ", broken));
        out.flush();
    }

    void note(String note) {
        out.println(note);
        out.flush();
    }

    private static String slope(ScoredTrial trial) {
        Double margin = trial.slopeMarginMsPerMinute();
        return String.format(Locale.ROOT, "%.0f", trial.figures().lagSlopeMsPerMinute())
                + (margin == null ? "" : String.format(Locale.ROOT, " ± %.0f", margin));
    }

    private static String seconds(TrialResult.@Nullable LagFigures lags) {
        return lags == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f/%.2f/%.2f",
                        lags.p50() / 1e3,
                        lags.p95() / 1e3,
                        lags.p99() / 1e3);
    }
}
