package dev.lockstep.view.compliance;

import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.LagView;
import dev.lockstep.view.model.LimitView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the compliance meter as gauges, one a stream: {@code lockstep.compliance.*}. What
 * was not measured has no gauge. Thread-safe.
 */
public final class ComplianceMetrics {
    private static final double MS_PER_SECOND = 1_000;

    private final MultiGauge lag;
    private final MultiGauge wpm;
    private final MultiGauge gaps;
    private final MultiGauge gapSeconds;
    private final MultiGauge rewrites;
    private final MultiGauge ner;
    private final MultiGauge limits;

    /** Registers the gauges, which have no rows before the first {@link #update}. */
    public ComplianceMetrics(MeterRegistry registry) {
        lag = gauge(registry, "lag", "seconds", "Word end to the caption, by stage and statistic");
        wpm = gauge(registry, "speed", null, "Words per minute in windows of 5 s");
        gaps = gauge(registry, "gaps", null, "Gaps of 3 s and more while speech was detected");
        gapSeconds = gauge(registry, "gap.time", "seconds", "Length of those gaps together");
        rewrites = gauge(registry, "rewrites", null, "Words that changed after they were shown");
        ner = gauge(registry, "ner", null, "NER-style score in percent, severity estimated");
        limits = gauge(registry, "limit.met", null, "1: the limit is met, 0: it is not");
    }

    /**
     * The figures of all streams as they are now; a stream that is missing has no rows any more.
     */
    public synchronized void update(Collection<ComplianceView> streams) {
        List<Row<?>> lags = new ArrayList<>();
        List<Row<?>> speeds = new ArrayList<>();
        List<Row<?>> counts = new ArrayList<>();
        List<Row<?>> lengths = new ArrayList<>();
        List<Row<?>> changes = new ArrayList<>();
        List<Row<?>> scores = new ArrayList<>();
        List<Row<?>> verdicts = new ArrayList<>();
        for (ComplianceView view : streams) {
            Tags stream = Tags.of("stream", view.stream());
            addLag(lags, stream.and("stage", "shown"), view.shownLag());
            addLag(lags, stream.and("stage", "committed"), view.committedLag());
            addLag(lags, stream.and("stage", "final"), view.finalLag());
            if (view.spokenRate() != null) {
                speeds.add(Row.of(stream.and("statistic", "max"), view.spokenRate().maxWpm()));
                speeds.add(Row.of(stream.and("statistic", "mean"), view.spokenRate().meanWpm()));
            }
            counts.add(Row.of(stream, view.gaps().count()));
            lengths.add(Row.of(stream, view.gaps().totalMs() / MS_PER_SECOND));
            if (view.rewrites() != null) {
                changes.add(Row.of(stream.and("text", "tentative"), view.rewrites().tentative()));
                changes.add(Row.of(stream.and("text", "committed"), view.rewrites().committed()));
            }
            if (view.accuracy() != null) {
                scores.add(Row.of(stream, view.accuracy().nerScore()));
            }
            for (LimitView limit : view.limits()) {
                if (limit.measured() != null) {
                    int met = limit.verdict().equals("pass") ? 1 : 0;
                    verdicts.add(Row.of(stream.and("limit", limit.id()), met));
                }
            }
        }
        lag.register(lags, true);
        wpm.register(speeds, true);
        gaps.register(counts, true);
        gapSeconds.register(lengths, true);
        rewrites.register(changes, true);
        ner.register(scores, true);
        limits.register(verdicts, true);
    }

    private static void addLag(List<Row<?>> rows, Tags tags, @Nullable LagView lag) {
        if (lag != null) {
            rows.add(Row.of(tags.and("statistic", "mean"), lag.meanMs() / MS_PER_SECOND));
            rows.add(Row.of(tags.and("statistic", "p50"), lag.p50Ms() / MS_PER_SECOND));
            rows.add(Row.of(tags.and("statistic", "p95"), lag.p95Ms() / MS_PER_SECOND));
            rows.add(Row.of(tags.and("statistic", "p99"), lag.p99Ms() / MS_PER_SECOND));
        }
    }

    private static MultiGauge gauge(
            MeterRegistry registry, String name, @Nullable String unit, String description) {
        return MultiGauge.builder("lockstep.compliance." + name)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}
