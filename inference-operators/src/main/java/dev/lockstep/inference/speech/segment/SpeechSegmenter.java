package dev.lockstep.inference.speech.segment;

import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.CloseReason;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the sound of a source into utterances by voice activity with hysteresis, pre-roll, hangover
 * and a longest length, and asks for recognition while an utterance grows and when it ends.
 * Deterministic: the same chunks give the same requests. Holds no state of its own; thread-safe as
 * far as its detector is.
 */
public final class SpeechSegmenter {
    private static final int RATE = SpeechRequest.SAMPLE_RATE_HZ;
    private static final int FRAME = VoiceActivityDetector.FRAME_SAMPLES;

    /** Chunks may lie this far from where the samples before them end, µs. */
    private static final long JITTER_US = 20_000;

    /** A gap up to this long is filled with silence inside an utterance, µs. */
    private static final long FILLED_GAP_US = 1_000_000;

    /** Sound after the last speech that stays with the utterance, in frames. */
    private static final int TAIL_FRAMES = 3;

    /** Share of the hangover that is given up when an utterance nears its longest length. */
    private static final double LOST_PATIENCE = 0.65;

    private final VoiceActivityDetector detector;
    private final SegmenterConf conf;
    private final UtteranceCutter cutter;

    /**
     * @param detector scores frames
     * @param conf how to cut
     */
    public SpeechSegmenter(VoiceActivityDetector detector, SegmenterConf conf) {
        this.detector = detector;
        this.conf = conf;
        this.cutter = new UtteranceCutter(samples(conf.longestUtteranceMs()));
    }

    /**
     * Checks what can be checked without knowing the source; {@link #accept} does it too.
     *
     * @throws InvalidChunkException if the chunk cannot be used
     */
    public static void check(AudioChunk chunk) throws InvalidChunkException {
        ChunkGate.check(chunk);
    }

    /**
     * Takes the next chunk of a source.
     *
     * @param state what is remembered of the source; changed in place
     * @param chunk the chunk; duplicates are counted and give no request
     * @return requests in the order in which they must be answered; maybe none
     * @throws InvalidChunkException if the chunk cannot be used; nothing has changed then
     */
    public List<SpeechRequest> accept(SegmenterState state, AudioChunk chunk)
            throws InvalidChunkException {
        ChunkGate.check(chunk);
        ChunkGate.Verdict verdict = ChunkGate.judge(state, chunk);
        if (verdict == ChunkGate.Verdict.DUPLICATE) {
            state.duplicates++;
            return List.of();
        }
        List<SpeechRequest> requests = new ArrayList<>(2);
        if (verdict == ChunkGate.Verdict.RESTART) {
            close(state, CloseReason.DISCONTINUITY, requests);
            forget(state);
            state.ended = false;
        }
        state.started = true;
        state.streamId = chunk.getStreamId();
        state.sourceId = chunk.getSourceId();
        state.epoch = chunk.getEpoch();
        state.lastSequence = chunk.getSequence();
        state.ingestUs = chunk.getIngestTimeUs();
        short[] samples = samplesOf(chunk);
        if (samples.length > 0) {
            bridge(state, chunk, requests);
            append(state, chunk, samples);
            score(state, requests);
            askForPartial(state, requests);
        }
        if (chunk.getEndOfStream()) {
            end(state, chunk, requests);
        }
        return requests;
    }

    private static short[] samplesOf(AudioChunk chunk) {
        ByteBuffer payload = chunk.getPayload();
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return Pcm.samples(bytes, 0, bytes.length);
    }

    private void bridge(SegmenterState state, AudioChunk chunk, List<SpeechRequest> requests) {
        if (state.sound.size() == 0) {
            return;
        }
        long gapUs = chunk.getEventTimeUs() - endUs(state, state.sound.size());
        if (Math.abs(gapUs) <= JITTER_US) {
            return;
        }
        if (gapUs > 0 && gapUs <= FILLED_GAP_US && state.open) {
            state.sound.appendSilence((int) (gapUs * RATE / 1_000_000));
            return;
        }
        close(state, CloseReason.DISCONTINUITY, requests);
        forget(state);
    }

    private static void append(SegmenterState state, AudioChunk chunk, short[] samples) {
        if (!state.open) {
            state.soundStartUs = chunk.getEventTimeUs() - micros(state.sound.size());
            state.soundStartPtsUs = chunk.getPtsUs() - micros(state.sound.size());
        }
        state.sound.append(samples, 0, samples.length);
        state.seenUs = Math.max(state.seenUs, chunk.getEventTimeUs() + micros(samples.length));
    }

    private void score(SegmenterState state, List<SpeechRequest> requests) {
        while (state.sound.size() - state.scored >= FRAME) {
            float probability = detector.score(state.sound.array(), state.scored, state.vad);
            state.scored += FRAME;
            state.probabilities.add(probability);
            if (state.open) {
                continueUtterance(state, probability, requests);
            } else {
                listen(state, probability);
            }
        }
    }

    private void listen(SegmenterState state, float probability) {
        if (probability >= conf.onsetThreshold()) {
            state.speechRunFrames++;
        } else if (probability < conf.offsetThreshold()) {
            state.speechRunFrames = 0;
        }
        if (state.speechRunFrames > 0
                && frames(state.speechRunFrames) >= samples(conf.minSpeechMs())) {
            state.open = true;
            state.silenceRunFrames = 0;
            state.lastSpeechSample = state.scored;
            state.lastPartialSamples = 0;
            state.partialBeforeSamples = 0;
            state.step = 0;
            return;
        }
        int keep = samples(conf.preRollMs()) / FRAME + state.speechRunFrames;
        int surplus = state.probabilities.size() - keep;
        if (surplus > 0) {
            dropHead(state, surplus * FRAME);
        }
    }

