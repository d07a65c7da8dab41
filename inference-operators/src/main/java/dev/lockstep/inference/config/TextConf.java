package dev.lockstep.inference.config;

import dev.lockstep.inference.operator.CatalogueTextModels;
import dev.lockstep.inference.operator.TextModels;
import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.inference.text.moderate.ModerationPolicy;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What {@link TextOptions} resolve to. Immutable.
 *
 * @param enabled whether texts are understood
 * @param embedding whether there is an encoder to ask for
 * @param models where the models come from
 * @param capacity texts that a task holds unanswered
 * @param timeout a text unanswered for so long counts as failed
 */
public record TextConf(
        boolean enabled, boolean embedding, TextModels models, int capacity, Duration timeout) {

    /**
     * Resolves the options.
     *
     * @param values of a loader that knows {@link TextOptions}, {@link RuntimeOptions} and {@link
     *     SpeechOptions}, whose model cache is used
     * @throws OptionsException when the word list cannot be read: texts must not go unsearched
     *     because of a slip
     */
    public static TextConf of(OptionValues values) {
        return new TextConf(
                values.get(TextOptions.ENABLED),
                !values.get(TextOptions.EMBEDDING).isEmpty(),
                new CatalogueTextModels(
                        values.get(TextOptions.EMBEDDING),
                        values.get(TextOptions.LANGUAGE),
                        values.get(TextOptions.MODERATION_CLASSIFIER),
                        values.get(SpeechOptions.MODEL_CACHE),
                        analyzer(values),
                        RuntimeOptions.conf(values)),
                values.get(TextOptions.CAPACITY),
                values.get(TextOptions.TIMEOUT));
    }

    /** The same with other models, as tests want. */
    public TextConf with(TextModels other) {
        return new TextConf(enabled, embedding, other, capacity, timeout);
    }

    private static TextAnalyzerConf analyzer(OptionValues values) {
        return new TextAnalyzerConf(
                values.get(TextOptions.THREADS),
                values.get(TextOptions.CACHE),
                values.get(TextOptions.MAX_TOKENS),
                values.get(TextOptions.LANGUAGES),
                values.get(TextOptions.LANGUAGE_CONFIDENCE),
                values.find(TextOptions.MODERATION_WORDS).map(TextConf::read).orElse(List.of()),
                policy(values));
    }

    /** What follows from the moderation scores of a text. */
    public static ModerationPolicy policy(OptionValues values) {
        return new ModerationPolicy(
                values.get(TextOptions.MODERATION_FLAG),
                values.get(TextOptions.MODERATION_HOLD),
                values.get(TextOptions.MODERATION_BENIGN));
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new OptionsException(
                    List.of(
                            "The word list "
                                    + file
                                    + " cannot be read as UTF-8 ("
                                    + e
                                    + "): check "
                                    + TextOptions.MODERATION_WORDS.key()
                                    + "."));
        }
    }
}
