package dev.lockstep.inference.config;

import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.speech.recognize.HypothesisGuard;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;

import java.time.Duration;

/** How speech is cut, recognised and committed. */
public final class SpeechOptions {
    private static final SegmenterConf CUT = SegmenterConf.defaults();
    private static final HypothesisGuard GUARD = HypothesisGuard.defaults();

    /** The recogniser. */
    public static final Option<String> MODEL =
            Option.of(
                    "speech.model",
                    OptionType.TEXT,
                    CatalogueSpeechModels.STANDARD_MODEL,
                    "Recogniser: an id of the model catalogue, or one's own as file:FOLDER or"
                            + " hf:ORG/REPO@REVISION/PATH,PATH,… with all its files.");

    /** The voice activity detector. */
    public static final Option<String> DETECTOR =
            Option.of(
                    "speech.detector",
                    OptionType.TEXT,
                    CatalogueSpeechModels.STANDARD_DETECTOR,
                    "Voice activity detector: an id of the model catalogue.");

    /** The model cache. */
    public static final Option<String> MODEL_CACHE =
            Option.of(
                    "speech.model-cache",
                    OptionType.TEXT,
                    "",
                    "Folder of the model cache on each machine; empty for"
                            + " `${XDG_CACHE_HOME:-~/.cache}/lockstep`.");

    /** Recogniser threads. */
    public static final Option<Integer> THREADS =
            Option.of(
                            "speech.threads",
                            OptionType.INTEGER,
                            2,
                            "Batches of requests that are recognised side by side in a process; not"
                                    + " more than it has cores. All models of a process share its"
                                    + " threads, and speech goes first.")
                    .where(n -> n >= 1 && n <= 256, "must lie between 1 and 256");

    /** Batch size. */
    public static final Option<Integer> BATCH_SIZE =
            Option.of(
                            "speech.batch-size",
                            OptionType.INTEGER,
                            8,
                            "Most requests, of as many streams, that are decoded together; 1"
                                    + " decodes each by itself, as a replay does in any case.")
                    .in("requests")
                    .where(n -> n >= 1 && n <= 64, "must lie between 1 and 64");

    /** Batch delay. */
    public static final Option<Duration> BATCH_DELAY =
            Option.of(
                            "speech.batch-delay",
                            OptionType.DURATION,
                            Duration.ZERO,
                            "How long a request waits for others while a thread is free; 0s joins"
                                    + " only what comes while all threads are busy.")
                    .where(d -> d.toMillis() <= 1_000, "must be at most 1s");

    /** Skipping of partials. */
    public static final Option<Boolean> SKIP_STALE_PARTIALS =
            Option.of(
                    "speech.skip-stale-partials",
                    OptionType.FLAG,
                    true,
                    "Skip a partial that a newer request of its utterance waits behind, as live"
                            + " captions want; false answers each by itself, so that a replay gives"
                            + " the same captions each time.");

    /** Async capacity. */
    public static final Option<Integer> CAPACITY =
            Option.of(
                            "speech.capacity",
                            OptionType.INTEGER,
                            256,
                            "Requests that a recogniser task holds unanswered before it stops"
                                    + " reading.")
                    .in("requests")
                    .where(n -> n >= 1, "must be at least 1");

    /** Async timeout. */
    public static final Option<Duration> TIMEOUT =
            Option.of(
                            "speech.timeout",
                            OptionType.DURATION,
                            Duration.ofMinutes(5),
                            "A request unanswered for so long counts as failed; a final becomes a"
                                    + " dead letter.")
                    .where(d -> d.toMillis() >= 1000, "must be at least 1s");

    /** Retention of ended sources. */
    public static final Option<Duration> ENDED_SOURCE_RETENTION =
            Option.of(
                            "speech.ended-source-retention",
                            OptionType.DURATION,
                            Duration.ofDays(7),
                            "How long a source is remembered after its end, so that late duplicates"
                                    + " of its sound give no captions (about 1.5 kB each).")
                    .where(d -> d.toMillis() >= 1, "must be above 0");

    /** Whether partials are made. */
    public static final Option<Boolean> PARTIALS =
            Option.of(
                    "speech.partials",
                    OptionType.FLAG,
                    CUT.partials(),
                    "Caption an utterance while it grows; false: only when it is over.");

