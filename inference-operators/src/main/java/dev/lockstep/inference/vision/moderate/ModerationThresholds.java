package dev.lockstep.inference.vision.moderate;

import dev.lockstep.schema.avro.PictureAction;
import java.io.Serializable;

/**
 * From which score on what is to be done with a picture; the strictest action whose threshold is
 * reached holds. A threshold above 1 is never reached.
 *
 * @param flag from here on a person should look
 * @param blur from here on it should be shown blurred
 * @param hold from here on it must not be shown
 */
public record ModerationThresholds(double flag, double blur, double hold) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What the model's authors call safe ends at 0.2, and what they call unsafe begins at 0.8. */
    public static final ModerationThresholds DEFAULT = new ModerationThresholds(0.5, 0.8, 0.95);

    /** The action that a score calls for. */
    public PictureAction action(float score) {
        if (score >= hold) {
            return PictureAction.HOLD;
        }
        if (score >= blur) {
            return PictureAction.BLUR;
        }
        return score >= flag ? PictureAction.FLAG : PictureAction.NONE;
    }
}
