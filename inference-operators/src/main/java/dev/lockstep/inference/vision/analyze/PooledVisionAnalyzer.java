package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.batch.BatchListener;
import dev.lockstep.inference.batch.BatcherConf;
import dev.lockstep.inference.batch.DynamicBatcher;
import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.batch.Ticket;
import dev.lockstep.inference.batch.Urgency;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.swap.Handover;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionAnalyzer;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.PayloadStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Analyses on the threads that all models share, behind speech. Frames of a source are looked at in
 * order, sources take turns. Where more frames wait than are allowed to, of one source or of all,
 * the oldest is shed, unless every frame is to be looked at, as in a replay that must give the same
 * result each time. Frames are run one by one: on a CPU a larger run of these models is no faster.
 */
public final class PooledVisionAnalyzer implements VisionAnalyzer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where nothing is shed, the operators' own capacity holds back. */
    private static final int UNSHED_CAPACITY = 4096;

    private final Supplier<List<ModelIdentity>> models;
    private final FrameBatchRunner runner;
    private final DynamicBatcher<VideoFrame, VisionOutcome> batcher;

    /**
     * @param models not closed by this
     * @param payloads where pictures lie that travel by reference; null for none
     * @param workers who runs it
     * @param clockUs wall clock, µs since the epoch
     */
    public PooledVisionAnalyzer(
            AnalyzerConf conf,
            VisionModelSet models,
            @Nullable PayloadStore payloads,
            InferenceWorkers workers,
            LongSupplier clockUs) {
        this(
                conf,
                new FrameBatchRunner(
                        conf,
                        new Handover<>(
                                new AnalyzerPool(conf, models, Map.of(), List.of()),
                                AnalyzerPool::close),
                        payloads,
                        clockUs,
                        batch -> batch),
                models::identities,
                workers);
    }

    /**
     * @param slots whose models may change; not closed by this
     * @param workers who runs it
     */
    public PooledVisionAnalyzer(AnalyzerConf conf, VisionSlots slots, InferenceWorkers workers) {
        this(conf, slots.runner(), slots::identities, workers);
    }

    private PooledVisionAnalyzer(
            AnalyzerConf conf,
            FrameBatchRunner runner,
            Supplier<List<ModelIdentity>> models,
            InferenceWorkers workers) {
        this.models = models;
        this.runner = runner;
        this.batcher =
                new DynamicBatcher<>(
                        new BatcherConf(
                                1,
                                Duration.ZERO,
                                conf.threads(),
                                conf.shedStale() ? conf.capacity() : UNSHED_CAPACITY,
                                conf.waitingFrames(),
                                conf.shedStale(),
                                PATIENCE,
                                true),
                        runner,
                        workers);
    }

    @Override
    public List<ModelIdentity> models() {
        return models.get();
    }

    @Override
    public CompletableFuture<VisionOutcome> analyze(VideoFrame frame) {
        return analyze(frame, BatchListener.NONE);
    }

    @Override
    public CompletableFuture<VisionOutcome> analyze(VideoFrame frame, BatchListener listener) {
        Ticket ticket =
                new Ticket(
                        frame.getStreamId() + '\n' + frame.getSourceId(),
                        Urgency.VISION,
                        null,
                        !frame.getEndOfStream(),
                        0,
                        Ticket.NO_DEADLINE);
        return batcher.submit(frame, ticket, listener);
    }

    @Override
    public void close() {
        batcher.close();
        runner.close();
    }
}
