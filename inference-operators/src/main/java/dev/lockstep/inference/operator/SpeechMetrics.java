package dev.lockstep.inference.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The metrics of the speech operators, each in the scope {@code
 * <host>.taskmanager.<tm>.<job>.<operator>.<subtask>.speech}; counters count since the task began.
 */
public final class SpeechMetrics {
    /** Group below the operator's. */
    public static final String GROUP = "speech";

    /** Segmenter: chunks that arrived. */
    public static final String CHUNKS = "chunks";

    /** Segmenter: chunks that had been seen before. */
    public static final String DUPLICATES = "duplicates";

    /** Segmenter: chunks that became dead letters. */
    public static final String INVALID = "invalid";

    /** Recogniser: partial requests. */
    public static final String PARTIALS = "partials";

    /** Recogniser: partial requests that were skipped because a newer one waited. */
    public static final String PARTIALS_SKIPPED = "partialsSkipped";

    /** Recogniser: final requests. */
    public static final String FINALS = "finals";

    /** Recogniser: requests that failed or timed out. */
    public static final String FAILURES = "failures";

    /** Recogniser: time from request to answer, ms; the last 1000 answers that were not skipped. */
    public static final String RECOGNIZE_MS = "recognizeMs";

    /** Requests that were given terms from the screen. */
    public static final String STEERED = "steered";

    /** Assembler: outcomes that arrived before an earlier one of their source and were kept. */
    public static final String REORDERED = "reordered";

    /** Assembler: captions published, revisions included. */
    public static final String CAPTIONS = "captions";

    /** Assembler: words of final captions. */
    public static final String WORDS_COMMITTED = "wordsCommitted";

    private static final int HISTOGRAM_WINDOW = 1000;

    private SpeechMetrics() {}

    static Counter counter(MetricGroup operator, String name) {
        return operator.addGroup(GROUP).counter(name);
    }

    static Histogram histogram(MetricGroup operator, String name) {
        return operator.addGroup(GROUP)
                .histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    }
}
