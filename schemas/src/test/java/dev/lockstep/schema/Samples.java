package dev.lockstep.schema;

import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import java.nio.ByteBuffer;

/** Records to test with. */
public final class Samples {
    /** 2023-11-14T22:13:20Z, µs since the epoch. */
    public static final long START_US = 1_700_000_000_000_000L;

    private Samples() {}

    /** A chat line. */
    public static TextEvent text(String streamId, long sequence, String text) {
        return TextEvent.newBuilder()
                .setStreamId(streamId)
                .setSourceId("chat-0")
                .setSequence(sequence)
                .setEventTimeUs(START_US + sequence * 1_000_999L)
                .setPtsUs(sequence * 1_000_999L)
                .setDurationUs(0)
                .setIngestTimeUs(START_US)
                .setKind(TextKind.CHAT)
                .setText(text)
                .setAuthor("ann")
                .build();
    }

    /** A piece of sound with the given samples. */
    public static AudioChunk audio(String streamId, long sequence, byte[] payload) {
        return AudioChunk.newBuilder()
                .setStreamId(streamId)
                .setSourceId("audio-0")
                .setSequence(sequence)
                .setEventTimeUs(START_US + sequence * 100_000)
                .setPtsUs(sequence * 100_000)
                .setDurationUs(100_000)
                .setIngestTimeUs(START_US)
                .setSampleRateHz(16_000)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(ByteBuffer.wrap(payload))
                .build();
    }
}
