package dev.lockstep.load.media;

import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.model.FrontEnd;
import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.inference.speech.segment.Pcm;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import dev.lockstep.inference.speech.segment.VoiceActivityState;
import dev.lockstep.load.measure.CallBenchmark;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** Sound on its way to the recogniser, without models. */
public class AudioBenchmark extends CallBenchmark {
    private static final int CHUNK_SAMPLES = 1_600;
    private static final long CHUNK_US = 100_000;

    /** Speech of 4 s and a pause of 1 s, by turns. */
    private static final int CYCLE_CHUNKS = 50;

    private static final int SPOKEN_CHUNKS = 40;

    private static final short[] FOUR_SECONDS = sound(4 * SpeechRequest.SAMPLE_RATE_HZ);
    private static final byte[] CHUNK = Pcm.bytes(sound(CHUNK_SAMPLES));

    private final FloatBuffer input =
            ByteBuffer.allocateDirect(FOUR_SECONDS.length * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
    private final FrontEnd frontEnd = FrontEnd.waveform();
    private final Turns detector = new Turns();
    private final SpeechSegmenter segmenter =
            new SpeechSegmenter(detector, SegmenterConf.defaults());
    private final SegmenterState state = new SegmenterState();
    private long sequence;

    /** Says speech and silence by turns, without a model. */
    private static final class Turns implements VoiceActivityDetector {
        private boolean speech;

        @Override
        public float score(short[] samples, int offset, VoiceActivityState state) {
            return speech ? 1 : 0;
        }

        @Override
        public void close() {}
    }

    private static short[] sound(int samples) {
        short[] sound = new short[samples];
        for (int i = 0; i < samples; i++) {
            sound[i] = (short) (8_000 * Math.sin(i * 0.05));
        }
        return sound;
    }

    /** The bytes of a chunk of 100 ms to samples. */
    @Benchmark
    public short[] chunkToSamples() {
        return Pcm.samples(CHUNK, 0, CHUNK.length);
    }

    /** 4 s of samples to a model's input. */
    @Benchmark
    public FloatBuffer samplesToInput() {
        frontEnd.write(FOUR_SECONDS, input, 0);
        return input;
    }

    /** A chunk of 100 ms through the segmenter: frames, utterances, requests, their sound. */
    @Benchmark
    public List<SpeechRequest> segmentChunk() throws InvalidChunkException {
        detector.speech = sequence % CYCLE_CHUNKS < SPOKEN_CHUNKS;
        long atUs = sequence * CHUNK_US;
        return segmenter.accept(
                state,
                AudioChunk.newBuilder()
                        .setStreamId("bench")
                        .setSourceId("audio-0")
                        .setSequence(sequence++)
                        .setEventTimeUs(atUs)
                        .setPtsUs(atUs)
                        .setDurationUs(CHUNK_US)
                        .setIngestTimeUs(atUs)
                        .setSampleRateHz(SpeechRequest.SAMPLE_RATE_HZ)
                        .setChannels(1)
                        .setEncoding(AudioEncoding.PCM_S16LE)
                        .setPayload(ByteBuffer.wrap(CHUNK))
                        .build());
    }
}
