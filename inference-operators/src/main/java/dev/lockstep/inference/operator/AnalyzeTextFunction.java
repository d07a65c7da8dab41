package dev.lockstep.inference.operator;

import dev.lockstep.inference.text.TextOutcome;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextResult;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands texts to the analyser of the process and never blocks. Every text gets exactly one outcome:
 * a failure, a timeout and the end of a source are outcomes too.
 *
 * <p>Meant for {@code AsyncDataStream.orderedWait}: the end of a source must not come before its
 * texts, or the aligner would call them late.
 */
public final class AnalyzeTextFunction extends RichAsyncFunction<TextEvent, ReadText> {
    private static final long serialVersionUID = 1L;

    private final TextModels models;
    private transient TextModels.@Nullable Lease lease;
    private transient @Nullable Metrics metrics;

    /**
     * @param models where the analyser comes from
     */
    public AnalyzeTextFunction(TextModels models) {
        this.models = models;
    }

    private record Metrics(
            Counter texts,
            Counter analyzed,
            Counter flagged,
            Counter held,
            Counter failures,
            Histogram analyzeMs) {}

    @Override
    public void open(OpenContext context) {
        TextModels.Lease held = models.acquire();
        lease = held;
        var group = getRuntimeContext().getMetricGroup();
        int count = held.analyzer().models().size();
        group.addGroup(TextMetrics.GROUP).gauge(TextMetrics.MODELS, (Gauge<Integer>) () -> count);
        metrics =
                new Metrics(
                        TextMetrics.counter(group, TextMetrics.TEXTS),
                        TextMetrics.counter(group, TextMetrics.ANALYZED),
                        TextMetrics.counter(group, TextMetrics.FLAGGED),
                        TextMetrics.counter(group, TextMetrics.HELD),
                        TextMetrics.counter(group, TextMetrics.FAILURES),
                        TextMetrics.histogram(group, TextMetrics.ANALYZE_MS));
    }

    @Override
    public void asyncInvoke(TextEvent text, ResultFuture<ReadText> result) {
        long askedNs = System.nanoTime();
        Metrics counted = Objects.requireNonNull(metrics);
        counted.texts().inc();
        Objects.requireNonNull(lease)
                .analyzer()
                .analyze(text)
                .whenComplete(
                        (outcome, error) -> {
                            if (error != null) {
                                result.completeExceptionally(error);
                                return;
                            }
                            count(counted, outcome, askedNs);
                            result.complete(List.of(ReadText.of(text, outcome)));
                        });
    }

    /** The models did not answer in time: an outcome like any other failure. */
    @Override
    public void timeout(TextEvent text, ResultFuture<ReadText> result) {
        Objects.requireNonNull(metrics).failures().inc();
        result.complete(
                List.of(
                        ReadText.of(
                                text,
                                TextOutcome.failed(
                                        "It was not analysed in time; give text.threads more or"
                                                + " text fewer streams."))));
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    /** Runs on the analyser's threads: counters may lose an increment, never a record. */
    private static void count(Metrics metrics, TextOutcome outcome, long askedNs) {
        TextResult result = outcome.result();
        if (outcome.failure() != null) {
            metrics.failures().inc();
        }
        if (result == null) {
            return;
        }
        metrics.analyzed().inc();
        metrics.analyzeMs().update(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedNs));
        switch (result.getVerdict()) {
            case FLAG -> metrics.flagged().inc();
            case HOLD -> metrics.held().inc();
            default -> {
                // Nothing to count.
            }
        }
    }
}
