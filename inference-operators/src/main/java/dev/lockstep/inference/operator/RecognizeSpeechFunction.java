package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests to the recogniser of the process and never blocks. Every request gets exactly one
 * outcome: a failure and a timeout are outcomes too.
 *
 * <p>Meant for {@code AsyncDataStream.unorderedWait}: a source then never waits for another. The
 * recogniser answers a source in order, and Flink hands answers on in the order in which they were
 * given; but after a restore Flink repeats unanswered requests in any order, so the next operator
 * must put outcomes back into order, as {@link AssembleCaptionsFunction} does.
 */
public final class RecognizeSpeechFunction extends RichAsyncFunction<SpeechRequest, SpeechOutcome> {
    private static final long serialVersionUID = 1L;

    private final SpeechModels models;
    private transient SpeechModels.@Nullable Lease lease;
    private transient @Nullable Metrics metrics;

    /**
     * @param models where the recogniser comes from
     */
    public RecognizeSpeechFunction(SpeechModels models) {
        this.models = models;
    }

    private record Metrics(
            Counter partials,
            Counter skipped,
            Counter finals,
            Counter failures,
            Histogram recognizeMs,
            BatchMetrics batches) {}

    @Override
    public void open(OpenContext context) {
        lease = models.acquire();
        var group = getRuntimeContext().getMetricGroup();
        RuntimeMetrics.register(group);
        metrics =
                new Metrics(
                        SpeechMetrics.counter(group, SpeechMetrics.PARTIALS),
                        SpeechMetrics.counter(group, SpeechMetrics.PARTIALS_SKIPPED),
                        SpeechMetrics.counter(group, SpeechMetrics.FINALS),
                        SpeechMetrics.counter(group, SpeechMetrics.FAILURES),
                        SpeechMetrics.histogram(group, SpeechMetrics.RECOGNIZE_MS),
                        BatchMetrics.of(group.addGroup(SpeechMetrics.GROUP)));
    }

    @Override
    public void asyncInvoke(SpeechRequest request, ResultFuture<SpeechOutcome> result) {
        long askedNs = System.nanoTime();
        Metrics counted = Objects.requireNonNull(metrics);
        if (request.span().kind() == RequestKind.PARTIAL) {
            counted.partials().inc();
        } else if (request.span().kind() == RequestKind.FINAL) {
            counted.finals().inc();
        }
        Objects.requireNonNull(lease)
                .recognizer()
                .recognize(request, counted.batches())
                .whenComplete(
                        (outcome, error) -> {
                            if (error != null) {
                                result.completeExceptionally(error);
                                return;
                            }
                            count(counted, outcome, askedNs);
                            result.complete(List.of(outcome));
                        });
    }

    /** The model did not answer in time: an outcome like any other failure. */
    @Override
    public void timeout(SpeechRequest request, ResultFuture<SpeechOutcome> result) {
        Objects.requireNonNull(metrics).failures().inc();
        result.complete(
                List.of(
                        new SpeechOutcome(
                                request.span(),
                                RecognitionStatus.FAILED,
                                List.of(),
                                0,
                                "",
                                "",
                                ChronoUnit.MICROS.between(
                                        Instant.EPOCH, Clock.systemUTC().instant()),
                                "The recogniser did not answer in time; give it more threads or"
                                        + " fewer streams.")));
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    /** Runs on the recogniser's threads: counters may lose an increment, never a record. */
    private static void count(Metrics metrics, SpeechOutcome outcome, long askedNs) {
        if (outcome.status() == RecognitionStatus.SKIPPED) {
            metrics.skipped().inc();
            return;
        }
        if (outcome.status() == RecognitionStatus.FAILED) {
            metrics.failures().inc();
        }
        if (outcome.span().kind() != RequestKind.END_OF_STREAM) {
            metrics.recognizeMs()
                    .update(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedNs));
        }
    }
}
