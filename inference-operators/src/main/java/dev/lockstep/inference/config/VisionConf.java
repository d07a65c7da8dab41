package dev.lockstep.inference.config;

import dev.lockstep.inference.operator.CatalogueVisionModels;
import dev.lockstep.inference.operator.VisionModels;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.moderate.ModerationThresholds;
import dev.lockstep.schema.config.OptionValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What {@link VisionOptions} resolve to. Immutable.
 *
 * @param enabled whether pictures are read at all
 * @param models where the models come from
 * @param capacity pictures that a vision task holds unanswered before it stops reading: more than
 *     may wait, so that a task sheds and reads on
 * @param timeout a picture unanswered for so long counts as failed
 */
public record VisionConf(boolean enabled, VisionModels models, int capacity, Duration timeout) {

    /**
     * Resolves the options.
     *
     * @param values of a loader that knows {@link VisionOptions}, {@link RuntimeOptions} and {@link
     *     SpeechOptions}, whose model cache is used
     */
    public static VisionConf of(OptionValues values) {
        return of(values, SwapConf.STANDARD);
    }

    /**
     * The same.
     *
     * @param swap how models are replaced
     */
    public static VisionConf of(OptionValues values, SwapConf swap) {
        return new VisionConf(
                values.get(VisionOptions.ENABLED),
                new CatalogueVisionModels(
                        values.get(VisionOptions.OBJECTS),
                        values.get(VisionOptions.TEXT),
                        values.get(VisionOptions.MODERATION),
                        values.get(VisionOptions.EMBEDDING),
                        values.get(VisionOptions.CAPTIONING),
                        values.get(SpeechOptions.MODEL_CACHE),
                        analyzer(values),
                        RuntimeOptions.conf(values),
                        swap),
                values.get(VisionOptions.CAPACITY) + values.get(VisionOptions.THREADS),
                values.get(VisionOptions.TIMEOUT));
    }

    /** The same with other models, as tests want. */
    public VisionConf with(VisionModels other) {
        return new VisionConf(enabled, other, capacity, timeout);
    }

    private static AnalyzerConf analyzer(OptionValues values) {
        return new AnalyzerConf(
                values.get(VisionOptions.THREADS),
                values.get(VisionOptions.WAITING_FRAMES),
                values.get(VisionOptions.CAPACITY),
                values.get(VisionOptions.SKIP_STALE_FRAMES),
                values.get(VisionOptions.CHANGE_THRESHOLD),
                values.get(VisionOptions.OBJECT_SCORE),
                values.get(VisionOptions.OBJECT_OVERLAP),
                values.get(VisionOptions.TEXT_SIDE),
                values.get(VisionOptions.TEXT_REGION_SCORE),
                values.get(VisionOptions.TEXT_SCORE),
                values.get(VisionOptions.LONGEST_SIDE),
                micros(values.get(VisionOptions.TRACK_MEMORY)),
                new ModerationThresholds(
                        values.get(VisionOptions.MODERATION_FLAG),
                        values.get(VisionOptions.MODERATION_BLUR),
                        values.get(VisionOptions.MODERATION_HOLD)),
                micros(values.get(VisionOptions.MODERATION_EVERY)),
                micros(values.get(VisionOptions.EMBEDDING_EVERY)),
                micros(values.get(VisionOptions.CAPTIONING_EVERY)),
                values.find(VisionOptions.PAYLOAD_DIR).map(Path::toString).orElse(""));
    }

    private static long micros(Duration duration) {
        return TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
    }
}
