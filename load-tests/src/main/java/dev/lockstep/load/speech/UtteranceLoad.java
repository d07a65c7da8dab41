package dev.lockstep.load.speech;

import dev.lockstep.inference.onnx.SharedSpeech;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The requests that a clip makes, partials among them, and the same for many streams that begin at
 * different utterances of it.
 */
final class UtteranceLoad {
    private final List<List<SpeechRequest>> utterances;
    private final double seconds;

    private UtteranceLoad(List<List<SpeechRequest>> utterances, double seconds) {
        this.utterances = utterances;
        this.seconds = seconds;
    }

    /**
     * Cuts a clip as the job does.
     *
     * @param clip 16 kHz mono
     */
    static UtteranceLoad of(SharedSpeech.Lease lease, short[] clip) throws InvalidChunkException {
        SpeechSegmenter segmenter = new SpeechSegmenter(lease.detector(), SegmenterConf.defaults());
        SegmenterState state = new SegmenterState();
        List<List<SpeechRequest>> utterances = new ArrayList<>();
        long sequence = 0;
        for (int at = 0; at < clip.length; at += LockstepSpeechPath.CHUNK_SAMPLES) {
            int end = Math.min(clip.length, at + LockstepSpeechPath.CHUNK_SAMPLES);
            var chunk = LockstepSpeechPath.chunk(sequence++, at, Arrays.copyOfRange(clip, at, end));
            chunk.setEndOfStream(end == clip.length);
            for (SpeechRequest request : segmenter.accept(state, chunk)) {
                int utterance = (int) request.span().utterance();
                while (utterances.size() <= utterance) {
                    utterances.add(new ArrayList<>());
                }
                if (request.samples().length > 0) {
                    utterances.get(utterance).add(request);
                }
            }
        }
        utterances.removeIf(List::isEmpty);
        return new UtteranceLoad(utterances, clip.length / 16_000.0);
    }

    /** Length of the clip, s. */
    double seconds() {
        return seconds;
    }

    /** Requests of a stream. */
    int requests() {
        return utterances.stream().mapToInt(List::size).sum();
    }

    /**
     * The requests of one stream in their order.
     *
     * @param stream which, from 0
     * @param streams how many
     */
    List<SpeechRequest> of(int stream, int streams) {
        List<SpeechRequest> all = new ArrayList<>();
        int first = stream * utterances.size() / streams;
        for (int i = 0; i < utterances.size(); i++) {
            for (SpeechRequest request : utterances.get((first + i) % utterances.size())) {
                all.add(
                        new SpeechRequest(
                                in("bench-" + stream, request.span()), request.samples()));
            }
        }
        return all;
    }

    private static UtteranceSpan in(String stream, UtteranceSpan span) {
        return new UtteranceSpan(
                stream,
                span.sourceId(),
                span.utterance(),
                span.step(),
                span.kind(),
                span.closeReason(),
                span.startUs(),
                span.startPtsUs(),
                span.durationUs(),
                span.speechEndUs(),
                span.capturedUs(),
                span.ingestUs());
    }
}