    private void continueUtterance(
            SegmenterState state, float probability, List<SpeechRequest> requests) {
        if (probability >= conf.offsetThreshold()) {
            state.silenceRunFrames = 0;
            state.lastSpeechSample = state.scored;
        } else {
            state.silenceRunFrames++;
        }
        if (frames(state.silenceRunFrames) >= hangover(state.scored)) {
            requests.add(request(state, RequestKind.FINAL, CloseReason.SILENCE, state.scored));
            int kept = state.lastSpeechSample + TAIL_FRAMES * FRAME;
            int preRoll = samples(conf.preRollMs()) / FRAME * FRAME;
            finish(state, Math.max(kept, state.scored - preRoll));
            state.open = false;
            state.speechRunFrames = 0;
        } else if (state.scored >= cutter.longestSamples()) {
            int cut = cutter.cut(state.probabilities, state.scored, state.partialBeforeSamples);
            requests.add(request(state, RequestKind.FINAL, CloseReason.LONGEST_UTTERANCE, cut));
            finish(state, cut);
        }
    }

    /** Silence that closes an utterance of this length: patience runs out over its second half. */
    private int hangover(int length) {
        double late = 2.0 * length / cutter.longestSamples() - 1;
        double patience = 1 - LOST_PATIENCE * Math.max(0, late);
        return (int) (samples(conf.hangoverMs()) * patience);
    }

    private void askForPartial(SegmenterState state, List<SpeechRequest> requests) {
        int length = state.sound.size();
        if (!state.open || !conf.partials() || state.lastSpeechSample <= state.lastPartialSamples) {
            return;
        }
        int interval =
                Math.max(samples(conf.partialIntervalMs()), (int) (length * conf.partialGrowth()));
        int due =
                state.lastPartialSamples == 0
                        ? samples(conf.firstPartialMs() + conf.preRollMs())
                        : state.lastPartialSamples + interval;
        if (length >= due || pauses(state)) {
            requests.add(request(state, RequestKind.PARTIAL, CloseReason.OPEN, length));
            state.partialBeforeSamples = state.lastPartialSamples;
            state.lastPartialSamples = length;
        }
    }

    private boolean pauses(SegmenterState state) {
        int pause = samples(conf.pausePartialMs());
        return pause > 0 && frames(state.silenceRunFrames) >= pause;
    }

    private void end(SegmenterState state, AudioChunk chunk, List<SpeechRequest> requests) {
        close(state, CloseReason.END_OF_STREAM, requests);
        forget(state);
        state.ended = true;
        state.seenUs = Math.max(state.seenUs, chunk.getEventTimeUs());
        UtteranceSpan span =
                new UtteranceSpan(
                        chunk.getStreamId(),
                        chunk.getSourceId(),
                        state.utterance,
                        0,
                        RequestKind.END_OF_STREAM,
                        CloseReason.END_OF_STREAM,
                        chunk.getEventTimeUs(),
                        chunk.getPtsUs(),
                        0,
                        chunk.getEventTimeUs(),
                        chunk.getEventTimeUs(),
                        chunk.getIngestTimeUs());
        requests.add(new SpeechRequest(span, new short[0]));
        // The end has a number of its own: a source that comes back must not reuse it.
        state.utterance++;
    }

    private void close(SegmenterState state, CloseReason reason, List<SpeechRequest> requests) {
        if (state.open) {
            requests.add(request(state, RequestKind.FINAL, reason, state.sound.size()));
            finish(state, state.sound.size());
            state.open = false;
        }
    }

    private static void finish(SegmenterState state, int upTo) {
        dropHead(state, Math.min(upTo, state.sound.size()));
        state.utterance++;
        state.step = 0;
        state.lastPartialSamples = 0;
        state.partialBeforeSamples = 0;
    }

    private static void dropHead(SegmenterState state, int samples) {
        state.sound.dropHead(samples);
        state.scored = Math.max(0, state.scored - samples);
        state.probabilities.dropHead(samples / FRAME);
        state.lastSpeechSample = Math.max(0, state.lastSpeechSample - samples);
        state.soundStartUs += micros(samples);
        state.soundStartPtsUs += micros(samples);
    }

    private static void forget(SegmenterState state) {
        state.sound.clear();
        state.scored = 0;
        state.probabilities.clear();
        state.speechRunFrames = 0;
        state.silenceRunFrames = 0;
        state.vad = VoiceActivityState.fresh();
    }

    private static SpeechRequest request(
            SegmenterState state, RequestKind kind, CloseReason reason, int samples) {
        UtteranceSpan span =
                new UtteranceSpan(
                        state.streamId,
                        state.sourceId,
                        state.utterance,
                        state.step++,
                        kind,
                        reason,
                        state.soundStartUs,
                        state.soundStartPtsUs,
                        micros(samples),
                        endUs(state, Math.min(state.lastSpeechSample, samples)),
                        endUs(state, state.sound.size()),
                        state.ingestUs);
        return new SpeechRequest(span, state.sound.copy(0, samples));
    }

    private static long endUs(SegmenterState state, int samples) {
        return state.soundStartUs + micros(samples);
    }

    private static int samples(int ms) {
        return ms * (RATE / 1_000);
    }

    private static int frames(int count) {
        return count * FRAME;
    }

    private static long micros(int samples) {
        return samples * 1_000_000L / RATE;
    }
}
