package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.frame.InvalidFrameException;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.PayloadStore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Looks at frames one after the other, with the memory of each source and with buffers that the
 * threads share. Thread-safe, as long as the frames of a source come one at a time.
 */
final class FrameBatchRunner implements BatchRunner<VideoFrame, VisionOutcome>, AutoCloseable {
    /** Sources that are remembered; of an older one the next frame is simply looked at. */
    private static final int MOST_SOURCES = 1024;

    private final AnalyzerConf conf;
    private final VisionModelSet models;
    private final @Nullable PayloadStore payloads;
    private final OutcomeWriter outcomes;
    private final ConcurrentLinkedDeque<FrameAnalyzer> idle = new ConcurrentLinkedDeque<>();
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

    FrameBatchRunner(
            AnalyzerConf conf,
            VisionModelSet models,
            @Nullable PayloadStore payloads,
            OutcomeWriter outcomes) {
        this.conf = conf;
        this.models = models;
        this.payloads = payloads;
        this.outcomes = outcomes;
    }

    @Override
    public void run(List<BatchedRequest<VideoFrame, VisionOutcome>> batch) {
        FrameAnalyzer analyzer = idle.poll();
        if (analyzer == null) {
            analyzer = new FrameAnalyzer(conf, models);
        }
        try {
            for (BatchedRequest<VideoFrame, VisionOutcome> one : batch) {
                one.answer(outcome(analyzer, one.ticket().source(), one.request()));
            }
        } finally {
            idle.push(analyzer);
        }
    }

    private VisionOutcome outcome(FrameAnalyzer analyzer, String source, VideoFrame frame) {
        if (frame.getEndOfStream()) {
            // What follows in the source is another run of it, even where it waits already.
            memories.remove(source);
            return outcomes.endOfStream(frame);
        }
        if (models.isEmpty()) {
            return outcomes.analyzed(frame, Analysis.NOTHING);
        }
        SourceMemory memory =
                memories.computeIfAbsent(source, s -> new SourceMemory(conf.trackMemoryUs()));
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
        return outcomes.shed(frame);
    }

    @Override
    public VisionOutcome failed(VideoFrame frame, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return outcomes.failed(
                frame, "The frame could not be analysed: " + cause.getMessage() + ".");
    }

    @Override
    public VisionOutcome refused(VideoFrame frame, String reason) {
        return outcomes.failed(frame, reason);
    }

    /** Frees the buffers; nothing may run any more. */
    @Override
    public void close() {
        for (FrameAnalyzer analyzer = idle.poll(); analyzer != null; analyzer = idle.poll()) {
            analyzer.close();
        }
    }
}
