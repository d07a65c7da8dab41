package dev.lockstep.inference.speech.segment;

import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chunks of made-up sound. */
public final class Chunks {
    /** Event time at which every made-up source begins, µs since the epoch. */
    public static final long START_US = 1_700_000_000_000_000L;

    private Chunks() {}

    /** Sound whose samples are all {@code value}: the fake detector hears speech above 0. */
    public static short[] sound(int ms, int value) {
        short[] samples = new short[ms * 16];
        Arrays.fill(samples, (short) value);
        return samples;
    }

    public static short[] join(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Chunks of 100 ms with an end of stream behind them. */
    public static List<AudioChunk> of(String stream, short[] samples) {
        List<AudioChunk> chunks = new ArrayList<>();
        long sequence = 0;
        for (int at = 0; at < samples.length; at += 1_600) {
            int to = Math.min(samples.length, at + 1_600);
            chunks.add(
                    chunk(stream, sequence++, at / 16 * 1_000L, Arrays.copyOfRange(samples, at, to))
                            .build());
        }
        chunks.add(
                chunk(stream, sequence, samples.length / 16 * 1_000L, new short[0])
                        .setEndOfStream(true)
                        .build());
        return chunks;
    }

    public static AudioChunk.Builder chunk(
            String stream, long sequence, long atUs, short[] samples) {
        return AudioChunk.newBuilder()
                .setStreamId(stream)
                .setSourceId("audio-0")
                .setSequence(sequence)
                .setEventTimeUs(START_US + atUs)
                .setPtsUs(atUs)
                .setDurationUs(samples.length * 1_000_000L / 16_000)
                .setIngestTimeUs(START_US + atUs + 5)
                .setSampleRateHz(16_000)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(ByteBuffer.wrap(Pcm.bytes(samples)));
    }
}
