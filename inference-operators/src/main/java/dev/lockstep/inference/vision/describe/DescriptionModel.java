package dev.lockstep.inference.vision.describe;

import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.Tokenizer;
import dev.lockstep.inference.model.ModelIdentity;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * An encoder of pictures and a decoder of texts. Thread-safe: many sessions may be open at once
 * over the same weights.
 */
public interface DescriptionModel extends AutoCloseable {
    /** What results name. */
    ModelIdentity identity();

    /** Tokens, limits and preparation of pictures. */
    DescriptionSpec spec();

    /** Turns token ids into text. */
    Tokenizer tokenizer();

    /**
     * Encodes a picture once and opens a decoder over it.
     *
     * @param planes writes the prepared picture, [3, height, width], by absolute positions
     * @return to be closed by the caller on the same thread
     * @throws dev.lockstep.inference.model.ModelException if the runtime fails
     */
    DecoderSession encode(Consumer<FloatBuffer> planes);

    @Override
    void close();
}
