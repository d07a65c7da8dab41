package dev.lockstep.inference.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.ProviderPlan;
import dev.lockstep.inference.runtime.RuntimeConf;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The one ONNX Runtime environment of the process. Its thread pools are shared by all sessions,
 * have one thread (the caller's) unless told otherwise, and do not spin: parallelism comes from
 * running several requests side by side, which on few cores gives more throughput than splitting
 * one.
 */
public final class OnnxEnvironment {
    /** System property: threads inside one run; the first session of the process decides. */
    public static final String INTRA_OP_PROPERTY = "lockstep.onnx.intra-op-threads";

    /** Address space for the longest command line that Linux takes by default, hardly touched. */
    private static final long START_STACK_BYTES = 1L << 30;

    private OnnxEnvironment() {}

    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = createOnDeepStack();
    }

    /**
     * ONNX Runtime 1.29 matches the command line of the process against a pattern, recursively for
     * each character: one of a few kB, as a task manager has, overflows a usual stack and ends the
     * process without a word.
     */
    private static OrtEnvironment createOnDeepStack() {
        CompletableFuture<OrtEnvironment> created = new CompletableFuture<>();
        Runnable creation =
                () -> {
                    try {
                        created.complete(create());
                    } catch (OrtException | RuntimeException | LinkageError e) {
                        created.completeExceptionally(e);
                    }
                };
        new Thread(null, creation, "lockstep-onnx-start", START_STACK_BYTES).start();
        try {
            // Not interruptible: a cancelled task must not spoil the runtime for the next one.
            return created.join();
        } catch (CompletionException e) {
            throw new ModelException("ONNX Runtime could not be started.", e);
        }
    }

    private static OrtEnvironment create() throws OrtException {
        OrtEnvironment.ThreadingOptions threads = new OrtEnvironment.ThreadingOptions();
        threads.setGlobalIntraOpNumThreads(Integer.getInteger(INTRA_OP_PROPERTY, 1));
        threads.setGlobalInterOpNumThreads(1);
        threads.setGlobalSpinControl(false);
        return OrtEnvironment.getEnvironment(
                OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "lockstep", threads);
    }

    /**
     * The environment, created by the first call.
     *
     * @throws ModelException if the native library cannot be loaded
     */
    public static OrtEnvironment get() {
        return Holder.ENVIRONMENT;
    }

    /**
     * Tries the provider of a configuration that requires it.
     *
     * @throws ModelException in a sentence that says what to do
     */
    public static void requireProvider(RuntimeConf conf) {
        ProviderPlan plan = ProviderPlan.of(conf, available());
        SessionOpener.probe(plan.candidates().get(0), conf);
    }

    /** What the native library was built with. */
    static Set<ExecutionProvider> available() {
        // Asking loads the native library, which must first be started on a deep stack.
        Objects.requireNonNull(get());
        Set<ExecutionProvider> found = EnumSet.of(ExecutionProvider.CPU);
        for (OrtProvider provider : OrtEnvironment.getAvailableProviders()) {
            if (provider == OrtProvider.CUDA) {
                found.add(ExecutionProvider.CUDA);
            } else if (provider == OrtProvider.TENSOR_RT) {
                found.add(ExecutionProvider.TENSORRT);
            }
        }
        return found;
    }
}
