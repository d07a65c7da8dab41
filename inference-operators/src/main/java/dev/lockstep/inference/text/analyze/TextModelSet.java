package dev.lockstep.inference.text.analyze;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.inference.text.language.LanguageDetector;
import dev.lockstep.inference.text.moderate.TextClassifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models that could be had. Thread-safe.
 *
 * @param encoder embeds texts; null for none
 * @param languages tells languages; null for none
 * @param classifier scores texts; null for none
 * @param identities what results name
 */
public record TextModelSet(
        @Nullable TextEncoder encoder,
        @Nullable LanguageDetector languages,
        @Nullable TextClassifier classifier,
        List<ModelIdentity> identities) {
    /** Copies the list. */
    public TextModelSet {
        identities = List.copyOf(identities);
    }
}
