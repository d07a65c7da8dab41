package dev.lockstep.load.evaluate.path;

import dev.lockstep.inference.operator.CatalogueVisionModels;
import dev.lockstep.inference.operator.VisionModels;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The analyser of pictures as the job has it, with objects and on-screen text; every picture is a
 * source of its own, so nothing is remembered and nothing skipped. One caller at a time; close it
 * to free the models.
 */
public final class PicturePath implements AutoCloseable {
    /** Catalogue id of the object detector. */
    public static final String OBJECTS = "yolox-nano";

    /** Catalogue id of the models that read text. */
    public static final String TEXT = "pp-ocr-v4";

    private final VisionModels.Lease lease;
    private long looked;

    /** Loads the models; one that cannot be had is left out. */
    public PicturePath() {
        lease =
                new CatalogueVisionModels(
                                OBJECTS,
                                TEXT,
                                "",
                                AnalyzerConf.defaults().keepingAll().lookingAtAll())
                        .acquire();
    }

    /**
     * What was seen.
     *
     * @param result null where the picture was refused or a model failed
     * @param failure why there is no result; null where there is one
     * @param wallMs time that it took, ms
     */
    public record Seen(@Nullable VisionResult result, @Nullable String failure, double wallMs) {}

    /** Whether a model takes part. */
    public boolean has(String modelId) {
        return lease.analyzer().models().stream().anyMatch(model -> model.id().equals(modelId));
    }

    /** Looks at a JPEG. */
    public Seen look(byte[] jpeg) {
        long begin = System.nanoTime();
        VisionOutcome outcome = lease.analyzer().analyze(frame("video-" + looked++, jpeg)).join();
        return new Seen(outcome.result(), outcome.failure(), (System.nanoTime() - begin) / 1e6);
    }

    private static VideoFrame frame(String source, byte[] jpeg) {
        return VideoFrame.newBuilder()
                .setStreamId(SoundChunks.STREAM)
                .setSourceId(source)
                .setSequence(0)
                .setEpoch(0)
                .setEventTimeUs(SoundChunks.START_US)
                .setPtsUs(0)
                .setDurationUs(0)
                .setIngestTimeUs(SoundChunks.START_US)
                .setWidth(0)
                .setHeight(0)
                .setCodec("jpeg")
                .setPayload(ByteBuffer.wrap(jpeg))
                .setDiscontinuity(false)
                .setEndOfStream(false)
                .build();
    }

    @Override
    public void close() {
        lease.close();
    }
}
