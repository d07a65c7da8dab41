package dev.lockstep.inference.speech.model;

import dev.lockstep.inference.decode.BeamSession;
import dev.lockstep.inference.decode.DecoderBatch;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.SeparateDecoders;
import dev.lockstep.inference.decode.Tokenizer;
import dev.lockstep.inference.model.ModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoder–decoder speech model such as Moonshine or Whisper. Thread-safe: many sessions may be
 * open at once over the same weights.
 */
public interface SpeechModel extends AutoCloseable {
    /** Tokens, limits and identity of the model. */
    SpeechModelSpec spec();

    /** Turns token ids into text. */
    Tokenizer tokenizer();

    /**
     * Encodes sound once and opens a decoder over it.
     *
     * @param samples 16 kHz mono, at least {@link SpeechModelSpec#shortestSamples()} of them
     * @return to be closed by the caller on the same thread
     * @throws ModelException if the runtime fails
     */
    DecoderSession encode(short[] samples);

    /**
     * Encodes several sounds, one after the other or together, whichever is quicker where the model
     * runs, and opens a decoder over each.
     *
     * @param sounds each as for {@link #encode}
     * @return in their order, each to be closed by the caller on the same thread
     * @throws ModelException if the runtime fails; nothing is left open then
     */
    default List<DecoderSession> encodeAll(List<short[]> sounds) {
        List<DecoderSession> sessions = new ArrayList<>(sounds.size());
        boolean complete = false;
        try {
            for (short[] sound : sounds) {
                sessions.add(encode(sound));
            }
            complete = true;
            return sessions;
        } finally {
            if (!complete) {
                sessions.forEach(DecoderSession::close);
            }
        }
    }

    /**
     * {@link #encode} for a decoder that follows several continuations.
     *
     * @param samples as for {@link #encode}
     * @return to be closed by the caller on the same thread
     * @throws ModelException if the runtime fails
     */
    BeamSession encodeForBeams(short[] samples);

    /**
     * Makes a batch in which decoders of this model can be stepped together.
     *
     * @param sessions those that may join, at least one
     * @return to be closed by the caller before them
     */
    default DecoderBatch batch(List<? extends DecoderSession> sessions) {
        return new SeparateDecoders();
    }

    @Override
    void close();
}
