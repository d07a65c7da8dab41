package dev.lockstep.load.capacity;

import dev.lockstep.load.result.TrialResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trials as lines of text, as they end. Used by one thread. */
final class CapacityTable {
    private static final String FORMAT = "%7s %18s %18s %9s %9s %7s %6s %15s %9s  %s%n";
    private static final double MS_PER_SECOND = 1_000;

    private final PrintWriter out;

    CapacityTable(PrintWriter out) {
        this.out = out;
    }

    void head() {
        out.printf(
                FORMAT,
                "streams",
                "final p50/p95 s",
                "first p50/p95 s",
                "updates/s",
                "CPU s/s",
                "RSS MB",
                "WER %",
                "slope ms/min",
                "missed",
                "");
        out.flush();
    }

    void row(ScoredTrial trial, List<String> broken) {
        TrialResult figures = trial.figures();
        Double margin = trial.slopeMarginMsPerMinute();
        out.printf(
                Locale.ROOT,
                FORMAT,
                figures.streams(),
                seconds(figures.finalLagMs()),
                seconds(figures.firstLagMs()),
                String.format(Locale.ROOT, "%.2f", figures.updatesPerSecond()),
                String.format(Locale.ROOT, "%.4f", figures.cpuSecondsPerAudioSecond()),
                figures.rssMb(),
                String.format(Locale.ROOT, "%.1f", 100 * figures.wer()),
                String.format(Locale.ROOT, "%.0f", figures.lagSlopeMsPerMinute())
                        + (margin == null ? "" : String.format(Locale.ROOT, " ± %.0f", margin)),
                figures.missed() + "/" + (figures.sentences() + figures.missed()),
                broken.isEmpty() ? "held" : String.join("; ", broken));
        out.flush();
    }

    /** The minutes of a long trial, and what they come to. */
    static void soak(PrintWriter out, Soak soak) {
        String format = "%7s %10s %18s %9s %7s %12s%n";
        out.printf(
                format,
                "minute",
                "sentences",
                "final p50/p95 s",
                "CPU s/s",
                "RSS MB",
                "live heap MB");
        for (Soak.Minute minute : soak.minutes()) {
            Double heap = minute.liveHeapMb();
            out.printf(
                    format,
                    minute.minute(),
                    minute.sentences(),
                    String.format(
                            Locale.ROOT,
                            "%.2f / %.2f",
                            minute.finalP50Ms() / MS_PER_SECOND,
                            minute.finalP95Ms() / MS_PER_SECOND),
                    String.format(Locale.ROOT, "%.4f", minute.cpuPerAudioSecond()),
                    minute.rssMb(),
                    heap == null ? "–" : String.format(Locale.ROOT, "%.1f", heap));
        }
        out.println("a minute: final lag " + slope(soak.finalLag(), "ms"));
        out.println("          resident memory " + slope(soak.rss(), "MB"));
        if (soak.heap() != null) {
            out.println("          live heap " + slope(soak.heap(), "MB"));
        }
        out.flush();
    }

    private static String slope(Soak.SlopeFigure figure, String unit) {
        Double margin = figure.margin();
        return String.format(Locale.ROOT, "%+.2f", figure.slope())
                + (margin == null ? "" : String.format(Locale.ROOT, " ± %.2f", margin))
                + " "
                + unit;
    }

    private static String seconds(TrialResult.@Nullable LagFigures lags) {
        return lags == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f / %.2f",
                        lags.p50() / MS_PER_SECOND,
                        lags.p95() / MS_PER_SECOND);
    }
}
