package dev.lockstep.inference.vision;

import dev.lockstep.inference.batch.BatchListener;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.schema.avro.VideoFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Looks at the frames of many sources. Frames of one source are looked at in the order in which
 * they were given; sources take turns. Thread-safe. One instance serves every subtask of a process.
 */
public interface VisionAnalyzer extends AutoCloseable {
    /**
     * Queues a frame and returns at once.
     *
     * @return completes with the outcome, a failure included; never completes exceptionally but for
     *     errors of the virtual machine
     */
    CompletableFuture<VisionOutcome> analyze(VideoFrame frame);

    /**
     * The same, telling how the frame was served.
     *
     * @param listener called before the answer is there, where the analyser can tell
     */
    default CompletableFuture<VisionOutcome> analyze(VideoFrame frame, BatchListener listener) {
        return analyze(frame);
    }

    /** The models that look; fewer than were asked for where one cannot be had, or none. */
    List<ModelIdentity> models();

    /** Finishes what is running, refuses what waits, and frees native memory. */
    @Override
    void close();
}
