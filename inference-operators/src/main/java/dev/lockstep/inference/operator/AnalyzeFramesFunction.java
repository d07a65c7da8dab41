package dev.lockstep.inference.operator;

import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.VisionStatus;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.deadletter.FailureKind;
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
 * Hands frames to the analyser of the process and never blocks. Every frame gets exactly one
 * outcome: a frame that was not looked at, a failure, a timeout and the end of a source are
 * outcomes too.
 *
 * <p>Meant for {@code AsyncDataStream.unorderedWait}: a source then never waits for another. The
 * analyser looks at the frames of a source in order, but answers one that it sheds at once, before
 * older ones that are being looked at; and after a restore Flink repeats unanswered frames in any
 * order. What follows must go by the frames' epoch and sequence.
 */
public final class AnalyzeFramesFunction extends RichAsyncFunction<VideoFrame, SeenFrame> {
    private static final long serialVersionUID = 1L;

    private final VisionModels models;
    private transient VisionModels.@Nullable Lease lease;
    private transient @Nullable Metrics metrics;

    /**
     * @param models where the analyser comes from
     */
    public AnalyzeFramesFunction(VisionModels models) {
        this.models = models;
    }

    private record Metrics(
            Counter frames,
            Counter analyzed,
            Counter unchanged,
            Counter shed,
            Counter failures,
            Histogram analyzeMs,
            BatchMetrics batches) {}

    @Override
    public void open(OpenContext context) {
        VisionModels.Lease held = models.acquire();
        lease = held;
        var group = getRuntimeContext().getMetricGroup();
        group.addGroup(VisionMetrics.GROUP)
                .gauge(
                        VisionMetrics.MODELS,
                        (Gauge<Integer>) () -> held.analyzer().models().size());
        RuntimeMetrics.register(group);
        metrics =
                new Metrics(
                        VisionMetrics.counter(group, VisionMetrics.FRAMES),
                        VisionMetrics.counter(group, VisionMetrics.ANALYZED),
                        VisionMetrics.counter(group, VisionMetrics.UNCHANGED),
                        VisionMetrics.counter(group, VisionMetrics.SHED),
                        VisionMetrics.counter(group, VisionMetrics.FAILURES),
                        VisionMetrics.histogram(group, VisionMetrics.ANALYZE_MS),
                        BatchMetrics.of(group.addGroup(VisionMetrics.GROUP)));
    }

    @Override
    public void asyncInvoke(VideoFrame frame, ResultFuture<SeenFrame> result) {
        long askedNs = System.nanoTime();
        Metrics counted = Objects.requireNonNull(metrics);
        counted.frames().inc();
        Objects.requireNonNull(lease)
                .analyzer()
                .analyze(frame, counted.batches())
                .whenComplete(
                        (outcome, error) -> {
                            if (error != null) {
                                result.completeExceptionally(error);
                                return;
                            }
                            count(counted, outcome.status(), askedNs);
                            result.complete(List.of(SeenFrame.of(frame, outcome)));
                        });
    }

    /** The models did not answer in time: an outcome like any other failure. */
    @Override
    public void timeout(VideoFrame frame, ResultFuture<SeenFrame> result) {
        Objects.requireNonNull(metrics).failures().inc();
        VisionOutcome outcome =
                new VisionOutcome(
                        frame.getStreamId(),
                        frame.getSourceId(),
                        frame.getEpoch(),
                        frame.getSequence(),
                        frame.getEventTimeUs(),
                        VisionStatus.FAILED,
                        null,
                        FailureKind.INFERENCE_FAILED,
                        "The frame was not analysed in time; give vision more threads or fewer"
                                + " streams.",
                        frame);
        result.complete(List.of(SeenFrame.of(frame, outcome)));
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    /** Runs on the analyser's threads: counters may lose an increment, never a record. */
    private static void count(Metrics metrics, VisionStatus status, long askedNs) {
        switch (status) {
            case ANALYZED -> {
                metrics.analyzed().inc();
                metrics.analyzeMs()
                        .update(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedNs));
            }
            case UNCHANGED -> metrics.unchanged().inc();
            case SHED -> metrics.shed().inc();
            case FAILED, MISSING -> metrics.failures().inc();
            default -> {
                // The end of a source is counted as a frame only.
            }
        }
    }
}
