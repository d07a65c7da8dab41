package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.vision.describe.DescriptionModel;
import dev.lockstep.inference.vision.embed.EncoderModel;
import dev.lockstep.inference.vision.model.PictureModel;
import dev.lockstep.inference.vision.text.TextModels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models that could be had. Thread-safe.
 *
 * @param objects finds objects; null for none
 * @param text reads text; null for none
 * @param moderation scores pictures; null for none
 * @param encoder turns pictures into vectors; null for none
 * @param describer writes about pictures; null for none
 * @param identities what results name
 */
public record VisionModelSet(
        @Nullable PictureModel objects,
        @Nullable TextModels text,
        @Nullable PictureModel moderation,
        @Nullable EncoderModel encoder,
        @Nullable DescriptionModel describer,
        List<ModelIdentity> identities)
        implements AutoCloseable {
    /** No models: nothing is seen. */
    public static final VisionModelSet NONE = new VisionModelSet(null, null, List.of());

    /** Copies the list. */
    public VisionModelSet {
        identities = List.copyOf(identities);
    }

    /** Objects and text only. */
    public VisionModelSet(
            @Nullable PictureModel objects,
            @Nullable TextModels text,
            List<ModelIdentity> identities) {
        this(objects, text, null, null, null, identities);
    }

    /** An object detector alone. */
    public static VisionModelSet objects(PictureModel model, ModelIdentity identity) {
        return new VisionModelSet(model, null, null, null, null, List.of(identity));
    }

    /** A reader of text alone. */
    public static VisionModelSet text(TextModels models, ModelIdentity identity) {
        return new VisionModelSet(null, models, null, null, null, List.of(identity));
    }

    /** A moderator alone. */
    public static VisionModelSet moderation(PictureModel model, ModelIdentity identity) {
        return new VisionModelSet(null, null, model, null, null, List.of(identity));
    }

    /** An encoder alone. */
    public static VisionModelSet encoder(EncoderModel model, ModelIdentity identity) {
        return new VisionModelSet(null, null, null, model, null, List.of(identity));
    }

    /** A describer alone. */
    public static VisionModelSet describer(DescriptionModel model, ModelIdentity identity) {
        return new VisionModelSet(null, null, null, null, model, List.of(identity));
    }

    /** Whether there is nothing that could look. */
    public boolean isEmpty() {
        return objects == null
                && text == null
                && moderation == null
                && encoder == null
                && describer == null;
    }

    @Override
    public void close() {
        if (objects != null) {
            objects.close();
        }
        if (text != null) {
            text.close();
        }
        if (moderation != null) {
            moderation.close();
        }
        if (encoder != null) {
            encoder.close();
        }
        if (describer != null) {
            describer.close();
        }
    }
}
