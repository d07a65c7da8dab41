package dev.lockstep.job;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Ten seconds of real speech, 16 kHz mono, from the package of the model.
 *
 * @param pcm s16le
 */
record SpeechClip(byte[] pcm) {
    /** What is said in it. */
    static final List<String> WORDS =
            List.of("ever tried ever failed no matter try again fail again fail better".split(" "));

    private static final int CHUNK_BYTES = 3_200;
    private static final long CHUNK_US = 100_000;

    static SpeechClip beckett() throws Exception {
        Path wav =
                ModelStore.standard(ProgressListener.NONE)
                        .resolve("speech-samples")
                        .resolve("beckett.wav");
        try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
            AudioFormat format = in.getFormat();
            if (format.getSampleRate() != 16_000 || format.getChannels() != 1) {
                throw new IllegalStateException("beckett.wav is " + format);
            }
            return new SpeechClip(in.readAllBytes());
        }
    }

    /** The clip as chunks of 100 ms, with the end of the source after them. */
    List<AudioChunk> chunks(String streamId, long startUs) {
        List<AudioChunk> chunks = new ArrayList<>();
        for (int at = 0; at < pcm.length; at += CHUNK_BYTES) {
            byte[] payload = Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + CHUNK_BYTES));
            chunks.add(chunk(streamId, startUs, chunks.size(), payload));
        }
        chunks.add(chunk(streamId, startUs, chunks.size(), new byte[0]));
        return chunks;
    }

    static AudioChunk chunk(String streamId, long startUs, long sequence, byte[] payload) {
        return AudioChunk.newBuilder()
                .setStreamId(streamId)
                .setSourceId("audio-0")
                .setSequence(sequence)
                .setEventTimeUs(startUs + sequence * CHUNK_US)
                .setPtsUs(sequence * CHUNK_US)
                .setDurationUs(payload.length * CHUNK_US / CHUNK_BYTES)
                .setIngestTimeUs(startUs + sequence * CHUNK_US)
                .setSampleRateHz(16_000)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(ByteBuffer.wrap(payload))
                .setEndOfStream(payload.length == 0)
                .build();
    }
}
