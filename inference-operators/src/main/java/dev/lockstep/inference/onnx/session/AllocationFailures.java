package dev.lockstep.inference.onnx.session;

import ai.onnxruntime.OrtException;
import java.util.Locale;

/** Tells a lack of memory from other failures; ONNX Runtime has no code for it. Stateless. */
final class AllocationFailures {
    private AllocationFailures() {}

    /**
     * Whether ONNX Runtime, CUDA, cuBLAS or cuDNN said that it could not get memory. The texts are
     * those of {@code bfc_arena.cc}, {@code cuda_call.cc} and the libraries' error names.
     */
    static boolean is(Exception failure) {
        if (!(failure instanceof OrtException)) {
            return false;
        }
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("failed to allocate memory")
                || message.contains("available memory of")
                || message.contains("out of memory")
                || message.contains("alloc_failed")
                || message.contains("allocation failed")
                || message.contains("bad_alloc");
    }
}
