package dev.lockstep.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.guard.ModelGuard;
import dev.lockstep.inference.onnx.session.OnnxEnvironment;
import dev.lockstep.inference.runtime.RuntimeConf;
import java.nio.file.Path;
import java.util.Optional;

/** The runtime for models that hold bare sessions on the CPU. Stateless. */
public final class OnnxRuntime {
    private OnnxRuntime() {}

    static OrtEnvironment environment() {
        return OnnxEnvironment.get();
    }

    /**
     * Refuses to go on without a provider that is required.
     *
     * @throws ModelException in a sentence that says what to do
     */
    static void requireProvider(RuntimeConf conf) {
        if (conf.providerRequired() && conf.provider().gpu()) {
            OnnxEnvironment.requireProvider(conf);
        }
    }

    /**
     * Loads a model on the CPU, after the guard has seen it.
     *
     * @throws ModelException if the file is missing, refused, or no model that this runtime can
     *     load
     */
    static OrtSession session(Path model) {
        ModelGuard.check(model, Optional.of(ModelStore.standardCacheDir(System.getenv())));
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.disablePerSessionThreads();
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return environment().createSession(model.toString(), options);
        } catch (OrtException e) {
            throw new ModelException(
                    model
                            + " is not a model that ONNX Runtime can load. Check it with `lockstep"
                            + " models verify`, or pull it again.",
                    e);
        }
    }
}
