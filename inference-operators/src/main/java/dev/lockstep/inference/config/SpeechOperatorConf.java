package dev.lockstep.inference.config;

import dev.lockstep.inference.catalog.ModelCatalogue;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.operator.SpeechModels;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.inference.speech.recognize.HypothesisGuard;
import dev.lockstep.inference.speech.recognize.RecognizerConf;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;

import java.time.Duration;
import java.util.List;

/**
 * What {@link SpeechOptions} resolve to. Immutable.
 *
 * @param models where the models come from
 * @param segmenter how sound is cut
 * @param steering how far what is on screen steers what is heard
 * @param capacity requests that a recogniser task holds unanswered
 * @param timeout a request unanswered for so long counts as failed
 * @param endedSourceRetention how long a source is remembered after its end
 */
public record SpeechOperatorConf(
        SpeechModels models,
        SegmenterConf segmenter,
        SteeringConf steering,
        int capacity,
        Duration timeout,
        Duration endedSourceRetention) {

    /**
     * Resolves the options.
     *
     * @throws OptionsException when two of them contradict each other, or the model cannot be right
     */
    public static SpeechOperatorConf of(OptionValues values) {
        return of(values, SwapConf.STANDARD);
    }

    /**
     * Resolves the options.
     *
     * @param swap how the recogniser is replaced
     * @throws OptionsException when two of them contradict each other, or the model cannot be right
     */
    public static SpeechOperatorConf of(OptionValues values, SwapConf swap) {
        try {
            CatalogueSpeechModels.check(ModelCatalogue.standard(), values.get(SpeechOptions.MODEL));
            return new SpeechOperatorConf(
                    new CatalogueSpeechModels(
                            values.get(SpeechOptions.MODEL),
                            values.get(SpeechOptions.DETECTOR),
                            values.get(SpeechOptions.MODEL_CACHE),
                            recognizer(values),
                            RuntimeOptions.conf(values),
                            swap),
                    segmenter(values),
                    steering(values),
                    values.get(SpeechOptions.CAPACITY),
                    values.get(SpeechOptions.TIMEOUT),
                    values.get(SpeechOptions.ENDED_SOURCE_RETENTION));
        } catch (ModelStoreException e) {
            throw new OptionsException(List.of(SpeechOptions.MODEL.key() + ": " + e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new OptionsException(
                    List.of("The speech options contradict each other: " + e.getMessage() + "."));
        }
    }

    /** The same with other models, as tests want. */
    public SpeechOperatorConf with(SpeechModels other) {
        return new SpeechOperatorConf(
                other, segmenter, steering, capacity, timeout, endedSourceRetention);
    }

    private static SteeringConf steering(OptionValues values) {
        return new SteeringConf(
                values.get(SteeringOptions.ENABLED),
                values.get(SteeringOptions.BONUS),
                values.get(SteeringOptions.MARGIN),
                values.get(SteeringOptions.WIDTH),
                values.get(SteeringOptions.HORIZON),
                values.get(SteeringOptions.TERMS));
    }

    private static RecognizerConf recognizer(OptionValues values) {
        return new RecognizerConf(
                values.get(SpeechOptions.THREADS),
                values.get(SpeechOptions.BATCH_SIZE),
                values.get(SpeechOptions.BATCH_DELAY),
                values.get(SpeechOptions.SKIP_STALE_PARTIALS),
                new HypothesisGuard(
                        values.get(SpeechOptions.LEAST_CONFIDENCE),
                        values.get(SpeechOptions.LEAST_CONFIDENCE_SHORT)),
                steering(values));
    }

    private static SegmenterConf segmenter(OptionValues values) {
        return new SegmenterConf(
                values.get(SpeechOptions.ONSET_THRESHOLD),
                values.get(SpeechOptions.OFFSET_THRESHOLD),
                ms(values, SpeechOptions.MIN_SPEECH),
                ms(values, SpeechOptions.PRE_ROLL),
                ms(values, SpeechOptions.HANGOVER),
                ms(values, SpeechOptions.LONGEST_UTTERANCE),
                ms(values, SpeechOptions.FIRST_PARTIAL),
                ms(values, SpeechOptions.PARTIAL_INTERVAL),
                values.get(SpeechOptions.PARTIAL_GROWTH),
                ms(values, SpeechOptions.PAUSE_PARTIAL),
                values.get(SpeechOptions.PARTIALS));
    }

    private static int ms(OptionValues values, Option<Duration> option) {
        return (int) values.get(option).toMillis();
    }
}