    /** First partial. */
    public static final Option<Duration> FIRST_PARTIAL =
            duration(
                    "speech.first-partial",
                    CUT.firstPartialMs(),
                    "Length of speech at which the first partial is made.");

    /** Partial interval. */
    public static final Option<Duration> PARTIAL_INTERVAL =
            duration(
                    "speech.partial-interval",
                    CUT.partialIntervalMs(),
                    "Least time between two partials of an utterance.");

    /** Partial growth. */
    public static final Option<Double> PARTIAL_GROWTH =
            share(
                    "speech.partial-growth",
                    CUT.partialGrowth(),
                    "The time between two partials is at least this share of the utterance's"
                            + " length, which bounds the cost of long utterances.");

    /** Partial at a pause. */
    public static final Option<Duration> PAUSE_PARTIAL =
            duration(
                    "speech.pause-partial",
                    CUT.pausePartialMs(),
                    "Silence after which a partial is made of what was said since the last one, so"
                            + " that the words before a pause do not wait; 0s makes none.");

    /** Onset threshold. */
    public static final Option<Double> ONSET_THRESHOLD =
            share(
                    "speech.onset-threshold",
                    CUT.onsetThreshold(),
                    "Speech probability at which an utterance opens.");

    /** Offset threshold. */
    public static final Option<Double> OFFSET_THRESHOLD =
            share(
                    "speech.offset-threshold",
                    CUT.offsetThreshold(),
                    "Speech probability below which an open utterance hears silence.");

    /** Least speech. */
    public static final Option<Duration> MIN_SPEECH =
            duration(
                    "speech.min-speech",
                    CUT.minSpeechMs(),
                    "Speech that must be heard before an utterance opens.");

    /** Pre-roll. */
    public static final Option<Duration> PRE_ROLL =
            duration(
                    "speech.pre-roll",
                    CUT.preRollMs(),
                    "Sound from before the onset that belongs to an utterance.");

    /** Hangover. */
    public static final Option<Duration> HANGOVER =
            duration("speech.hangover", CUT.hangoverMs(), "Silence that closes an utterance.");

    /** Longest utterance. */
    public static final Option<Duration> LONGEST_UTTERANCE =
            duration(
                    "speech.longest-utterance",
                    CUT.longestUtteranceMs(),
                    "An utterance is cut at its quietest late moment when it reaches this length.");

    /** Least confidence. */
    public static final Option<Double> LEAST_CONFIDENCE =
            share(
                    "speech.least-confidence",
                    GUARD.leastConfidence(),
                    "Mean token probability below which a hypothesis is not believed.");

    /** Least confidence of short utterances. */
    public static final Option<Double> LEAST_CONFIDENCE_SHORT =
            share(
                    "speech.least-confidence-short",
                    GUARD.leastConfidenceShort(),
                    "The same for utterances under a second.");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Speech",
                    "Read by the captioning job: how speech is cut, recognised and committed.",
                    MODEL,
                    DETECTOR,
                    MODEL_CACHE,
                    THREADS,
                    BATCH_SIZE,
                    BATCH_DELAY,
                    SKIP_STALE_PARTIALS,
                    CAPACITY,
                    TIMEOUT,
                    ENDED_SOURCE_RETENTION,
                    PARTIALS,
                    FIRST_PARTIAL,
                    PARTIAL_INTERVAL,
                    PARTIAL_GROWTH,
                    PAUSE_PARTIAL,
                    ONSET_THRESHOLD,
                    OFFSET_THRESHOLD,
                    MIN_SPEECH,
                    PRE_ROLL,
                    HANGOVER,
                    LONGEST_UTTERANCE,
                    LEAST_CONFIDENCE,
                    LEAST_CONFIDENCE_SHORT);

    private SpeechOptions() {}

    private static Option<Duration> duration(String key, int defaultMs, String description) {
        return Option.of(key, OptionType.DURATION, Duration.ofMillis(defaultMs), description)
                .where(d -> d.toMillis() <= 60_000, "must be at most 60s");
    }

    private static Option<Double> share(String key, double defaultValue, String description) {
        return Option.of(key, OptionType.REAL, defaultValue, description)
                .where(x -> x >= 0 && x <= 1, "must lie between 0 and 1");
    }
}
