package dev.lockstep.inference.runtime;

import dev.lockstep.inference.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which providers to try, in this order, until one works. Immutable.
 *
 * @param candidates never empty; ends with the CPU unless another provider is required
 */
public record ProviderPlan(List<ExecutionProvider> candidates) {
    /** What to do about a provider that is missing. */
    public static final String REMEDY =
            "Build with `mvn -Pgpu` and run where there are an NVIDIA driver, CUDA 12, cuDNN 9 and"
                    + " for tensorrt TensorRT 10, or set inference.provider-required=false to go on"
                    + " with the CPU.";

    /** Copies the list. */
    public ProviderPlan {
        candidates = List.copyOf(candidates);
    }

    /**
     * The plan for a configuration.
     *
     * @param available what the native library was built with; it may still fail to load
     * @throws ModelException if a required provider is not among them
     */
    public static ProviderPlan of(RuntimeConf conf, Set<ExecutionProvider> available) {
        ExecutionProvider wanted = conf.provider();
        if (conf.providerRequired()) {
            if (wanted != ExecutionProvider.CPU && !available.contains(wanted)) {
                throw missing(wanted, null);
            }
            return new ProviderPlan(List.of(wanted));
        }
        List<ExecutionProvider> order =
                switch (wanted) {
                    case AUTO, TENSORRT ->
                            List.of(ExecutionProvider.TENSORRT, ExecutionProvider.CUDA);
                    case CUDA -> List.of(ExecutionProvider.CUDA);
                    case CPU -> List.of();
                };
        List<ExecutionProvider> candidates = new ArrayList<>(order);
        candidates.retainAll(available);
        candidates.add(ExecutionProvider.CPU);
        return new ProviderPlan(candidates);
    }

    /** The sentence for a required provider that is not there. */
    public static ModelException missing(ExecutionProvider provider, @Nullable Throwable cause) {
        String message =
                "The execution provider "
                        + provider.label()
                        + " is required (inference.provider-required) and cannot be used here"
                        + (cause == null ? ": this ONNX Runtime was built without it. " : ". ")
                        + REMEDY;
        return cause == null ? new ModelException(message) : new ModelException(message, cause);
    }
}
