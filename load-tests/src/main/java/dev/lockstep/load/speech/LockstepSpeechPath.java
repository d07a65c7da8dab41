package dev.lockstep.load.speech;

import dev.lockstep.inference.onnx.SharedSpeech;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.caption.AssemblerState;
import dev.lockstep.inference.speech.caption.CaptionAssembler;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.inference.speech.segment.Pcm;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.load.measure.CpuClock;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import dev.lockstep.schema.avro.Caption;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Our segmenter, recogniser and assembler, partials on, fed as fast as they take it. */
final class LockstepSpeechPath {
    static final int CHUNK_SAMPLES = 1_600;
    private static final int MINUTE_SAMPLES = 60 * SpeechRequest.SAMPLE_RATE_HZ;

    private LockstepSpeechPath() {}

    /**
     * Runs it.
     *
     * @param conf the models
     * @param clip 16 kHz mono, repeated until {@code minutes} are over
     * @param minutes sound to feed
     */
    static SpeechPathResult run(SpeechConf conf, short[] clip, double minutes)
            throws InvalidChunkException {
        try (SharedSpeech.Lease lease = SharedSpeech.acquire(conf)) {
            SpeechSegmenter segmenter =
                    new SpeechSegmenter(lease.detector(), SegmenterConf.defaults());
            SegmenterState state = new SegmenterState();
            AssemblerState assembled = new AssemblerState();
            CaptionAssembler assembler = new CaptionAssembler(() -> 0);
            StringBuilder text = new StringBuilder();
            List<Double> perMinute = new ArrayList<>();
            long wanted = (long) (minutes * MINUTE_SAMPLES);
            double begin = CpuClock.seconds();
            double last = begin;
            long fed = 0;
            for (long sequence = 0; fed < wanted; sequence++) {
                int at = (int) (fed % clip.length);
                short[] samples =
                        Arrays.copyOfRange(clip, at, Math.min(clip.length, at + CHUNK_SAMPLES));
                AudioChunk chunk = chunk(sequence, fed, samples);
                fed += samples.length;
                chunk.setEndOfStream(fed >= wanted);
                for (SpeechRequest request : segmenter.accept(state, chunk)) {
                    List<Caption> captions =
                            assembler.accept(
                                    assembled, lease.recognizer().recognize(request).join());
                    captions.stream()
                            .filter(Caption::getIsFinal)
                            .forEach(c -> text.append(c.getCommittedText()).append(' '));
                }
                if (fed / MINUTE_SAMPLES > perMinute.size()) {
                    double now = CpuClock.seconds();
                    perMinute.add((now - last) / 60);
                    last = now;
                }
            }
            double seconds = fed / (double) SpeechRequest.SAMPLE_RATE_HZ;
            return new SpeechPathResult(
                    "lockstep",
                    seconds,
                    (CpuClock.seconds() - begin) / seconds,
                    perMinute,
                    CpuClock.residentMb(),
                    text.toString().strip());
        }
    }

    static AudioChunk chunk(long sequence, long atSample, short[] samples) {
        long atUs = atSample * 1_000_000 / SpeechRequest.SAMPLE_RATE_HZ;
        return AudioChunk.newBuilder()
                .setStreamId("bench")
                .setSourceId("audio-0")
                .setSequence(sequence)
                .setEventTimeUs(atUs)
                .setPtsUs(atUs)
                .setDurationUs(samples.length * 1_000_000L / SpeechRequest.SAMPLE_RATE_HZ)
                .setIngestTimeUs(atUs)
                .setSampleRateHz(SpeechRequest.SAMPLE_RATE_HZ)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(ByteBuffer.wrap(Pcm.bytes(samples)))
                .build();
    }
}
