package dev.lockstep.inference.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The metrics of the text operators, each in the scope {@code
 * <host>.taskmanager.<tm>.<job>.<operator>.<subtask>.text}; counters count since the task began.
 */
public final class TextMetrics {
    /** Group below the operator's. */
    public static final String GROUP = "text";

    /** Texts that arrived, ends of sources among them. */
    public static final String TEXTS = "texts";

    /** Texts that were analysed. */
    public static final String ANALYZED = "analyzed";

    /** Texts that moderation flags. */
    public static final String FLAGGED = "flagged";

    /** Texts that moderation holds. */
    public static final String HELD = "held";

    /** Texts that failed or timed out. */
    public static final String FAILURES = "failures";

    /** Number of models that take part; a gauge. */
    public static final String MODELS = "models";

    /** Time from text to answer, ms; the last 1000 texts. */
    public static final String ANALYZE_MS = "analyzeMs";

    private static final int HISTOGRAM_WINDOW = 1000;

    private TextMetrics() {}

    static Counter counter(MetricGroup operator, String name) {
        return operator.addGroup(GROUP).counter(name);
    }

    static Histogram histogram(MetricGroup operator, String name) {
        return operator.addGroup(GROUP)
                .histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    }
}
