package dev.lockstep.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.OnnxEnvironment;
import dev.lockstep.inference.runtime.RuntimeConf;

/** What all models of this package need of the runtime. Stateless. */
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

    /** The CPU, with models of the user's own store. */
    static RuntimeConf cpu() {
        return RuntimeConf.cpu()
                .withModelStore(ModelStore.standardCacheDir(System.getenv()).toString());
    }
}
