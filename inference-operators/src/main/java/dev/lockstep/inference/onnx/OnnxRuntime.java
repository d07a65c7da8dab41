package dev.lockstep.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The one ONNX Runtime environment of the process. Its thread pools are shared by all sessions,
 * have one thread (the caller's) unless told otherwise, and do not spin: parallelism comes from
 * running several requests side by side, which on few cores gives more throughput than splitting
 * one.
 */
public final class OnnxRuntime {
    /** System property: threads inside one run; the first session of the process decides. */
    public static final String INTRA_OP_PROPERTY = "lockstep.onnx.intra-op-threads";

    /** Address space for the longest command line that Linux takes by default, hardly touched. */
    private static final long START_STACK_BYTES = 1L << 30;

    private OnnxRuntime() {}

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

    static OrtEnvironment environment() {
        return Holder.ENVIRONMENT;
    }

    /**
     * Loads a model.
     *
     * @throws ModelException if the file is missing or is no model that this runtime can load
     */
    static OrtSession session(Path model) {
        if (!Files.isRegularFile(model)) {
            throw new ModelException(
                    "There is no model file " + model + ". Pull it with `lockstep models pull`.");
        }
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
