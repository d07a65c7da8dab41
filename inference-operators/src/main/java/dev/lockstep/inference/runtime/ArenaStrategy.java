package dev.lockstep.inference.runtime;

/** How the GPU arena of ONNX Runtime grows. */
public enum ArenaStrategy {
    /** By what is asked for: uses least. */
    SAME_AS_REQUESTED("kSameAsRequested"),
    /** In powers of two, ONNX Runtime's own default: asks the driver less often. */
    NEXT_POWER_OF_TWO("kNextPowerOfTwo");

    private final String key;

    ArenaStrategy(String key) {
        this.key = key;
    }

    /** The value of ONNX Runtime's {@code arena_extend_strategy}. */
    public String key() {
        return key;
    }
}
