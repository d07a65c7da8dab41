package dev.lockstep.inference.runtime;

import java.nio.file.Path;

/**
 * One graph in the form that suits each provider: INT8 is quick on a CPU and slow on a GPU, FP16
 * the other way round. Immutable.
 *
 * @param cpu the graph for the CPU
 * @param gpu the graph for a GPU; often the same file
 */
public record ModelFiles(Path cpu, Path gpu) {
    /** The same file everywhere. */
    public static ModelFiles of(Path file) {
        return new ModelFiles(file, file);
    }

    /** The file for a provider. */
    public Path on(ExecutionProvider provider) {
        return provider.gpu() ? gpu : cpu;
    }
}
