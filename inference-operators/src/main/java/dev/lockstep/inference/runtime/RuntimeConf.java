package dev.lockstep.inference.runtime;

import java.io.Serializable;
import java.time.Duration;

/**
 * How models are run. Immutable; equal configurations share sessions.
 *
 * @param provider what to run on
 * @param providerRequired whether a provider that is missing fails the start
 * @param device number of the GPU
 * @param gpuMemoryBytes most that the arena of one session may take on the GPU; 0 for no limit
 * @param arenaStrategy how that arena grows
 * @param engineCache folder of TensorRT's engines; empty for none
 * @param runTimeout a run that takes longer fails; zero for no limit
 * @param modelStore folder in which files may have several hard links, since their content is
 *     compared with the catalogue; empty for none
 */
public record RuntimeConf(
        ExecutionProvider provider,
        boolean providerRequired,
        int device,
        long gpuMemoryBytes,
        ArenaStrategy arenaStrategy,
        String engineCache,
        Duration runTimeout,
        String modelStore)
        implements Serializable {

    /** Checks ranges and that what is required has a name. */
    public RuntimeConf {
        if (device < 0 || gpuMemoryBytes < 0 || runTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "device, memory and run time-out must not be negative");
        }
        if (providerRequired && provider == ExecutionProvider.AUTO) {
            throw new IllegalArgumentException("a provider that is required must be named");
        }
    }

    /** The CPU, runs of up to a minute. */
    public static RuntimeConf cpu() {
        return new RuntimeConf(
                ExecutionProvider.CPU,
                false,
                0,
                0,
                ArenaStrategy.SAME_AS_REQUESTED,
                "",
                Duration.ofMinutes(1),
                "");
    }

    /** The same with another provider. */
    public RuntimeConf with(ExecutionProvider other, boolean required) {
        return new RuntimeConf(
                other,
                required,
                device,
                gpuMemoryBytes,
                arenaStrategy,
                engineCache,
                runTimeout,
                modelStore);
    }

    /** The same with another time-out. */
    public RuntimeConf with(Duration otherRunTimeout) {
        return new RuntimeConf(
                provider,
                providerRequired,
                device,
                gpuMemoryBytes,
                arenaStrategy,
                engineCache,
                otherRunTimeout,
                modelStore);
    }

    /** The same with another model store. */
    public RuntimeConf withModelStore(String folder) {
        return new RuntimeConf(
                provider,
                providerRequired,
                device,
                gpuMemoryBytes,
                arenaStrategy,
                engineCache,
                runTimeout,
                folder);
    }
}
