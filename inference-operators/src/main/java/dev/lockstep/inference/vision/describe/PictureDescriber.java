package dev.lockstep.inference.vision.describe;

import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.GreedyDecoder;
import dev.lockstep.inference.decode.Hypothesis;
import dev.lockstep.inference.vision.embed.PreparedPicture;
import dev.lockstep.inference.vision.frame.Picture;
import org.jspecify.annotations.Nullable;

/** Describes pictures, with the step-wise decoder that also writes speech. Not thread-safe. */
public final class PictureDescriber {
    private static final int[] NOTHING = {};

    private final DescriptionModel model;
    private final GreedyDecoder decoder;
    private final PreparedPicture prepared;

    /**
     * @param model not closed by this
     */
    public PictureDescriber(DescriptionModel model) {
        this.model = model;
        this.decoder = new GreedyDecoder(model.spec().decoding());
        this.prepared = new PreparedPicture(model.spec().preparation());
    }

    /**
     * Describes a picture.
     *
     * @return null where the model has nothing to say
     * @throws dev.lockstep.inference.model.ModelException if the model fails
     */
    public @Nullable Description describe(Picture picture) {
        try (DecoderSession session = model.encode(planes -> prepared.write(picture, planes))) {
            Hypothesis written =
                    decoder.decode(session, NOTHING, NOTHING, model.spec().maxTokens());
            String text = model.tokenizer().text(written.tokens());
            return text.isBlank()
                    ? null
                    : new Description(text, score(written.logProbabilities()), model.identity());
        }
    }

    private static float score(float[] logs) {
        double sum = 0;
        for (float log : logs) {
            sum += log;
        }
        return (float) Math.exp(sum / logs.length);
    }
}
