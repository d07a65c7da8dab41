package dev.lockstep.load.evaluate.path;

import dev.lockstep.inference.speech.segment.Pcm;
import dev.lockstep.load.talk.TalkStreams;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sound as the producers publish it: 100 ms a record. Stateless. */
public final class SoundChunks {
    /** Event time at which every stream begins, µs since the epoch. */
    public static final long START_US = 1_700_000_000_000_000L;

    /** Name of the stream. */
    public static final String STREAM = "evaluate";

    /** Name of its sound. */
    public static final String SOURCE = "audio-0";

    /** Samples of a chunk. */
    public static final int CHUNK_SAMPLES = TalkStreams.RATE / 10;

    private static final long DELAY_US = 5_000;

    private SoundChunks() {}

    /**
     * The chunks of a source that ends with the sound.
     *
     * @param samples 16 kHz mono
     * @param sources what the stream announces; empty for nothing
     */
    public static List<AudioChunk> of(short[] samples, List<String> sources) {
        List<AudioChunk> chunks = new ArrayList<>();
        for (int at = 0, sequence = 0;
                at < samples.length || sequence == 0;
                at += CHUNK_SAMPLES, sequence++) {
            int end = Math.min(samples.length, at + CHUNK_SAMPLES);
            long ptsUs = us(at);
            long durationUs = us(end - at);
            chunks.add(
                    AudioChunk.newBuilder()
                            .setStreamId(STREAM)
                            .setSourceId(SOURCE)
                            .setSequence(sequence)
                            .setEventTimeUs(START_US + ptsUs)
                            .setPtsUs(ptsUs)
                            .setDurationUs(durationUs)
                            .setIngestTimeUs(START_US + ptsUs + durationUs + DELAY_US)
                            .setSampleRateHz(TalkStreams.RATE)
                            .setChannels(1)
                            .setEncoding(AudioEncoding.PCM_S16LE)
                            .setPayload(
                                    ByteBuffer.wrap(
                                            Pcm.bytes(Arrays.copyOfRange(samples, at, end))))
                            .setEndOfStream(end >= samples.length)
                            .setStreamSources(sequence == 0 ? sources : List.of())
                            .build());
        }
        return chunks;
    }

    private static long us(long samples) {
        return samples * 1_000_000 / TalkStreams.RATE;
    }
}
