package dev.lockstep.inference.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The metrics of the vision operators, each in the scope {@code
 * <host>.taskmanager.<tm>.<job>.<operator>.<subtask>.vision}; counters count since the task began.
 */
public final class VisionMetrics {
    /** Group below the operator's. */
    public static final String GROUP = "vision";

    /** Frames that arrived, ends of sources among them. */
    public static final String FRAMES = "frames";

    /** Frames that the models looked at. */
    public static final String ANALYZED = "analyzed";

    /** Frames that did not differ from the last one. */
    public static final String UNCHANGED = "unchanged";

    /** Frames that were shed because newer ones waited. */
    public static final String SHED = "shed";

    /** Frames that failed, timed out, or whose picture was gone. */
    public static final String FAILURES = "failures";

    /** Number of models that look; a gauge. */
    public static final String MODELS = "models";

    /** Time from frame to answer, ms; the last 1000 frames that were looked at. */
    public static final String ANALYZE_MS = "analyzeMs";

    private static final int HISTOGRAM_WINDOW = 1000;

    private VisionMetrics() {}

    static Counter counter(MetricGroup operator, String name) {
        return operator.addGroup(GROUP).counter(name);
    }

    static Histogram histogram(MetricGroup operator, String name) {
        return operator.addGroup(GROUP)
                .histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    }
}
