package dev.lockstep.inference.vision;

import dev.lockstep.schema.avro.VideoFrame;
import java.nio.ByteBuffer;

/** Frames for tests. */
public final class Frames {
    /** Event time of the first frame, µs. */
    public static final long START_US = 1_700_000_000_000_000L;

    private Frames() {}

    /** A frame each second. */
    public static VideoFrame of(String source, long sequence, byte[] jpeg) {
        return builder(source, sequence).setPayload(ByteBuffer.wrap(jpeg)).build();
    }

    /** A frame without a picture, to be completed. */
    public static VideoFrame.Builder builder(String source, long sequence) {
        return VideoFrame.newBuilder()
                .setStreamId("stream")
                .setSourceId(source)
                .setSequence(sequence)
                .setEpoch(0)
                .setEventTimeUs(START_US + sequence * 1_000_000)
                .setPtsUs(sequence * 1_000_000)
                .setDurationUs(1_000_000)
                .setIngestTimeUs(START_US + sequence * 1_000_000 + 5_000)
                .setWidth(0)
                .setHeight(0)
                .setCodec("jpeg")
                .setDiscontinuity(false)
                .setEndOfStream(false);
    }

    /** The end of a source. */
    public static VideoFrame end(String source, long sequence) {
        return builder(source, sequence)
                .setPayload(ByteBuffer.allocate(0))
                .setEndOfStream(true)
                .build();
    }
}
