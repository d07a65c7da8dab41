package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.swap.Handover;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.frame.InvalidFrameException;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.PayloadStore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Looks at frames one after the other, with the memory of each source and with buffers that the
 * threads share. Thread-safe, as long as the frames of a source come one at a time.
 */
final class FrameBatchRunner implements BatchRunner<VideoFrame, VisionOutcome>, AutoCloseable {
    /** Sources that are remembered; of an older one the next frame is simply looked at. */
    private static final int MOST_SOURCES = 1024;

    private static final String CLOSED = "The models are closed.";

    private final AnalyzerConf conf;
    private final Handover<AnalyzerPool> analyzers;
    private final @Nullable PayloadStore payloads;
    private final LongSupplier clockUs;
    private final OutcomeWriter unseen;
    private final UnaryOperator<List<BatchedRequest<VideoFrame, VisionOutcome>>> mirrored;
    private final Map<String, SourceMemory> memories =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(64, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<String, SourceMemory> eldest) {
                            return size() > MOST_SOURCES;
                        }
                    });

    /**
     * @param analyzers those that look; the set of models may change between two frames
     * @param mirrored shows a batch to those who watch
     */
    FrameBatchRunner(
            AnalyzerConf conf,
            Handover<AnalyzerPool> analyzers,
            @Nullable PayloadStore payloads,
            LongSupplier clockUs,
            UnaryOperator<List<BatchedRequest<VideoFrame, VisionOutcome>>> mirrored) {
        this.conf = conf;
        this.analyzers = analyzers;
        this.payloads = payloads;
        this.clockUs = clockUs;
        this.unseen = new OutcomeWriter(List.of(), clockUs);
        this.mirrored = mirrored;
    }

    @Override
    public void run(List<BatchedRequest<VideoFrame, VisionOutcome>> batch) {
        Handover<AnalyzerPool>.Use use = analyzers.use();
        if (use == null) {
            batch.forEach(one -> one.answer(unseen.failed(one.request(), CLOSED)));
            return;
        }
        try (use) {
            AnalyzerPool pool = use.value();
            OutcomeWriter outcomes = new OutcomeWriter(pool.models().identities(), clockUs);
            FrameAnalyzer analyzer = pool.borrow();
            try {
                for (BatchedRequest<VideoFrame, VisionOutcome> one : mirrored.apply(batch)) {
                    one.answer(outcome(pool, outcomes, analyzer, one));
                }
            } finally {
                pool.giveBack(analyzer);
            }
        }
    }

    private VisionOutcome outcome(
            AnalyzerPool pool,
            OutcomeWriter outcomes,
            FrameAnalyzer analyzer,
            BatchedRequest<VideoFrame, VisionOutcome> request) {
        VideoFrame frame = request.request();
        String source = request.ticket().source();
        if (frame.getEndOfStream()) {
            // What follows in the source is another run of it, even where it waits already.
            memories.remove(source);
            return outcomes.endOfStream(frame);
        }
        if (pool.models().isEmpty()) {
            return outcomes.analyzed(frame, Analysis.NOTHING);
        }
        SourceMemory memory =
                memories.computeIfAbsent(source, s -> new SourceMemory(conf.trackMemoryUs()));
        memory.seenBy(pool.models());
        try {
            boolean looked = analyzer.analyze(FramePayload.of(frame, payloads), frame, memory);
            return looked
                    ? outcomes.analyzed(frame, memory.last)
                    : outcomes.unchanged(frame, memory.last);
        } catch (InvalidFrameException e) {
            return outcomes.invalid(frame, String.valueOf(e.getMessage()));
        } catch (FramePayload.MissingException e) {
            return outcomes.missing(frame, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public VisionOutcome skipped(VideoFrame frame) {
        return unseen.shed(frame);
    }

    @Override
    public VisionOutcome failed(VideoFrame frame, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return unseen.failed(frame, "The frame could not be analysed: " + cause.getMessage() + ".");
    }

    @Override
    public VisionOutcome refused(VideoFrame frame, String reason) {
        return unseen.failed(frame, reason);
    }

    /** Frees the buffers when the last run is over. */
    @Override
    public void close() {
        analyzers.handOver(null);
    }
}
