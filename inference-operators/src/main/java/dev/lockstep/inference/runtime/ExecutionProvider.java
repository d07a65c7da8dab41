package dev.lockstep.inference.runtime;

import java.util.Locale;

/** What ONNX Runtime runs a graph on. */
public enum ExecutionProvider {
    /** TensorRT or CUDA where they can be had, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA,
    /** An NVIDIA GPU, with engines that TensorRT builds for it. */
    TENSORRT;

    /** Whether it computes on a GPU. */
    public boolean gpu() {
        return this == CUDA || this == TENSORRT;
    }

    /** As options and metrics write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
