package dev.lockstep.inference.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of the fusion operators, each in the scope {@code
 * <host>.taskmanager.<tm>.<job>.<operator>.<subtask>.fusion}; counters count since the task began.
 */
public final class FusionMetrics {
    /** Group below the operator's. */
    public static final String GROUP = "fusion";

    /** Windows whose texts were embedded. */
    public static final String EMBEDDED = "embedded";

    /** Windows that went on without embeddings, because the encoder failed or took too long. */
    public static final String UNEMBEDDED = "unembedded";

    /** Vectors that could not be used: no numbers, no direction or another dimension. */
    public static final String IGNORED_VECTORS = "ignoredVectors";

    /** Windows that were fused by weight because the strategy's model failed. */
    public static final String FAILURES = "failures";

    private FusionMetrics() {}

    static Counter counter(MetricGroup operator, String name) {
        return operator.addGroup(GROUP).counter(name);
    }
}
