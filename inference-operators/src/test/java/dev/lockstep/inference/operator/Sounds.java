package dev.lockstep.inference.operator;

import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Chunks of 100 ms that are loud or silent. */
final class Sounds {
    private static final int SAMPLES = 1_600;
    private static final long CHUNK_US = 100_000;

    private Sounds() {}

    /** Two utterances of two seconds, a second of silence after each, and the end. */
    static List<AudioInput> twoUtterances(String streamId) {
        List<AudioInput> inputs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            inputs.add(input(streamId, i, i % 30 < 20 ? 1_000 : 0));
        }
        inputs.add(end(streamId, 60));
        return inputs;
    }

    static AudioInput input(String streamId, long sequence, int loudness) {
        ByteBuffer payload = ByteBuffer.allocate(SAMPLES * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < SAMPLES; i++) {
            payload.putShort((short) loudness);
        }
        return new AudioInput(chunk(streamId, sequence, payload.flip()), null);
    }

    static AudioInput end(String streamId, long sequence) {
        return new AudioInput(chunk(streamId, sequence, ByteBuffer.allocate(0)), null);
    }

    private static AudioChunk chunk(String streamId, long sequence, ByteBuffer payload) {
        return AudioChunk.newBuilder()
                .setStreamId(streamId)
                .setSourceId("audio-0")
                .setSequence(sequence)
                .setEventTimeUs(sequence * CHUNK_US)
                .setPtsUs(sequence * CHUNK_US)
                .setDurationUs(payload.hasRemaining() ? CHUNK_US : 0)
                .setIngestTimeUs(sequence * CHUNK_US)
                .setSampleRateHz(16_000)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(payload)
                .setEndOfStream(!payload.hasRemaining())
                .build();
    }
}
