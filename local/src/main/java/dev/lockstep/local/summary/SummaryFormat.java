package dev.lockstep.local.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lockstep.local.ledger.LedgerTotals;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link RunSummary} for programs and for people. Stateless. */
public final class SummaryFormat {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SummaryFormat() {}

    /** One JSON object on one line, every field present. */
    public static String json(RunSummary summary) {
        try {
            return MAPPER.writeValueAsString(summary);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A summary is always writable as JSON", e);
        }
    }

    /**
     * Lines for people.
     *
     * @param realTime whether the stream was played at the speed of the clock
     */
    public static List<String> lines(RunSummary summary, boolean realTime) {
        List<String> lines = new ArrayList<>();
        lines.add(
                text("%d words in %.1f s of sound", summary.words(), summary.audioSeconds())
                        + (summary.wer() == null
                                ? ""
                                : text(", word error rate %.1f %%", 100 * summary.wer())));
        if (realTime) {
            lines.add(lag("word to first caption", summary.lagMs()));
            lines.add(lag("word to its commit", summary.commitLagMs()));
            lines.add(lag("end of speech to final", summary.finalLagMs()));
        } else {
            lines.add("lags: not measured, they mean something at --speed 1 only");
        }
        Long first = summary.firstCaptionAfterMs();
        if (first != null) {
            lines.add(text("first caption: %.1f s after the start of the command", first / 1e3));
        }
        lines.add(text("committed words rewritten: %d", summary.committedRewrites()));
        Double cpu = summary.cpuSecondsPerAudioSecond();
        if (cpu != null) {
            lines.add(text("CPU: %.2f s per second of sound (all processes, once started)", cpu));
        }
        lines.add(
                text(
                        "records: %d in %s %d out + %d dead letters",
                        summary.recordsIn(),
                        summary.balanced() ? "=" : "\u2260",
                        summary.recordsOut(),
                        summary.deadLetters()));
        lines.add(ledger(summary.ledger()));
        return lines;
    }

    private static String ledger(LedgerTotals ledger) {
        StringBuilder line = new StringBuilder();
        line.append(text("ledger: %d read ", ledger.read()))
                .append(ledger.balanced() ? "=" : "\u2260")
                .append(text(" %d matched", ledger.matched()));
        outcome(line, ledger.lateRevised(), "late revised");
        outcome(line, ledger.lateDropped(), "late dropped");
        outcome(line, ledger.duplicate(), "duplicate");
        outcome(line, ledger.invalid(), "invalid");
        outcome(line, ledger.shed(), "shed");
        return line.toString();
    }

    private static void outcome(StringBuilder line, long count, String name) {
        if (count > 0) {
            line.append(text(" + %d %s", count, name));
        }
    }

    private static String lag(String what, @Nullable Percentiles lag) {
        return lag == null
                ? what + ": no words"
                : text(
                        "%s: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms",
                        what, lag.p50(), lag.p95(), lag.p99());
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
