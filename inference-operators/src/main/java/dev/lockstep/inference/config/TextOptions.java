package dev.lockstep.inference.config;

import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How texts are read. The model cache is that of {@link SpeechOptions#MODEL_CACHE}. */
public final class TextOptions {
    private static final TextAnalyzerConf DEFAULTS = TextAnalyzerConf.defaults();
    private static final int MOST_TOKENS = 512;

    /** Whether texts are understood. */
    public static final Option<Boolean> ENABLED =
            Option.of(
                    "text.enabled",
                    OptionType.FLAG,
                    true,
                    "Find language, moderation and embedding of texts, and embed windows; false:"
                            + " texts are aligned as they come.");

    /** The sentence encoder. */
    public static final Option<String> EMBEDDING =
            Option.of(
                    "text.embedding",
                    OptionType.TEXT,
                    "minilm",
                    "Sentence encoder of texts and windows: an id of the model catalogue, or one's own"
                            + " as file:FOLDER or hf:ORG/REPO@REVISION/PATH,PATH with model.onnx and"
                            + " tokenizer.json; empty for none.");

    /** Most tokens. */
    public static final Option<Integer> MAX_TOKENS =
            Option.of(
                            "text.max-tokens",
                            OptionType.INTEGER,
                            DEFAULTS.maxTokens(),
                            "A text counts by its first tokens; MiniLM was made for 256 at most.")
                    .in("tokens")
                    .where(n -> n >= 2 && n <= MOST_TOKENS, "must lie between 2 and 512");

    /** The language model. */
    public static final Option<String> LANGUAGE =
            Option.of(
                    "text.language",
                    OptionType.TEXT,
                    "opennlp-langdetect",
                    "Language model: an id of the model catalogue, or a model of Apache OpenNLP as"
                            + " file:PATH; empty for none.");

    /** Expected languages. */
    public static final Option<List<String>> LANGUAGES =
            Option.of(
                    "text.languages",
                    OptionType.LIST,
                    DEFAULTS.languages(),
                    "Languages to choose among, as BCP 47; the fewer, the surer. Empty for all that"
                            + " the model knows.");

    /** Threshold of languages. */
    public static final Option<Double> LANGUAGE_CONFIDENCE =
            Option.of(
                            "text.language-confidence",
                            OptionType.REAL,
                            DEFAULTS.languageConfidence(),
                            "Confidence below which the language is 'und'.")
                    .where(x -> x >= 0 && x <= 1, "must lie between 0 and 1");

    /** The word list. */
    public static final Option<Path> MODERATION_WORDS =
            Option.optional(
                    "text.moderation-words",
                    OptionType.PATH,
                    "File with a word or phrase a line that texts are searched for, read when the job"
                            + " is started; * ends a word that may go on, # begins a remark.");

    /** The classifier. */
    public static final Option<String> MODERATION_CLASSIFIER =
            Option.of(
                    "text.moderation-classifier",
                    OptionType.TEXT,
                    "",
                    "Text classifier of one's own as file:FOLDER or hf:ORG/REPO@REVISION/PATH,… with"
                            + " model.onnx, tokenizer.json and config.json; empty for none.");

    /** Benign labels. */
    public static final Option<List<String>> MODERATION_BENIGN =
            Option.of(
                    "text.moderation-benign",
                    OptionType.LIST,
                    DEFAULTS.policy().benign(),
                    "Labels of the classifier that are no reason to flag or hold a text.");

    /** Score of a flag. */
    public static final Option<Double> MODERATION_FLAG =
            Option.of(
                            "text.moderation-flag",
                            OptionType.REAL,
                            DEFAULTS.policy().flagScore(),
                            "Score from which a text is flagged.")
                    .where(x -> x > 0 && x <= 1, "must be above 0 and at most 1");

    /** Score of a hold. */
    public static final Option<Double> MODERATION_HOLD =
            Option.of(
                            "text.moderation-hold",
                            OptionType.REAL,
                            DEFAULTS.policy().holdScore(),
                            "Score from which a text is to be held back; an entry of the word list"
                                    + " scores 1.")
                    .where(x -> x > 0, "must be above 0");

    /** Threads. */
    public static final Option<Integer> THREADS =
            Option.of(
                            "text.threads",
                            OptionType.INTEGER,
                            DEFAULTS.threads(),
                            "Texts that are analysed or embedded side by side in a process.")
                    .where(n -> n >= 1 && n <= 256, "must lie between 1 and 256");

    /** The cache. */
    public static final Option<Integer> CACHE =
            Option.of(
                            "text.cache",
                            OptionType.INTEGER,
                            DEFAULTS.cacheEntries(),
                            "Texts whose embedding is remembered, about 2 kB each.")
                    .in("texts")
                    .where(n -> n >= 0, "must not be negative");

    /** Async capacity. */
    public static final Option<Integer> CAPACITY =
            Option.of(
                            "text.capacity",
                            OptionType.INTEGER,
                            256,
                            "Texts that a text task holds unanswered before it stops reading.")
                    .in("texts")
                    .where(n -> n >= 1, "must be at least 1");

    /** Async timeout. */
    public static final Option<Duration> TIMEOUT =
            Option.of(
                            "text.timeout",
                            OptionType.DURATION,
                            Duration.ofMinutes(1),
                            "A text unanswered for so long is aligned as it came and becomes a dead"
                                    + " letter.")
                    .where(d -> d.toMillis() >= 1000, "must be at least 1s");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Text",
                    "Read by the captioning job: what is found in texts.",
                    ENABLED,
                    EMBEDDING,
                    MAX_TOKENS,
                    LANGUAGE,
                    LANGUAGES,
                    LANGUAGE_CONFIDENCE,
                    MODERATION_WORDS,
                    MODERATION_CLASSIFIER,
                    MODERATION_BENIGN,
                    MODERATION_FLAG,
                    MODERATION_HOLD,
                    THREADS,
                    CACHE,
                    CAPACITY,
                    TIMEOUT);

    private TextOptions() {}
}
