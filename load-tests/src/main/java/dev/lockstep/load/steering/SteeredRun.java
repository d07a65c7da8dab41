package dev.lockstep.load.steering;

import dev.lockstep.inference.onnx.SharedSpeech;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.inference.speech.segment.Pcm;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.load.measure.CpuClock;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a clip, partials included, with some terms on the screen all the time. */
final class SteeredRun {
    private static final int CHUNK_SAMPLES = 1_600;

    private SteeredRun() {}

    /**
     * What was heard.
     *
     * @param text of the finals
     * @param cpuSecondsPerAudioSecond of recognition
     */
    record Heard(String text, double cpuSecondsPerAudioSecond) {}

    static Heard read(SpeechConf conf, short[] clip, List<String> terms)
            throws InvalidChunkException {
        try (SharedSpeech.Lease lease = SharedSpeech.acquire(conf)) {
            List<SpeechRequest> requests = requests(lease, clip);
            StringBuilder text = new StringBuilder();
            double begin = CpuClock.seconds();
            for (SpeechRequest request : requests) {
                SpeechOutcome outcome = lease.recognizer().recognize(request.with(terms)).join();
                if (request.span().kind() == RequestKind.FINAL) {
                    outcome.words().forEach(word -> text.append(word.text()).append(' '));
                }
            }
            double seconds = clip.length / (double) SpeechRequest.SAMPLE_RATE_HZ;
            return new Heard(text.toString(), (CpuClock.seconds() - begin) / seconds);
        }
    }

    private static List<SpeechRequest> requests(SharedSpeech.Lease lease, short[] clip)
            throws InvalidChunkException {
        SpeechSegmenter segmenter = new SpeechSegmenter(lease.detector(), SegmenterConf.defaults());
        SegmenterState state = new SegmenterState();
        List<SpeechRequest> requests = new ArrayList<>();
        for (int at = 0, sequence = 0; at < clip.length; at += CHUNK_SAMPLES, sequence++) {
            short[] samples =
                    Arrays.copyOfRange(clip, at, Math.min(clip.length, at + CHUNK_SAMPLES));
            long atUs = at * 1_000_000L / SpeechRequest.SAMPLE_RATE_HZ;
            requests.addAll(
                    segmenter.accept(
                            state,
                            AudioChunk.newBuilder()
                                    .setStreamId("bench")
                                    .setSourceId("audio-0")
                                    .setSequence(sequence)
                                    .setEventTimeUs(atUs)
                                    .setPtsUs(atUs)
                                    .setDurationUs(
                                            samples.length
                                                    * 1_000_000L
                                                    / SpeechRequest.SAMPLE_RATE_HZ)
                                    .setIngestTimeUs(atUs)
                                    .setSampleRateHz(SpeechRequest.SAMPLE_RATE_HZ)
                                    .setChannels(1)
                                    .setEncoding(AudioEncoding.PCM_S16LE)
                                    .setPayload(ByteBuffer.wrap(Pcm.bytes(samples)))
                                    .setEndOfStream(at + CHUNK_SAMPLES >= clip.length)
                                    .build()));
        }
        return requests;
    }
}
