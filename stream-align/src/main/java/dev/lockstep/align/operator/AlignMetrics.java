package dev.lockstep.align.operator;

import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.Modality;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The metrics of alignment, each in the scope {@code
 * <host>.taskmanager.<tm>.<job>.<operator>.<subtask>.align}; counters count since the task began.
 * On the task thread.
 */
public final class AlignMetrics {
    /** Group below the operator's. */
    public static final String GROUP = "align";

    /** Windows written, a counter for each reason: {@code windows.all-passed}, … */
    public static final String WINDOWS = "windows";

    /** Windows that settled. */
    public static final String SETTLED = "settled";

    /** Items that came after all their windows had settled. */
    public static final String LATE = "late";

    /** Records that were refused. */
    public static final String REFUSED = "refused";

    /** Records that the overload policy left out. */
    public static final String SHED = "shed";

    /** Records seen before. */
    public static final String DUPLICATES = "duplicates";

    /** Live: how far the clock was beyond the end of a window when it fired, ms; the last 1000. */
    public static final String LAG_MS = "lagMs";

    /**
     * Live: how far the slowest awaited source was behind the foremost when a window fired, ms; the
     * last 1000.
     */
    public static final String SPREAD_MS = "spreadMs";

    /**
     * Live: how far the clock was beyond the end of a record when it arrived, ms, by modality:
     * {@code sourceLagMs.audio}, …; the last 1000.
     */
    public static final String SOURCE_LAG_MS = "sourceLagMs";

    private static final int HISTOGRAM_WINDOW = 1000;

    final Map<FireReason, Counter> windows = new EnumMap<>(FireReason.class);
    final Map<Modality, Histogram> sourceLagMs = new EnumMap<>(Modality.class);
    final Counter settled;
    final Counter late;
    final Counter refused;
    final Counter shed;
    final Counter duplicates;
    final Histogram lagMs;
    final Histogram spreadMs;

    AlignMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup(GROUP);
        MetricGroup byReason = group.addGroup(WINDOWS);
        for (FireReason reason : FireReason.values()) {
            windows.put(reason, byReason.counter(reason.text()));
        }
        MetricGroup byModality = group.addGroup(SOURCE_LAG_MS);
        for (Modality modality : Modality.values()) {
            sourceLagMs.put(
                    modality,
                    byModality.histogram(
                            modality.name().toLowerCase(Locale.ROOT),
                            new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW)));
        }
        settled = group.counter(SETTLED);
        late = group.counter(LATE);
        refused = group.counter(REFUSED);
        shed = group.counter(SHED);
        duplicates = group.counter(DUPLICATES);
        lagMs = group.histogram(LAG_MS, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
        spreadMs = group.histogram(SPREAD_MS, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    }
}
