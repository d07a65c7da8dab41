package dev.lockstep.inference.speech.segment;

import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;

/** Decides what a chunk is before its sound is looked at. Pure. */
final class ChunkGate {
    /** Longest chunk that is taken, ms. */
    static final int LONGEST_CHUNK_MS = 10_000;

    /** What a chunk is to its source. */
    enum Verdict {
        /** The next one of this epoch. */
        NEXT,
        /** The first of a new epoch: the source was restarted. */
        RESTART,
        /** Seen before, or from an epoch that is over. */
        DUPLICATE
    }

    private ChunkGate() {}

    static Verdict judge(SegmenterState state, AudioChunk chunk) {
        if (!state.started) {
            return Verdict.NEXT;
        }
        if (chunk.getEpoch() != state.epoch) {
            return chunk.getEpoch() > state.epoch ? Verdict.RESTART : Verdict.DUPLICATE;
        }
        if (chunk.getSequence() > state.lastSequence && !state.ended) {
            return Verdict.NEXT;
        }
        boolean producedAgain = state.ended && chunk.getEventTimeUs() >= state.seenUs;
        boolean repeatedEnd = chunk.getEndOfStream() && chunk.getSequence() == state.lastSequence;
        return producedAgain && !repeatedEnd ? Verdict.RESTART : Verdict.DUPLICATE;
    }

    static void check(AudioChunk chunk) throws InvalidChunkException {
        if (chunk.getSequence() < 0 || chunk.getEventTimeUs() < 0) {
            throw new InvalidChunkException(
                    "Sequence and event time must not be negative; got sequence "
                            + chunk.getSequence()
                            + " and event time "
                            + chunk.getEventTimeUs()
                            + " µs. Check the clock and the counter of the producer.");
        }
        int bytes = chunk.getPayload().remaining();
        if (chunk.getEndOfStream() && bytes == 0) {
            return;
        }
        if (chunk.getEncoding() != AudioEncoding.PCM_S16LE
                || chunk.getSampleRateHz() != SpeechRequest.SAMPLE_RATE_HZ
                || chunk.getChannels() != 1) {
            throw new InvalidChunkException(
                    "Speech recognition takes PCM_S16LE, 16000 Hz, 1 channel; the chunk has "
                            + chunk.getEncoding()
                            + ", "
                            + chunk.getSampleRateHz()
                            + " Hz, "
                            + chunk.getChannels()
                            + " channels. Let the producer resample to 16 kHz mono.");
        }
        if (bytes == 0 || bytes % 2 != 0) {
            throw new InvalidChunkException(
                    "The payload has "
                            + bytes
                            + " bytes; s16le samples need an even number above 0.");
        }
        if (bytes / 2 > LONGEST_CHUNK_MS * (SpeechRequest.SAMPLE_RATE_HZ / 1_000)) {
            throw new InvalidChunkException(
                    "The chunk holds more than "
                            + LONGEST_CHUNK_MS
                            + " ms of sound. Send chunks of 100 ms.");
        }
    }
}
