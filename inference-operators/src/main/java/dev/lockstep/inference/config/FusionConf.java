package dev.lockstep.inference.config;

import dev.lockstep.inference.fusion.FusionKind;
import dev.lockstep.inference.operator.FusionSetup;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@link FusionOptions} resolve to. Immutable.
 *
 * @param setup which strategy, and what it needs
 * @param timeout a window whose texts are not embedded after so long goes on without
 * @param capacity windows that a task holds unanswered
 */
public record FusionConf(FusionSetup setup, Duration timeout, int capacity) {
    /**
     * Resolves the options.
     *
     * @param values of a loader that knows {@link FusionOptions}, {@link RuntimeOptions} and {@link
     *     SpeechOptions}, whose model cache is used
     * @throws OptionsException when the strategy lacks what it needs
     */
    public static FusionConf of(OptionValues values) {
        FusionKind kind = values.get(FusionOptions.STRATEGY);
        String model = values.get(FusionOptions.MODEL);
        Optional<Path> projection = values.find(FusionOptions.PROJECTION);
        if (kind == FusionKind.ONNX && model.isEmpty()) {
            throw new OptionsException(
                    List.of(
                            FusionOptions.STRATEGY.key()
                                    + "=onnx needs a model: set "
                                    + FusionOptions.MODEL.key()
                                    + "."));
        }
        if (projection.isPresent() && !Files.isRegularFile(projection.get())) {
            throw new OptionsException(
                    List.of(
                            "There is no file "
                                    + projection.get()
                                    + ": check "
                                    + FusionOptions.PROJECTION.key()
                                    + "."));
        }
        return new FusionConf(
                new FusionSetup(
                        kind,
                        values.get(FusionOptions.ATTRIBUTION),
                        projection.map(Path::toString).orElse(""),
                        values.get(FusionOptions.SEED),
                        model,
                        values.get(SpeechOptions.MODEL_CACHE),
                        RuntimeOptions.conf(values)),
                values.get(FusionOptions.TIMEOUT),
                values.get(FusionOptions.CAPACITY));
    }
}
